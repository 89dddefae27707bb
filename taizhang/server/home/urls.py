"""Addresses of the app home."""
from django.urls import path

from taizhang.server.home import views

app_name = "home"
urlpatterns = [
    path("", views.first, name="first"),
    path("health", views.health, name="health"),
]
