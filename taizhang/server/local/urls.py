"""Addresses of the app local."""
from django.urls import path

from taizhang.server.local import views

app_name = "local"
urlpatterns = [
    path("", views.names, name="names"),
    path("add/", views.add, name="add"),
    path("folder/", views.folder, name="folder"),
    path("<uuid:key>/", views.name, name="name"),
    path("<uuid:key>/end/", views.end, name="end"),
    path("<uuid:key>/undo/<int:version>/", views.undo, name="undo"),
]
