"""Addresses of the trail. Their names begin with ``audit:``, as their paths do."""
from django.urls import path, re_path

from taizhang.server.oversight.views import expunging, own, trail, verification

app_name = "audit"
urlpatterns = [
    path("", trail.trail, name="trail"),
    path("entries/<int:pk>/", trail.entry, name="entry"),
    re_path(r"^export\.(?P<format>csv|jsonl)$", trail.export, name="export"),
    path("verify/", verification.verification, name="verify"),
    path("mine/", own.mine, name="mine"),
    path("of/<str:noun>/<str:key>/", own.of, name="of"),
    path("expunging/", expunging.expungings, name="expungings"),
    path("expunging/<int:pk>/", expunging.expunging, name="expunging"),
    path("expunging/<int:pk>/decide/", expunging.decide, name="decide"),
    path("expunging/asked/", expunging.requests, name="requests"),
    path("expunging/ask/", expunging.ask, name="ask"),
]
