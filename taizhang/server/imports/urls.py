"""Addresses of the app imports."""
from django.urls import path

from taizhang.server.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:key>/", views.plan, name="plan"),
    path("<uuid:key>/choose/", views.choose, name="choose"),
    path("<uuid:key>/found/<int:item>/", views.found, name="found"),
    path("<uuid:key>/apply/", views.apply, name="apply"),
    path("<uuid:key>/discard/", views.discard, name="discard"),
    path("<uuid:key>/replan/", views.replan, name="replan"),
]
