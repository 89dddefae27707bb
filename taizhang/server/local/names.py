"""What names stand for, in words, and whether a name may be added."""
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from taizhang import packs
from taizhang.bodies import resolve
from taizhang.packs import Pack
from taizhang.server.accounts import lists
from taizhang.server.accounts.roles import place
from taizhang.server.look.words import day_words

SECTION_WORDS = {"units": gettext_lazy("unit"), "indicators": gettext_lazy("indicator"), "regions": gettext_lazy("region")}
LONGEST = 60


def thing_words(section: str, id: str, pack: Pack | None = None) -> str:
    """A unit, indicator or region by its usual name; its id where the pack has it no more."""
    one = (pack or place()).records.get(section, {}).get(id)
    if one is None:
        return id
    if section == "indicators" and (get_language() or "").startswith("en"):
        return str(one.english or one.name)
    return str(one.name or getattr(one, "short", "") or id)


def meant(section: str, written: str, pack: Pack | None = None) -> str:
    """The id for which a typed name, or id, stands today; empty where there is none, or no single one."""
    pack = pack or place()
    written = " ".join(written.split())
    records = pack.records.get(section, {})
    if not written or written in records:
        return written
    if section == "indicators":
        return packs.lexicon(pack).indicators.get(written, "")
    if section == "regions":
        found = pack.region_named(written, timezone.localdate()) or next((one for one in records.values() if one.short == written and pack.is_within(
            one.id, pack.home)), None)
        return found.id if found is not None else ""
    said = resolve(written, timezone.localdate(), pack)
    return said.units[0] if len(said.units) == 1 else ""


def known_names(*sections: str) -> list[str]:
    """Names to choose from while one types: of the units of this place and below, in official order, and of the indicators."""
    pack = place()
    found: list[str] = []
    if "units" in sections:
        found += [str(words) for _region, units in lists.units() for _id, words in units]
    if "indicators" in sections:
        found += [one.name for one in pack.indicators.values()]
    if "regions" in sections:
        found += [one.name for one in lists.regions()]
    return list(dict.fromkeys(found))


def conflict(pack: Pack, alias: packs.Alias) -> str:
    """Why a name cannot be added, in a sentence that says whose it is; empty where it can."""
    if not alias.name or len(alias.name) > LONGEST:
        return _("A name has 1 to {n} characters.").format(n=LONGEST)
    if alias.of not in pack.records.get(alias.section, {}):
        return _("The pack has no {what} “{id}”.").format(what=SECTION_WORDS.get(alias.section, alias.section), id=alias.of)
    if alias.until and alias.since and alias.until <= alias.since:
        return _("The last day is before the first.")
    own = thing_words(alias.section, alias.of, pack)
    if (held := packs.holder(pack, alias)) is not None:
        return _("“{name}” is the name of {holder} ({id}) on these days. Choose other days, or correct that name first.").format(
            name=alias.name, holder=thing_words(alias.section, held, pack), id=held)
    if packs.bears(pack, alias):
        return _("“{name}” is known as a name of {own} already.").format(name=alias.name, own=own)
    if alias.section == "units":
        said = resolve(alias.name, alias.since or timezone.localdate(), pack)
        if said.manner in ("set", "open", "region", "several"):
            return _("“{name}” stands for several units in documents, not for one.").format(name=alias.name)
    if alias.section == "regions" and packs.ordinary(alias.name):
        return _("“{name}” is an ordinary word too: as a place it would be found where none is meant.").format(name=alias.name)
    return ""


def days_words(since: date | None, until: date | None) -> str:
    """From when to when a name holds, ``until`` being the first day after it, in words."""
    if since and until:
        return _("{since} until before {until}").format(since=day_words(since), until=day_words(until))
    if since:
        return _("from {since}").format(since=day_words(since))
    return _("until before {until}").format(until=day_words(until)) if until else _("always")
