"""Files that the API sends: always as an attachment, never taken for a page."""
from typing import Any

from django.http import HttpResponse

from taizhang.server.ledger.views.exports import attachment


def said(media: str, words: str) -> dict[str, Any]:
    """A file, for the description of an address."""
    return {"responses": {200: {"description": words, "content": {media: {"schema": {"type": "string", "format": "binary"}}}}}}


def attached(data: bytes, name: str, media: str) -> HttpResponse:
    """The answer with a file in it."""
    return HttpResponse(data, content_type=media, headers={
        "Content-Disposition": attachment(name), "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"})
