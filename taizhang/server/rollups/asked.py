"""What an address of this app asks for: a year, a region, an indicator; refused with a sentence where it cannot be."""
from collections.abc import Mapping
from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _

from taizhang.packs import Indicator, Region
from taizhang.server.accounts.roles import place
from taizhang.values.errors import UsageError

FIRST, LAST = 1900, 2200


def year_of(given: Mapping[str, str], name: str = "year") -> int | None:
    """The year asked for; None where none is."""
    written = given.get(name, "").strip()
    if not written:
        return None
    if not (written.isascii() and written.isdecimal() and len(written) == 4 and FIRST <= int(written) <= LAST):
        raise UsageError(_("is not a year"), where=f"{name}={written[:20]}", hint=_("write it as 2018"))
    return int(written)


def region_of(given: Mapping[str, str], name: str = "region") -> Region:
    """The region asked for, the home of this installation where none is; its id, or its name."""
    written, pack = given.get(name, "").replace("\0", "").strip()[:60], place()
    if not written:
        return pack.region(pack.home)
    region = pack.regions.get(written) or pack.region_named(written, date.today())
    if region is None:
        raise UsageError(_("there is no such region"), where=f"{name}={written}", hint=_("give its id or its name"))
    return region


def indicator_of(id: str) -> Indicator:
    """The indicator of the catalogue; no page where there is none."""
    found = place().indicators.get(id)
    if found is None:
        raise Http404
    return found


def choice(given: Mapping[str, str], name: str, known: tuple[str, ...]) -> str:
    """One of some words, the first where another one is asked for."""
    return given.get(name, "") if given.get(name, "") in known else known[0]
