"""Entering a task by hand, correcting where it comes from, withdrawing it; assigning units to clauses that name none."""
import hashlib
import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang import __version__
from taizhang.server.accounts.roles import place
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.documents import actions as documents
from taizhang.server.documents.models import Document, Text
from taizhang.server.documents.numbers import plain_number
from taizhang.server.facts import actions as facts
from taizhang.server.facts.errors import Incomplete
from taizhang.server.facts.forms import AddingForm, CorrectionForm
from taizhang.server.facts.making import make_one
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.facts.positions import position_at
from taizhang.server.facts.versions import begin, follow
from taizhang.server.history import Outdated
from taizhang.server.tasks.forms import OriginForm, TaskForm
from taizhang.server.tasks.models import Assignment, Note
from taizhang.server.tasks.permissions import TASKS
from taizhang.values import Task
from taizhang.values.errors import UsageError

GENRE = FORMAT = "note"
HEAD = 40  # characters of the sentence that name a task without a title
MOST = 200  # clauses in one assignment
Units = Sequence[tuple[str, str]]


@action("task.give", gettext_lazy("{actor} entered the task “{label}” by hand"))
def give(actor: Any, given: Mapping[str, Any], units: Units) -> Note:
    """Enter a task: its sentence becomes a note, a document of its own, in which the task stands; it counts at once.

    ``given`` holds the fields of `TaskForm`, ``units`` (name, role) of who is in charge. Raises `Incomplete` where something does not fit.
    """
    form = TaskForm(given)
    if not form.is_valid():
        raise _incomplete(form, str(given.get("title") or ""))
    data = form.cleaned_data
    sentence, key = data["sentence"], uuid.uuid4()
    title = data["title"] or _head(sentence)
    text = _text(actor, key, sentence)
    document = Document(
        key=key, title=title, text=text, genre=GENRE, region=data["region"], owner=getattr(actor, "unit", "") or "", recorded_by=actor,
        pack=place().id, pack_reason="", year_of="", **_known(data))
    document.save()
    note = Note(key=key, origin=data["origin"], due=data["due"], fact=uuid.uuid4(), recorded_by=actor)
    TASKS.require(actor, "give", note)
    fact = _task(actor, note, document, text, data["title"], units)
    note.save()
    record(actor, "task.give", "document", key, {
        "label": title, "origin": note.origin, "said_by": data["said_by"], "said_on": data["said_on"], "number": document.number,
        "due": note.due or "", "units": [name for name, _role in units], "fact": str(fact.key)})
    return note


@action("task.correct", gettext_lazy("{actor} corrected where the task “{label}” comes from"))
def correct(actor: Any, key: UUID | str, version: int, given: Mapping[str, Any]) -> Note:
    """Correct origin, who said it, day, number, due day and publicity; ``given`` holds the fields of `OriginForm`."""
    note, document = _current(key)
    if note.version != version:
        raise _late(document)
    TASKS.require(actor, "correct", note)
    form = OriginForm(given)
    if not form.is_valid():
        raise _incomplete(form, document.title)
    data = form.cleaned_data
    known = {name: value for name, value in _known(data).items() if getattr(document, name) != value}
    changed = {name: data[name] for name in ("origin", "due") if getattr(note, name) != data[name]}
    if not known and not changed:
        raise Incomplete(document.title, [_("Nothing is different from before.")], form)
    if known:
        document.revise(by=actor, reason=_("where it comes from was corrected"), **known)
    if changed:
        fact = facts.current(note.fact)
        FACTS.require(actor, "correct", fact)
        fresh = follow(fact, by=actor, act="correct", state="corrected", decided_by=actor, decided_at=timezone.now(), manner="one",
                       fields=fact.fields | _own(data["origin"], data["due"]), **_due(data["due"]))
        facts.note(actor, "correct", fact, fresh)
    fresh_note = note.revise(by=actor, **changed)
    record(actor, "task.correct", "document", key, {
        "label": document.title, "old": {name: getattr(note, name) for name in changed} | {name: getattr(document, name) for name in known},
        "new": changed | known})
    return fresh_note


@action("task.withdraw", gettext_lazy("{actor} withdrew the task “{label}”"))
def withdraw(actor: Any, key: UUID | str, version: int, reason: str) -> Document:
    """Withdraw a task with its note: it stays readable and counts nowhere. ``version`` is that of the document."""
    note, document = _current(key)
    TASKS.require(actor, "withdraw", note)
    gone = documents.withdraw(actor, key, version, reason)
    record(actor, "task.withdraw", "document", key, {"label": document.title, "reason": reason})
    return gone


@action("task.restore", gettext_lazy("{actor} brought the task “{label}” back"))
def restore(actor: Any, key: UUID | str, version: int) -> Document:
    """Bring a withdrawn task back."""
    note, document = _current(key)
    TASKS.require(actor, "restore", note)
    back = documents.restore(actor, key, version)
    record(actor, "task.restore", "document", key, {"label": document.title})
    return back


