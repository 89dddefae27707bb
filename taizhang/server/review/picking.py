"""What a field may be filled with: names that are known, the likeliest first, each with why it is offered.

A name is found by its words, by an alias, by the first letters of its syllables, or because it is much alike. Without a word to look for
the names of facts nearby are offered first: what was corrected once is usually to be corrected again.
"""
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from taizhang.packs.records import lives_on
from taizhang.server.accounts.roles import place
from taizhang.server.facts.models import REVIEWED, STATEMENTS, Fact, InCharge
from taizhang.server.facts.permissions import FACTS
from taizhang.server.indicators.filling import words_of
from taizhang.server.indicators.suggesting import suggested
from taizhang.server.review.repeats import repeats
from taizhang.text.initials import initials
from taizhang.text.ordering import folded

OFFERED = 8
NEAR = 6  # facts on either side that are near
ALIKE = 0.45  # share of pairs of signs in common from which on two names are much alike
LOOKED_AT = 400  # rows of the ledger that are counted for one word
EXACT, ALIAS, BEGINS, INITIALS, TEXT, HOLDS, LIKE = range(7)


@dataclass(frozen=True, slots=True)
class Pick:
    """One offer: what the field would hold, and why it is offered."""

    value: str
    why: str


@dataclass(frozen=True)
class Name:
    """A known name: ``value`` is written into the field, ``aliases`` are other ways to write it, ``what`` says what it is."""

    value: str
    aliases: tuple[str, ...] = ()
    what: Any = ""

    @cached_property
    def own(self) -> str:
        """As it is compared."""
        return folded(self.value)

    @cached_property
    def also(self) -> tuple[str, ...]:
        """The aliases as they are compared."""
        return tuple(map(folded, self.aliases))

    @cached_property
    def letters(self) -> str:
        """The first letters of its syllables."""
        return initials(self.value)


def picks(user: Any, fact: Fact, name: str, q: str) -> list[Pick]:
    """Offers for one field of a fact; none for a field that has none."""
    source = SOURCES.get(name)
    if source is None:
        return []
    near = _near(user, fact, name)
    if not q.strip():
        return _unasked(near, fact, name)
    known = {one.value: one for one in source()}
    counted = _used(user, name, q)
    for value in (*near, *counted):
        known.setdefault(value, Name(value))
    ranked = []
    for one in known.values():
        if (found := match(q, one)) is not None:
            rank, why = found
            n = counted.get(one.value, 0)
            ranked.append((rank, -n, -near.get(one.value, 0), len(one.value), one.value, _why(why, n, near.get(one.value, 0), one.what)))
    ranked += [(TEXT, -n, 0, len(value), value, _why(repeated_words(n), 0, 0, "")) for value, n in _in_text(fact, name, q) if value not in known]
    return [Pick(value, why) for *_order, value, why in sorted(ranked)[:OFFERED]]


def match(q: str, name: Name) -> tuple[int, str] | None:
    """How a name answers what was typed: rank (best first) and why; None where it does not.

    >>> one = Name("R&D spending", ("research money",))
    >>> match("r&d spending", one)[0], match("research", one)[0] == ALIAS, match("R&D", one)[0] == BEGINS, match("money of others", one)
    (0, True, True, None)
    """
    wanted, own = folded(q), name.own
    if wanted == own:
        return EXACT, _("this very name")
    for alias, other in zip(name.aliases, name.also, strict=True):
        if wanted == other or (len(wanted) > 1 and other.startswith(wanted)):
            return ALIAS, _("“{alias}” is an alias of it").format(alias=alias)
    if own.startswith(wanted):
        return BEGINS, _("begins so")
    if wanted.isascii() and wanted.isalpha() and len(wanted) > 1 and name.letters.startswith(wanted):
        return INITIALS, _("first letters {letters}").format(letters=wanted)
    if wanted in own:
        return HOLDS, _("holds these words")
    share = alike(wanted, own) if len(wanted) > 2 and not wanted.isascii() and not set(wanted).isdisjoint(own) else 0.0
    return (LIKE, _("{percent} % alike").format(percent=round(share * 100))) if share >= ALIKE else None


def alike(a: str, b: str) -> float:
    """The share of pairs of neighbouring signs that two words have in common.

    >>> alike("abcd", "abce"), alike("ab", "cd"), alike("a", "ab")
    (0.6666666666666666, 0.0, 0.0)
    """
    x, y = Counter(zip(a, a[1:], strict=False)), Counter(zip(b, b[1:], strict=False))
    return 2 * (x & y).total() / (x.total() + y.total()) if x and y else 0.0


def repeated_words(n: int) -> str:
    """Why words of the text are offered."""
    return ngettext("stands {n} time in this text", "stands {n} times in this text", n).format(n=n)


