"""Addresses of the app look."""
from django.urls import path

from taizhang.server.look import views

app_name = "look"
urlpatterns = [
    path("theme/", views.theme, name="theme"),
    path("language/", views.language, name="language"),
]
