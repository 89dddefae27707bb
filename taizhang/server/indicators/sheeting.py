"""The sheet a bureau reports in, for a person: which template, year and regions are asked for, and what stands in it by what they may export."""
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.packs import Region
from taizhang.publishing.reports import Filled, Template, fill, subjects_of, templates
from taizhang.publishing.reports.filling import YEARS
from taizhang.publishing.series import Paper
from taizhang.server.accounts.roles import place
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.indicators.permissions import SERIES
from taizhang.server.indicators.taking import held, year
from taizhang.values.errors import UsageError

MOST = 60  # regions of one sheet


@dataclass(frozen=True, slots=True)
class Asked:
    """Which sheet, of which year, about which regions (ids; none: those of the template)."""

    template: Template
    year: int
    subjects: tuple[str, ...] = ()

    @classmethod
    def parse(cls, given: QueryDict) -> "Asked | None":
        """From an address or a form; None where the place has no sheets. Raises `UsageError` with what is wrong."""
        there = templates(place(), timezone.localdate())
        if not there:
            return None
        return cls.of(given.get("sheet") or there[0].id, year(given.get("year")) or timezone.localdate().year - 1, given.getlist("of"))

    @classmethod
    def of(cls, id: str, year: int, regions: Iterable[str]) -> "Asked":
        """By the id of the template and those of regions; `UsageError` with what is wrong."""
        pack, there = place(), {one.id: one for one in templates(place(), timezone.localdate())}
        subjects = tuple(dict.fromkeys(one for one in regions if one))
        if id not in there:
            raise UsageError(_("There is no such sheet."), where=id[:60], hint=_("Choose one of the list."))
        if any(one not in pack.regions for one in subjects) or len(subjects) > MOST:
            raise UsageError(_("There is no such region."), where=", ".join(subjects)[:60], hint=_("Choose one of the list."))
        if there[id].lines and len(subjects) > 1:
            raise UsageError(_("This sheet is about one region."), where=there[id].name, hint=_("Choose one."))
        if not YEARS[0] <= year <= YEARS[1]:
            raise UsageError(_("This is no year."), where=str(year), hint=_("Write it with four digits."))
        return cls(there[id], year, subjects)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The regions of the sheet."""
        return self.subjects or subjects_of(self.template, place(), self.year)


@dataclass(frozen=True, slots=True)
class Made:
    """A filled sheet, the documents of its sources, and how many values wait for review."""

    filled: Filled
    papers: dict[str, Paper]
    waiting: int


def regions() -> list[Region]:
    """The regions one may choose: the place, its counties and its zones, in official order."""
    pack = place()
    return [pack.regions[pack.home], *pack.members(pack.home, zones=True)] if pack.home in pack.regions else []


def made(user: object, asked: Asked) -> Made:
    """The sheet filled from the reviewed values a person may read and export."""
    pack, template = place(), asked.template
    wanted = {*(one.indicator for one in template.columns), *(one.indicator for one in template.lines)}
    offsets = [column.offset for column in template.columns if column.fills == "value"] or [0]
    found = held(user, frozenset(one for one in wanted if one), asked.chosen, (asked.year + min(offsets), asked.year + max(offsets)))
    papers = {key: Paper(key, one.title, one.number, one.issued) for key, one in found.documents.items()}
    # Targets of documents that are out of force do not bind.
    return Made(fill(template, pack, found.binding(), asked.year, timezone.localdate(), asked.chosen), papers, found.waiting)


@action("series.sheet", gettext_lazy("{actor} took along the sheet “{label}” with {rows} values"))
def take(actor: object, asked: Asked) -> Made:
    """Note who takes along which sheet, and give it."""
    SERIES.require(actor, "export")
    done = made(actor, asked)
    record(actor, "series.sheet", "series", "", {
        "label": done.filled.title, "rows": str(done.filled.numbers), "sheet": asked.template.id, "year": str(asked.year), "regions": _listed(asked.subjects)})
    return done


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(ids)
