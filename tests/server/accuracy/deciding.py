"""Deciding about every fact of a document, for tests."""
from typing import Any

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions
from taizhang.server.facts.forms import CorrectionForm
from taizhang.server.facts.models import Fact


def suggestions(document: Document, **wanted: Any) -> list[Fact]:
    return list(Fact.objects.current().filter(document=document.key, state="suggested", **wanted).order_by("position"))


def accept_all(document: Document, person: User, **more: Any) -> int:
    rows = suggestions(document)
    for one in rows:
        actions.accept(person, one.key, one.version, **more)
    return len(rows)


def given(fact: Fact, **changes: Any) -> dict[str, Any]:
    """What a form would send for a fact, with changes."""
    form = CorrectionForm(fact)
    return {name: str(form.initial.get(name) or "") for name in form.fields} | changes


def correct(fact: Fact, person: User, **changes: Any) -> Fact:
    return actions.correct(person, fact.key, fact.version, given(fact, **changes))
