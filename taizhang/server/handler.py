"""How requests come in: as Django takes them, but for the codec that a header may name."""
from collections.abc import Mapping
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters


class Utf8Request(WSGIRequest):
    """A request whose address and forms are UTF-8, which is all that pages of ours send.

    Django decodes with any codec of Python that a request names: some are none of text and fail before there is a page for failures,
    others give half characters that no database keeps.
    """

    def _set_content_type_params(self, meta: Mapping[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(str(meta.get("CONTENT_TYPE", "")))
        self.content_params.pop("charset", None)


class Handler(WSGIHandler):
    """Django's handler with requests of this kind."""

    request_class = Utf8Request


def application() -> Handler:
    """What a WSGI server calls, with Django set up."""
    django.setup(set_prefix=False)
    return Handler()
