"""Addresses of the app accuracy."""
from django.urls import path

from taizhang.server.accuracy import views

app_name = "accuracy"
urlpatterns = [
    path("", views.accuracy, name="accuracy"),
    path("table/", views.table, name="table"),
    path("gold/", views.gold_of, name="gold_of"),
    path("gold/files/", views.gold_files, name="gold_files"),
    path("names/", views.names, name="names"),
    path("names/adopt/", views.adopt, name="adopt"),
]
