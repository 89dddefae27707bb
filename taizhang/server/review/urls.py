"""Addresses of the app review."""
from django.urls import path

from taizhang.server.review.views import adding, assigning, bulk, deciding, disputes, joining, listing, picking, queue

app_name = "review"
urlpatterns = [
    path("", listing.documents, name="documents"),
    path("disputes/", disputes.disputes, name="disputes"),
    path("agreement/", disputes.agreement, name="agreement"),
    path("bulk/", bulk.accept, name="bulk"),
    path("bulk/<uuid:key>/undo/", bulk.undo, name="bulk_undo"),
    path("<uuid:key>/", queue.queue, name="queue"),
    path("<uuid:key>/cards/", queue.cards_alone, name="cards"),
    path("<uuid:key>/facts/<uuid:fact>/split/", joining.split_one, name="split"),
    path("<uuid:key>/facts/<uuid:fact>/merge/", joining.merge_some, name="merge"),
    path("<uuid:key>/facts/<uuid:fact>/picks/", picking.offered, name="picks"),
    path("<uuid:key>/facts/<uuid:fact>/<slug:act>/", deciding.decide, name="decide"),
    path("<uuid:key>/new/", adding.new, name="new"),
    path("<uuid:key>/assign/", assigning.assign, name="assign"),
]
