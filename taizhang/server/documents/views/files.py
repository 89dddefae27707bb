"""Sending the original file of a text: as an attachment, never shown in the browser, after the policy, with an entry in the trail."""
import re
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.documents import actions
from taizhang.server.documents.models import Text
from taizhang.server.documents.storage import chunks_of, path_of
from taizhang.server.documents.views.fetching import document_of

_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u202a-\u202e\u2066-\u2069]+")
LONGEST = 150


@page("document", "download")
@require_safe
def original(request: HttpRequest, key: UUID, text: UUID) -> HttpResponseBase:
    """The file a text came from."""
    document = document_of(request.user, key)
    row = Text.objects.filter(key=text, document=document.key).select_related("stored").defer("text", "addresses", "outline").first()
    if row is None or row.stored is None or not path_of(row.stored.sha256).is_file():
        raise Http404
    if request.method == "GET":
        actions.download(request.user, document, row.name, row.stored.sha256)
    answer = StreamingHttpResponse(chunks_of(row.stored.sha256), content_type="application/octet-stream")
    for name, value in (
        ("Content-Disposition", disposition(row.name)), ("Content-Length", str(row.stored.size)), ("X-Content-Type-Options", "nosniff"),
        ("Content-Security-Policy", "default-src 'none'; sandbox"), ("Cache-Control", "private, no-store"),
    ):
        answer.headers[name] = value
    return answer


def disposition(name: str) -> str:
    """The header that names an attachment: plain signs for old browsers, the whole name for the others (RFC 5987).

    >>> print(disposition('../a"b\\r\\nX: 1.txt'))
    attachment; filename="_a_b_X_ 1.txt"; filename*=UTF-8''_a_b_X_%201.txt
    """
    safe = _UNSAFE.sub("_", name.replace("..", "")).strip(" .") or "original"
    stem, dot, end = safe.rpartition(".")
    safe = (stem[: LONGEST - len(end)] + dot + end) if dot and len(end) < 10 else safe[:LONGEST]
    plain = "".join(sign if sign.isascii() else "_" for sign in safe)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"