def _in_text(fact: Fact, name: str, q: str) -> list[tuple[str, int]]:
    """Names that the text of the document itself writes more than once and that begin so."""
    return repeats(fact.text.text, q.strip()) if name in ("what", "subject", "unit_name") and fact.text is not None else []


def _why(why: str, used: int, near: int, what: Any) -> str:
    said = [why] + ([str(what)] if what else [])
    if used:
        said.append(ngettext("used {n} time in reviewed facts", "used {n} times in reviewed facts", used).format(n=used))
    elif near:
        said.append(_("used in this document"))
    return _(", ").join(said)


def _unasked(near: Counter[str], fact: Fact, name: str) -> list[Pick]:
    """Without a word: names of facts nearby, then of the document, then what the catalogue may mean by the words that stand there.

    What stands there already is no offer.
    """
    present = {str(getattr(fact, COLUMNS[name]))} if name in COLUMNS else {one.name for one in fact.in_charge.all()}
    found = [(-weight, value) for value, weight in near.items() if value not in present]
    offered = [Pick(value, _("of a fact nearby") if -weight >= 1000 else _("used in this document")) for weight, value in sorted(found)[:OFFERED]]
    meant = [Pick(one.name, one.why) for one in suggested(words_of(fact))] if name == "what" and fact.kind in STATEMENTS else []
    return [*offered[:OFFERED - len(meant)], *(one for one in meant if one.value not in {each.value for each in offered})]


#: Fields of the form whose values stand in a column of facts.
COLUMNS = {"what": "what", "subject": "subject", "period": "period", "measure_unit": "measure_unit"}


def _near(user: Any, fact: Fact, name: str) -> Counter[str]:
    """Values of this field in the document, with how often; those of facts nearby weigh 1000 and more, the nearest and newest most."""
    rows = FACTS.visible(user, Fact.objects.current().filter(document=fact.document)).exclude(state__in=("rejected", "lost"))
    found: Counter[str] = Counter()
    if name == "unit_name":
        found.update(InCharge.objects.filter(fact__in=rows).order_by().values_list("name", flat=True))
        return found
    if fact.kind in STATEMENTS and name == "what":
        rows = rows.filter(kind__in=STATEMENTS)
    held = list(rows.order_by("position", "id").values_list("key", COLUMNS[name], "state"))
    at = next((i for i, row in enumerate(held) if row[0] == fact.key), 0)
    for i, (key, value, state) in enumerate(held):
        if value and key != fact.key:
            found[value] += 1
            if abs(i - at) <= NEAR:
                found[value] = max(found[value], 1000 + 100 * (state in REVIEWED) + 10 * (state == "corrected") - abs(i - at))
    return found


def _used(user: Any, name: str, q: str) -> Counter[str]:
    """How often values that hold these words stand in reviewed facts."""
    if name not in COLUMNS:
        return Counter()
    column = COLUMNS[name]
    rows = FACTS.visible(user, Fact.objects.current()).filter(state__in=REVIEWED, **{f"{column}__icontains": q.strip()[:60]})
    if name == "what":
        rows = rows.filter(kind__in=STATEMENTS)
    return Counter(rows.order_by().values_list(column, flat=True)[:LOOKED_AT])


def _indicators() -> Iterable[Name]:
    return _known_indicators(place().fingerprint)


def _units() -> Iterable[Name]:
    return _known_units(place().fingerprint, timezone.localdate())


def _regions() -> Iterable[Name]:
    return _known_regions(place().fingerprint)


@lru_cache(maxsize=4)
def _known_indicators(_fingerprint: str) -> tuple[Name, ...]:
    return tuple(Name(one.name, tuple(one.aliases), gettext_lazy("of the indicator catalogue")) for one in place().indicators.values())


@lru_cache(maxsize=4)
def _known_units(_fingerprint: str, today: date) -> tuple[Name, ...]:
    found = []
    for one in place().units.values():
        if lives_on(one.since, one.until, today):
            short = one.short or one.name
            value = short if one.region == place().home else one.name
            found.append(Name(value, tuple(dict.fromkeys((one.name, short, *one.aliases))), gettext_lazy("of the catalogue of units")))
    return tuple(found)


@lru_cache(maxsize=4)
def _known_regions(_fingerprint: str) -> tuple[Name, ...]:
    return tuple(Name(one.name, tuple(one.aliases), gettext_lazy("a region")) for one in place().regions.values())


def _nothing() -> Iterable[Name]:
    return ()


SOURCES: dict[str, Callable[[], Iterable[Name]]] = {
    "what": _indicators, "unit_name": _units, "subject": _regions, "period": _nothing, "measure_unit": _nothing,
}
