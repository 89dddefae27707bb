"""Addresses of the app home."""
from django.urls import URLPattern

app_name = "home"
urlpatterns: list[URLPattern] = []
