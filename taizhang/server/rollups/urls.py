"""Addresses of the app rollups."""
from django.urls import path

from taizhang.server.rollups.views import bundles, cascades, judgements, rollups, titles

app_name = "rollups"
urlpatterns = [
    path("rollups/", rollups.rollups, name="list"),
    path("rollups/<str:id>/", rollups.rollup, name="rollup"),
    path("cascade/", cascades.cascades, name="cascades"),
    path("cascade/<str:id>/", cascades.cascade, name="cascade"),
    path("bundles/", bundles.bundles, name="bundles"),
    path("bundles/<str:id>/", bundles.bundle, name="bundle"),
    path("titles/", titles.titles, name="titles"),
    path("judgements/judge/", judgements.judge, name="judge"),
    path("judgements/<uuid:key>/", judgements.judgement, name="judgement"),
    path("judgements/<uuid:key>/undo/<int:version>/", judgements.undo, name="undo"),
]
