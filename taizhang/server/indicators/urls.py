"""Addresses of the app indicators."""
from django.urls import path

from taizhang.server.indicators.views import package, sheets, wordings

app_name = "indicators"
urlpatterns = [
    path("indicators/wordings/", wordings.wordings, name="wordings"),
    path("indicators/wordings/mean/", wordings.mean, name="mean"),
    path("indicators/package/", package.package, name="package"),
    path("indicators/package/take/", package.take, name="take"),
    path("indicators/sheets/", sheets.sheets, name="sheets"),
    path("indicators/sheets/take/", sheets.take, name="take_sheet"),
]
