"""Addresses of the app ledger."""
from django.urls import path

from taizhang.server.ledger.views import exports, table, views

app_name = "ledger"
urlpatterns = [
    path("", table.ledger, name="ledger"),
    path("facts/<uuid:key>/sentence/", table.sentence, name="sentence"),
    path("sum/", table.chosen_sum, name="sum"),
    path("export/<slug:format>/", exports.export, name="export"),
    path("views/save/", views.save, name="save"),
    path("views/<uuid:key>/", views.view, name="view"),
    path("views/<uuid:key>/rename/", views.rename, name="rename"),
    path("views/<uuid:key>/share/", views.share, name="share"),
    path("views/<uuid:key>/remove/", views.remove, name="remove"),
    path("views/<uuid:key>/restore/", views.restore, name="restore"),
]
