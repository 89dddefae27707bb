"""Addresses of the app search."""
from django.urls import path

from taizhang.server.search import views

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", views.suggest, name="suggest"),
    path("rebuild/", views.rebuild, name="rebuild"),
]
