"""Layouts of texts as they are kept: written with the text, read for the page that shows the original beside it."""
import json
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang.server.documents.models import Text, TextLayout
from taizhang.server.facts.bulk import ONE_BY_ONE, OneByOne
from taizhang.text.layout import Layout

#: The field of a fact that says how sure the recognition of its signs was; only facts read from a picture have it.
RECOGNISED = "recognised"
ONE_BY_ONE.append(OneByOne(
    RECOGNISED, _("Some of these facts were read from a picture of the page: they are accepted one by one, beside the picture."),
    lambda: Q(fields__has_key=RECOGNISED)))


def keep(text: Text, layout: Mapping[str, Any] | None, signatures: Sequence[Mapping[str, Any]] = ()) -> TextLayout | None:
    """Keep where a text stands on its pages; None where its format has no pages and no signatures. Inside the caller's transaction."""
    if layout is None and not signatures:
        return None
    plain = layout or {"pages": [], "boxes": []}
    return TextLayout.objects.create(
        text=text, pages=len(plain["pages"]), recognised=Layout.parse(dict(plain)).recognised, signatures=list(signatures),
        boxes=zlib.compress(json.dumps(plain, separators=(",", ":")).encode("ascii"), 6))


@lru_cache(maxsize=8)
def layout_of(text: UUID) -> Layout | None:
    """The layout of a text (its key); None where it has no pages."""
    row = TextLayout.objects.filter(text__key=text, pages__gt=0).first()
    return None if row is None else Layout.parse(json.loads(zlib.decompress(bytes(row.boxes))))
