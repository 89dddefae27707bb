"""Passages for the table of permissions, and papers to search in."""
import hashlib
import uuid
from typing import Any

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document, Text
from taizhang.server.search.models import SHIFT, Passage
from tests.server.things import Where, things


def papered(title: str, body: str, number: str = "", *, outline: Any = (), **more: Any) -> Document:
    """A document with a text, without headings where no outline is given."""
    key = more.pop("key", None) or uuid.uuid4()
    text = Text.objects.create(document=key, name="x.txt", text=body, sha256="0" * 64, format="txt", extractor="test", release="test",
                               outline=list(outline), text_sha256=hashlib.sha256(body.encode()).hexdigest())
    made = Document(**({"key": key, "title": title, "number": number, "region": "990400", "text": text} | more))
    made.save()
    return made


def passages(document: Document) -> list[Passage]:
    """The passages of a document's text."""
    assert document.text_id is not None
    return list(Passage.objects.filter(id__gte=document.text_id << SHIFT, id__lt=(document.text_id + 1) << SHIFT).order_by("id"))


@things("search")
def search(user: User, where: Where) -> dict[str, Passage]:
    """A passage of a document that a unit keeps, in its region."""
    return {"": passages(papered("一份文件", "研发投入。", owner=where.unit, region=where.region))[0]}
