"""A line of a workbook held against the ledger: what it changes, by which act, and what is wrong, cell by cell. Nothing is written."""
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang.server.exchange.columns import SHAPES, UNITS, in_each, listed, meant, present, same, units
from taizhang.server.exchange.found import Problem, Weighed, column_of, problem
from taizhang.server.exchange.fresh import Fresh
from taizhang.server.exchange.taking import Line
from taizhang.server.facts.actions import corrections, label
from taizhang.server.facts.errors import Incomplete
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.look.templatetags.pieces import KINDS, STATE_WORDS

LOCKED = ("quote",)  # told when changed in a row of a fact that is there


class Scales:
    """Lines are weighed by the few hundred: facts are fetched once for all of them."""

    def __init__(self, user: Any, lines: Sequence[Line], seen: Iterable[str] = ()) -> None:
        self.user, self.seen = user, set(seen)
        keys = [key for one in lines if (key := _key(one.text("key"))) is not None]
        rows = Fact.objects.current().filter(key__in=keys).select_related("decided_by", "recorded_by").prefetch_related("in_charge")
        self.now = {one.key: one for one in rows}
        self.visible = set(FACTS.visible(user, Fact.objects.current().filter(key__in=keys)).values_list("key", flat=True))
        wanted = {(key, one.text("version")) for one in lines if (key := _key(one.text("key"))) is not None}
        old = [key for key, version in wanted if key in self.now and str(self.now[key].version) != version]
        self.before = {(one.key, one.version): one for one in Fact.objects.filter(key__in=old).prefetch_related("in_charge")}
        self.fresh = Fresh(user)

    def weigh(self, line: Line) -> Weighed:
        """What one line is."""
        broken = [problem(line, name, _broken(cell.kind)) for name, cell in line.cells.items() if cell.kind in ("e", "f")]
        written = line.text("key")
        if not written and not line.text("version"):
            return self.fresh.weigh(line, broken)
        key = _key(written)
        fact = self.now.get(key) if key is not None else None
        if key is None or fact is None or key not in self.visible:
            return Weighed("refused", problems=[*broken, problem(line, "key", lambda: _(
                "There is no fact of this key that you may read. Leave key and version empty for a new row."))], label=line.text("what")[:300])
        found = Weighed("changed", fact=key, document=fact.document, label=label(fact)[:300], against=fact.version)
        if str(key) in self.seen:
            return _refused(found, [problem(line, "key", lambda: _("This fact stands in the workbook twice; only the first row of it counts."))])
        self.seen.add(str(key))
        base = self._base(line, fact)
        if base is None:
            return _refused(found, [*broken, problem(line, "version", lambda: _("The fact has no version “{written}”.").format(
                written=line.text("version")[:20]))])
        found.version = base.version
        return self._compare(line, fact, base, found, broken)

    def _base(self, line: Line, fact: Fact) -> Fact | None:
        """The version the workbook was made of."""
        written = line.text("version")
        if written == str(fact.version):
            return fact
        return self.before.get((fact.key, int(written))) if written.isascii() and written.isdigit() and len(written) < 9 else None

    def _compare(self, line: Line, fact: Fact, base: Fact, found: Weighed, broken: list[Problem]) -> Weighed:
        held, mine, problems = present(base), {}, list(broken)
        for name in held:
            if name not in line.columns:
                continue
            said = _typed(line, name, held)
            if name in ("kind", "op", "state") and said:
                stored = meant(name, said)
                if stored is None:
                    problems.append(not_listed(line, name, said, base.kind))
                    continue
                said = stored
            if not same(name, said, held[name]):
                mine[name] = said
        if "kind" not in held and line.text("kind") and meant("kind", line.text("kind")) != base.kind:
            problems.append(problem(line, "kind", lambda: _("The kind of this fact is not changed here; it is: {kind}.").format(kind=KINDS[base.kind])))
        for name in LOCKED:
            if name in line.columns and not same(name, line.text(name), base.quote):
                problems.append(problem(line, name, lambda: _("The quote of a fact that is there is not changed here. Pick its words anew on its page.")))
        why = mine.pop("why", "")
        if not mine and not problems:
            return Weighed("unchanged", fact=fact.key)
        return self._acts(line, fact, base, held, mine, why, found, problems)

    def _acts(self, line: Line, fact: Fact, base: Fact, held: Mapping[str, str], mine: dict[str, str], why: str, found: Weighed,
              problems: list[Problem]) -> Weighed:
        wanted = mine.pop("state", "")
        now = present(fact) if fact is not base else held
        found.changes = [[name, now.get(name, ""), said] for name, said in mine.items()]
        if wanted:
            found.changes.insert(0, ["state", fact.state, wanted])
        found.act = "reject" if wanted == "rejected" else "correct" if mine else "accept"
        if wanted == "suggested":
            problems.append(problem(line, "state", lambda: _("A decision is undone on the page of the fact, not by a workbook.")))
        elif wanted == "corrected" and not mine:
            problems.append(problem(line, "state", lambda: _("Nothing is different from before: choose “{accepted}”.").format(
                accepted=STATE_WORDS["accepted"])))
        elif found.act == "reject" and mine:
            problems.append(problem(line, next(iter(mine)), lambda: _("The row is rejected and changed at once: do one of the two.")))
        elif found.act == "reject" and not why:
            problems.append(problem(line, "why", lambda: _("A reason is needed: the ledger keeps it.")))
        verdict = in_each(lambda: FACTS.may(self.user, found.act, fact).sentence)
        if any(verdict.values()):
            problems.append({"cell": line.place("state" if wanted else next(iter(mine), "key")), "field": "state", "said": verdict})
        if found.act == "correct":
            found.given = _given(fact, mine) | {"why": why}
            problems += _form_problems(line, fact, found.given)
        elif found.act == "reject":
            found.given = {"why": why}
        if problems:
            return _refused(found, problems)
        if fact.version != base.version:
            found.finding, found.choice = "doubtful", ""
            found.problems = [problem(line, "version", lambda: _(
                "{person} changed this after the workbook was made. “Yours” replaces it, or leave it.").format(
                    person=fact.recorded_by or _("The machine")))]
            return found
        found.choice = "apply"
        return found


