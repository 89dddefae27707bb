"""Addresses of the app api: the page of tokens, the description, and every address of programs."""
from typing import Any

from django.urls import URLPattern, path, re_path

from taizhang.server.accounts.doors import Asks
from taizhang.server.api import views
from taizhang.server.api.v1 import api

app_name = "api"


def programs() -> tuple[list[URLPattern], str, str]:
    """The addresses of programs. To the doors they are open: they find out themselves who asks, and answer in their own shape."""
    patterns, _app, namespace = api.urls
    kept: list[Any] = [one for one in patterns if getattr(one, "name", "") != "api-root"]
    for one in kept:
        one.callback.asks = Asks(open=True)
    return kept, "v1", namespace


urlpatterns = [
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/<uuid:key>/end/", views.end, name="end"),
    path("api/", views.manual, name="manual"),
    path("api/openapi.json", views.openapi, name="openapi"),
    path("api/v1/", programs()),
    re_path(r"^api/.+$", views.nothing, name="nothing"),
]
