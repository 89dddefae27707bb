"""Addresses of the app portal: pages for everybody."""
from django.urls import path

from taizhang.server.portal.views import files, pages

app_name = "portal"
urlpatterns = [
    path("open/", pages.start, name="start"),
    path("open/indicators/", pages.indicators, name="indicators"),
    path("open/indicators/<slug:id>/", pages.indicator, name="indicator"),
    path("open/indicators/<slug:id>/files/<slug:form>", files.of_indicator, name="indicator_file"),
    path("open/documents/", pages.documents, name="documents"),
    path("open/documents/<uuid:key>/", pages.document, name="document"),
    path("open/files/", pages.downloads, name="downloads"),
    path("open/files/values.<slug:form>", files.of_everything, name="file"),
    path("open/data/<slug:name>.csv", files.part, name="part"),
    path("open/datapackage.json", files.descriptor, name="descriptor"),
    path("robots.txt", files.robots, name="robots"),
    path("open", pages.nothing, name="edge"),
    path("open/<path:rest>", pages.nothing, name="nothing"),
]
