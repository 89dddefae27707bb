"""Addresses of the app indicators."""
from django.urls import path

from taizhang.server.indicators.views import wordings

app_name = "indicators"
urlpatterns = [
    path("indicators/wordings/", wordings.wordings, name="wordings"),
    path("indicators/wordings/mean/", wordings.mean, name="mean"),
]
