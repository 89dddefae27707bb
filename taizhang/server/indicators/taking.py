"""Values are taken along: which ones a person asks for, within what they may read and export, and the note of it in the trail."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.publishing.series import Edition, Licence, Paper
from taizhang.server.accounts.roles import place
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.history import NOW
from taizhang.server.indicators.editions import edition_of
from taizhang.server.indicators.permissions import SERIES
from taizhang.server.indicators.values import Values, values
from taizhang.values.errors import UsageError

LARGEST = 200_000  # values in one file
YEARS = (1900, 2200)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which values: an indicator and a region of the pack (empty: all), the first and the last year (None: all)."""

    indicator: str = ""
    region: str = ""
    years: tuple[int, int] | None = None

    @classmethod
    def parse(cls, given: Mapping[str, Any]) -> "Wanted":
        """From a form or an address; `UsageError` with what is wrong."""
        pack = place()
        indicator, region = str(given.get("indicator") or ""), str(given.get("region") or "")
        if indicator and indicator not in pack.indicators:
            raise UsageError(_("The catalogue has no such indicator."), where=indicator[:60], hint=_("Choose one of the list."))
        if region and region not in pack.regions:
            raise UsageError(_("There is no such region."), where=region[:60], hint=_("Choose one of the list."))
        first, last = year(given.get("since")), year(given.get("until"))
        if first and last and first > last:
            raise UsageError(_("The first year is after the last one."), where=f"{first}–{last}")
        return cls(indicator, region, (first or YEARS[0], last or YEARS[1]) if first or last else None)


def year(written: Any) -> int | None:
    """A year as typed; None where there is none."""
    said = str(written or "").strip()
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) == 4 and YEARS[0] <= int(said) <= YEARS[1]):
        raise UsageError(_("This is no year."), where=said[:20], hint=_("Write it with four digits."))
    return int(said)


def exportable(user: Any, wanted: Wanted) -> Values:
    """The reviewed values a person may both read and export."""
    return held(user, frozenset({wanted.indicator}) if wanted.indicator else None, [wanted.region] if wanted.region else None, wanted.years)


def held(user: Any, only: frozenset[str] | None, subjects: Iterable[str] | None, years: tuple[int, int] | None) -> Values:
    """The reviewed values a person may both read and export, of some indicators, subjects and years (None: all)."""
    return values(user, NOW, only=only, where=SERIES.condition(user, "export"), subjects=subjects, years=years)


@action("series.export", gettext_lazy("{actor} exported {rows} values of indicators as {format}"))
def take(actor: Any, wanted: Wanted, format: str, host: str) -> Edition:
    """Note who takes along which values, and give exactly these."""
    SERIES.require(actor, "export")
    found = exportable(actor, wanted)
    if len(found.points) > LARGEST:
        raise UsageError(_("Too many values for one file"), where=str(len(found.points)), hint=_("Take fewer years, one indicator or one region."))
    record(actor, "series.export", "series", "", {
        "format": format, "rows": str(len(found.points)), "indicator": wanted.indicator, "region": wanted.region,
        "years": "–".join(str(one) for one in wanted.years) if wanted.years else ""})
    papers = {key: Paper(key, one.title, one.number, one.issued, one.publicity, f"{host}/documents/{key}/") for key, one in found.documents.items()}
    return edition_of(found, _("Values of indicators"), papers, host, Licence())