@action("task.assign", gettext_lazy("{actor} assigned units to {n} clauses without any"))
def assign(actor: Any, rows: Sequence[tuple[UUID | str, int, Units]], reason: str = "") -> Assignment:
    """Give clauses that name no unit their units, all or none: each becomes a correction, and so counts. (key, version, units) of each."""
    if not rows or len(rows) > MOST:
        raise UsageError(_("choose 1 to {n} clauses").format(n=MOST))
    done = []
    for key, version, units in rows:
        fact = facts.current(key)
        if not units:
            raise Incomplete(facts.label(fact), [_("No unit is given.")])
        fresh = facts.correct(actor, key, version, _unchanged(fact) | {"units": [list(one) for one in units], "why": reason})
        done.append([str(fresh.key), fresh.version])
    made = Assignment.objects.create(by=actor, facts=done)
    record(actor, "task.assign", "task", made.key, {"n": str(len(done)), "facts": done, "reason": reason})
    return made


@action("task.unassign", gettext_lazy("{actor} took the units of {n} clauses back"))
def unassign(actor: Any, key: UUID | str) -> Assignment:
    """Undo an assignment as one; raises where somebody changed one of its clauses since."""
    made = Assignment.objects.select_for_update().filter(key=key).first()
    if made is None or made.undone_at is not None:
        raise UsageError(_("there is nothing to undo"), where=str(key))
    for fact, version in made.facts:
        facts.undo(actor, fact, version)
    Assignment.objects.filter(pk=made.pk).update(undone_at=timezone.now(), undone_by=actor)
    record(actor, "task.unassign", "task", made.key, {"n": str(len(made.facts))})
    return made


def _task(actor: Any, note: Note, document: Document, text: Text, title: str, units: Units) -> Fact:
    FACTS.require(actor, "add", Fact(document=document.key, kind="task"))
    sentence = text.text
    form = AddingForm(Fact(document=document.key, text=text, kind="task"), {
        "kind": "task", "what": title, "start": 0, "end": len(sentence), "units": [list(one) for one in units]})
    if not form.is_valid():
        raise _incomplete(form, title)
    charged = form.in_charge() or []
    end = len(sentence)
    thing = Task(
        doc=text.name, start=0, end=end, quote=sentence, number=None, title=title or None, path=(), units_start=end, units_end=end, units_quote="",
        units=tuple(name for _id, name, _role, _own in charged),
        roles=tuple("lead" if role == "lead" else "support" if role == "support" else None for _id, _name, role, _own in charged), inferred_lead=None,
        resolved=tuple(id or None for id, *_rest in charged), unresolved=tuple(name for id, name, *_rest in charged if not id), stage="hand")
    made = make_one(thing, text.name, text.sha256, charged, [])
    values = made.values | _due(note.due)
    values["fields"] = values["fields"] | _own(note.origin, note.due)
    return begin(Fact(
        key=note.fact, document=document.key, text=text, recorded_by=actor, act="add", state="accepted", manner="one", decided_by=actor,
        decided_at=timezone.now(), position=position_at(text.pk, 0, end), **values), made.units)


def _text(actor: Any, key: UUID, sentence: str) -> Text:
    digest = hashlib.sha256(sentence.encode()).hexdigest()
    return Text.objects.create(
        document=key, stored=None, name="note.txt", text=sentence, sha256=digest, text_sha256=digest, format=FORMAT, encoding="utf-8",
        extractor=f"note {__version__}", release=__version__, fingerprint=place().fingerprint, recorded_by=actor)


def _known(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"number": data["number"], "number_plain": plain_number(data["number"]), "issuers": [data["said_by"]], "issued": data["said_on"],
            "issued_text": data["said_on"].isoformat(), "publicity": data["publicity"]}


def _due(day: Any) -> dict[str, Any]:
    return {"period": f"{day:%Y-%m}" if day else "", "year": day.year if day else None, "year_first": day.year if day else None}


def _own(origin: str, due: Any) -> dict[str, Any]:
    return {"origin": origin, "due": due.isoformat() if due else None}


def _unchanged(fact: Fact) -> dict[str, Any]:
    """What a correction that changes nothing would send."""
    form = CorrectionForm(fact)
    return {name: str(form.initial.get(name) if form.initial.get(name) is not None else "") for name in form.fields if name in form.initial}


def _head(sentence: str) -> str:
    flat = " ".join(sentence.split())
    return flat if len(flat) <= HEAD else flat[:HEAD] + "\N{HORIZONTAL ELLIPSIS}"


def _current(key: UUID | str) -> tuple[Note, Document]:
    note = Note.objects.current().filter(key=key).first()
    if note is None:
        raise UsageError(_("there is no such task"), where=str(key))
    return note, documents.current(key)


def _late(document: Document) -> Outdated:
    return Outdated(_("someone else changed this task meanwhile"), where=document.title, hint=_("Look at it as it is now and decide anew."))


def _incomplete(form: Any, label: str) -> Incomplete:
    return Incomplete(label, [str(one) for said in form.errors.values() for one in said], form)
