"""Addresses of the app jobs."""
from django.urls import path

from taizhang.server.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.listing, name="list"),
    path("own/", views.own, name="own"),
    path("<uuid:key>/", views.progress, name="progress"),
    path("<uuid:key>/cancel/", views.cancel, name="cancel"),
    path("<uuid:key>/retry/", views.retry, name="retry"),
]
