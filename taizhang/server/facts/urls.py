"""Addresses of the app facts."""
from django.urls import path

from taizhang.server.facts import views

app_name = "facts"
urlpatterns = [
    path("bulk/<uuid:key>/", views.bulk, name="bulk"),
    path("bulk/<uuid:key>/undo/", views.undo_bulk, name="undo-bulk"),
    path("<uuid:key>/", views.fact, name="fact"),
    path("<uuid:key>/history/", views.history, name="history"),
]
