"""Addresses of the app accuracy."""
from typing import Any

app_name = "accuracy"
urlpatterns: list[Any] = []