def not_listed(line: Line, name: str, said: str, kind: str) -> Problem:
    """A word that a drop-down list does not have."""
    return problem(line, name, lambda: _("“{written}” is not in the list. Choose one of: {known}.").format(written=said[:40], known=listed(name, kind)))


def _given(fact: Fact, mine: Mapping[str, str]) -> dict[str, Any]:
    """What is given to `facts.actions.correct`: the fact as it is now with the changes of the row."""
    now = present(fact)
    given: dict[str, Any] = {name: mine.get(name, now[name]) for name in SHAPES[fact.kind] if name not in UNITS} | {"kind": mine.get("kind", fact.kind)}
    if any(name in mine for name in UNITS):
        given["units"] = [list(one) for one in units({name: mine.get(name, now[name]) for name in UNITS if name in now})]
    return given


def _form_problems(line: Line, fact: Fact, given: Mapping[str, Any]) -> list[Problem]:
    """What the form of a correction says, at the cells it is about, in each language."""
    said: dict[tuple[str, int], dict[str, str]] = {}

    def ask() -> str:
        try:
            corrections(fact, given)
        except Incomplete as incomplete:
            errors = incomplete.form.errors if incomplete.form is not None else {}
            for name, messages in errors.items():
                for n, message in enumerate(messages):
                    said.setdefault((name, n), {})[get_language() or ""] = str(message)
        return ""

    in_each(ask)
    return [{"cell": line.place(column_of(name, line)), "field": column_of(name, line), "said": words} for (name, _n), words in said.items()]


def _refused(found: Weighed, problems: list[Problem]) -> Weighed:
    found.finding, found.problems, found.choice = "refused", problems, "skip"
    return found


def _typed(line: Line, name: str, held: Mapping[str, str]) -> str:
    """A cell as typed; a percentage counts in percent where the fact does, a day as a period is a day."""
    cell = line.cells.get(name)
    if cell is None:
        return ""
    if cell.kind == "p" and name in ("value", "value2"):
        return cell.text if "%" in (line.text("measure_unit") or held.get("measure_unit", "")) else f"{cell.text}%"
    return cell.text[:7] if cell.kind == "d" and name == "period" and cell.text.endswith("-01") else line.text(name)


def _key(written: str) -> UUID | None:
    try:
        return UUID(written) if written else None
    except ValueError:
        return None


def _broken(kind: str) -> Callable[[], str]:
    if kind == "e":
        return lambda: _("The cell holds an error of the workbook instead of a value.")
    return lambda: _("The formula has no value in the file. Paste the value itself, or save the workbook once in Excel.")

