"""A folder of names comes in: a plan that says what each would do, then its application to the letter."""
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang import packs
from taizhang.packs.loader import raw_records, read_folder
from taizhang.packs.schema import build
from taizhang.server.accounts.roles import OWN_LAYER, place
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.local import actions
from taizhang.server.local.layer import changed
from taizhang.server.local.models import Alias
from taizhang.server.local.names import conflict, days_words, thing_words
from taizhang.server.local.permissions import ALIASES
from taizhang.values.errors import PackError, UsageError


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one name of the folder: ``add``, ``change`` (its days), ``same`` or ``refused``, with why."""

    does: str
    alias: packs.Alias
    held: Alias | None = None
    why: str = ""

    def __str__(self) -> str:
        one = self.alias
        said = {"add": _("new"), "change": _("other days"), "same": _("unchanged"), "refused": _("refused")}[self.does]
        return f"{said}: {one.name} \N{RIGHTWARDS ARROW} {thing_words(one.section, one.of)}, {days_words(one.since, one.until)}" + (
            f". {self.why}" if self.why else "")


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in the order of the folder, and how many names here the folder does not have: they stay."""

    steps: tuple[Step, ...]
    left: int = 0
    counts: dict[str, int] = field(default_factory=dict)


def plan(folder: Path) -> Plan:
    """What the folder would change; raises `PackError` with all that its checkers find, and where it holds more than names."""
    if not folder.is_dir():
        raise UsageError(_("there is no such folder"), where=str(folder), hint=_("name the folder that holds pack.yaml"))
    if found := packs.check(folder):
        raise PackError("; ".join(map(str, found[:5])), where=str(folder), hint="taizhang pack check")
    layer = read_folder(folder, shipped=False)
    if more := [one for one in layer.manifest.sections if one != "aliases"]:
        raise UsageError(_("the installation's own layer holds names only"), where=", ".join(more), hint=_("leave these sections out"))
    rows = [build(packs.Alias, one, one.line) for one in raw_records(layer, "aliases")[1]]
    OWN_LAYER.look_again()
    here = list(Alias.objects.current())
    by_id = {one.id_in_pack: one for one in here}
    by_name = {(one.section, one.of, one.name): one for one in here}
    steps: list[Step] = []
    for row in rows:
        steps.append(_step(row, by_id.get(row.id), by_name.get((row.section, row.of, row.name)), steps))
    named = {row.id for row in rows} | {one.held.id_in_pack for one in steps if one.held}
    counts = {does: sum(one.does == does for one in steps) for does in ("add", "change", "same", "refused")}
    return Plan(tuple(steps), sum(one.id_in_pack not in named for one in here), counts)


@action("alias.import", gettext_lazy("{actor} imported {n} names from a folder"))
def apply(actor: Any, planned: Plan) -> int:
    """Carry a plan out, all or nothing; how many names are new or have other days. Refused ones stay out."""
    ALIASES.require(actor, "export")
    done = 0
    for step in planned.steps:
        one = step.alias
        if step.does == "add":
            actions.add(actor, one.section, one.of, one.name, since=one.since, until=one.until, source=one.source or "", pack_id=one.id,
                        reason=_("imported"))
            done += 1
        elif step.does == "change" and step.held is not None:
            ALIASES.require(actor, "end", step.held)
            step.held.revise(by=actor, reason=_("imported"), valid_from=one.since, valid_until=one.until)
            changed()
            done += 1
    record(actor, "alias.import", "alias", "", {"n": str(done), "names": [one.alias.name for one in planned.steps if one.does in ("add", "change")]})
    return done


def _step(row: packs.Alias, same: Alias | None, named: Alias | None, before: list[Step]) -> Step:
    held = same or named
    if same is not None and (same.section, same.of, same.name) != (row.section, row.of, row.name):
        return Step("refused", row, same, _("Under this id stands “{name}” here.").format(name=same.name))
    if held is not None and (held.valid_from, held.valid_until) == (row.since, row.until):
        return Step("same", row, held)
    why = conflict(place(), row if held is None else packs.Alias(held.id_in_pack, row.section, row.of, row.name, row.since, row.until))
    if not why and held is None and any(one.does == "add" and (one.alias.section, one.alias.name) == (row.section, row.name) for one in before):
        why = _("The folder has this name twice.")
    return Step("refused" if why else "change" if held is not None else "add", row, held, why)
