"""Addresses of the app documents."""
from django.urls import path

from taizhang.server.documents.views import beside, changing, comparing, deciding, files, listing, page

app_name = "documents"
urlpatterns = [
    path("", listing.documents, name="list"),
    path("<uuid:key>/", page.document, name="page"),
    path("<uuid:key>/panel/", page.facts_panel, name="panel"),
    path("<uuid:key>/facts/<uuid:fact>/", page.fact, name="fact"),
    path("<uuid:key>/facts/<uuid:fact>/<slug:act>/", deciding.decide, name="decide"),
    path("<uuid:key>/edit/", changing.edit, name="edit"),
    path("<uuid:key>/withdraw/", changing.withdraw, name="withdraw"),
    path("<uuid:key>/restore/", changing.restore, name="restore"),
    path("<uuid:key>/history/", changing.history, name="history"),
    path("<uuid:key>/beside/", beside.beside, name="beside"),
    path("<uuid:key>/picture/<uuid:text>/<int:number>/", beside.picture, name="picture"),
    path("<uuid:key>/compare/", comparing.compare, name="compare"),
    path("<uuid:key>/compare/workbook/", comparing.workbook, name="compare_workbook"),
    path("<uuid:key>/original/<uuid:text>/", files.original, name="original"),
]
