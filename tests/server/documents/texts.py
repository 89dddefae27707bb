"""Documents for tests, read by the real reader from a text or a sample file."""
import hashlib
import json
import uuid
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.dateparse import parse_date

from taizhang import packs
from taizhang.publishing import jsonl
from taizhang.reading import read, read_text
from taizhang.server.documents.models import Document, Text
from taizhang.server.documents.numbers import plain_number
from taizhang.server.documents.storage import put, row_of
from taizhang.server.facts.making import make, store
from taizhang.server.facts.models import Fact
from taizhang.values import Facts

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "txt"
SAMPLE = SAMPLES / "1_work_plan.txt"


@lru_cache(maxsize=8)
def facts_of(path: Path, pack: str = "sample") -> Facts:
    return read(path, pack=pack)


def document(facts: Facts, *, by: Any = None, **more: Any) -> Document:
    """Store what was read, as an import does: a document, its text, its facts as suggested."""
    key = uuid.uuid4()
    head = next(iter(jsonl.records(facts)))
    head = json.loads(jsonl.dumps(head))
    stored = row_of(put([facts.text.encode("utf-8", "surrogatepass")]))
    text = Text.objects.create(
        stored=stored, document=key, name=facts.doc, text=facts.text, sha256=facts.sha256 or "0" * 64,
        text_sha256=hashlib.sha256(facts.text.encode("utf-8", "surrogatepass")).hexdigest(), format="txt", extractor="test",
        outline=head["outline"], notes=[], release="test", recorded_by=by)
    meta = facts.metadata
    given: dict[str, Any] = {
        "title": meta.title or facts.doc, "number": meta.number or "", "number_plain": plain_number(meta.number), "issuers": list(meta.issuers),
        "issued": parse_date(meta.issued) if meta.issued and len(meta.issued) == 10 else None, "issued_text": meta.issued or "",
        "publicity": meta.publicity or "", "place": meta.place or "", "region": packs.load("sample").home, "owner": "",
    }
    made = Document(key=key, text=text, recorded_by=by, **(given | more))
    made.save()
    store(make(list(jsonl.lines([facts])), text.text), document=key, text=text, recorded_by=by)
    return made


def sample(name: str = "", **more: Any) -> Document:
    """One of the sample documents."""
    return document(facts_of(SAMPLES / name if name else SAMPLE), **more)


def written(text: str, **more: Any) -> Document:
    """A document of this text."""
    return document(read_text(text), **more)


SHORT = "一、主要目标\n到2030年，研发经费投入占地区生产总值比重达到2.5%以上。高新技术企业达到600家。\n"


def first(document: Document, **wanted: Any) -> Fact:
    """The first fact of a document, or of those like this."""
    found = Fact.objects.current().filter(document=document.key, **wanted).order_by("position").first()
    assert found is not None
    return found
