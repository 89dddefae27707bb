"""Addresses of the trail. Their names begin with ``audit:``, as their paths do."""
from django.urls import URLPattern

app_name = "audit"
urlpatterns: list[URLPattern] = []
