"""Tasks by hand, standing and withdrawn."""
import uuid
from typing import Any

from taizhang.server.accounts.models import User
from taizhang.server.tasks.models import Note
from tests.server.documents.texts import first, written
from tests.server.things import Where, arguments, somebody, things

SENTENCE = "请市科技局牵头、市财政局配合，六月底前拿出研发平台建设办法。"


def given(**more: Any) -> dict[str, Any]:
    """What the form of a task sends."""
    return {"sentence": SENTENCE, "title": "研发平台建设办法", "origin": "instruction", "said_by": "王市长", "said_on": "2026-03-02", "number": "",
            "due": "2026-06-30", "publicity": "不予公开", "region": "990400"} | more


@things("task")
def tasks(user: User, where: Where) -> dict[str, Note]:
    """One standing, one withdrawn, of a unit of the place."""
    found = {}
    for state, kept in (("standing", "in force"), ("withdrawn", "withdrawn")):
        document = written("1.建设研发平台。\n", region=where.region, owner=where.unit, genre="note", state=kept, title=f"手录 {uuid.uuid4().hex[:6]}")
        fact = document.key if not _facts(document) else first(document).key
        note = Note(key=document.key, origin="letter", fact=fact, recorded_by=somebody())
        note.save()
        found[state] = note
    return found


def _facts(document: Any) -> bool:
    from taizhang.server.facts.models import Fact

    return Fact.objects.current().filter(document=document.key).exists()


arguments("tasks:undo", lambda note: {"key": note.key, "version": 1})
arguments("tasks:restore", lambda note: {"key": note.key, "version": 1})
