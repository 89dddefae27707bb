"""Addresses of the app review."""
from django.urls import path

from taizhang.server.review.views import adding, assigning, deciding, listing, picking, queue

app_name = "review"
urlpatterns = [
    path("", listing.documents, name="documents"),
    path("<uuid:key>/", queue.queue, name="queue"),
    path("<uuid:key>/cards/", queue.cards_alone, name="cards"),
    path("<uuid:key>/facts/<uuid:fact>/picks/", picking.offered, name="picks"),
    path("<uuid:key>/facts/<uuid:fact>/<slug:act>/", deciding.decide, name="decide"),
    path("<uuid:key>/new/", adding.new, name="new"),
    path("<uuid:key>/assign/", assigning.assign, name="assign"),
]
