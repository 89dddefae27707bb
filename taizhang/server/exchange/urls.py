"""Addresses of the app exchange."""
from django.urls import path

from taizhang.server.exchange.views import editions, mappings, rereadings, workbooks

app_name = "exchange"
urlpatterns = [
    path("", workbooks.listing, name="list"),
    path("new/", workbooks.new, name="new"),
    path("<uuid:key>/", workbooks.plan, name="plan"),
    path("<uuid:key>/choose/", workbooks.choose, name="choose"),
    path("<uuid:key>/apply/", workbooks.apply, name="apply"),
    path("<uuid:key>/discard/", workbooks.discard, name="discard"),
    path("<uuid:key>/replan/", workbooks.replan, name="replan"),
    path("<uuid:key>/undo/", workbooks.undo, name="undo"),
    path("<uuid:key>/columns/", mappings.name_columns, name="columns"),
    path("mappings/", mappings.listing, name="mappings"),
    path("mappings/<uuid:key>/rename/", mappings.rename, name="rename_mapping"),
    path("mappings/<uuid:key>/share/", mappings.share, name="share_mapping"),
    path("mappings/<uuid:key>/end/", mappings.end, name="end_mapping"),
    path("mappings/<uuid:key>/fill/", mappings.fill, name="fill"),
    path("anew/", rereadings.listing, name="rereadings"),
    path("anew/new/", rereadings.start, name="reread"),
    path("anew/<uuid:key>/", rereadings.plan, name="rereading"),
    path("anew/<uuid:key>/choose/", rereadings.choose, name="pick"),
    path("anew/<uuid:key>/apply/", rereadings.apply, name="renew"),
    path("anew/<uuid:key>/discard/", rereadings.discard, name="drop"),
    path("editions/", editions.listing, name="editions"),
    path("editions/new/", editions.export, name="export"),
    path("editions/<uuid:key>/", editions.edition, name="edition"),
    path("editions/<uuid:key>/file/", editions.download, name="download"),
]
