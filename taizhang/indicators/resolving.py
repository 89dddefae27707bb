"""Which indicator of the catalogue a wording means: certain, or not at all but with suggestions and their reasons. Never guessed."""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from taizhang.indicators.forms import bare, spelled
from taizhang.indicators.likeness import FULL, Weights
from taizhang.indicators.reasons import Reason, reason
from taizhang.indicators.surroundings import bigrams
from taizhang.indicators.telling import telling
from taizhang.indicators.units import Scale, scale
from taizhang.packs import Indicator, Pack, indicator_of
from taizhang.packs.wordings import bare as folded
from taizhang.values.facts import Measure

SUGGESTED = 5  # so many suggestions at most
LEAST = FULL // 4  # and none that is less alike


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An indicator that a wording may mean; ``score`` is 0 to 1000, only to rank by."""

    id: str
    score: int
    why: Reason


@dataclass(frozen=True, slots=True)
class Resolution:
    """``id`` only where it is certain, else None; ``calibre`` stays empty here, for it depends on the time (see `calibre_on`).

    ``measure`` and ``scale`` say how values stand in the indicator's series. ``suggestions`` are ranked, the best first.
    """

    id: str | None
    calibre: str
    why: Reason
    suggestions: tuple[Suggestion, ...] = ()
    measure: Measure | None = None
    scale: Scale | None = None


def resolve(wording: str, measure: str, unit: str, per: str | None, pack: Pack, context: str = "", *, suggest: bool = True) -> Resolution:
    """The indicator that a wording means where its name, an alias or its normal form says so and measure and unit fit.

    ``context`` is what the value is about: a name of the catalogue that begins with the end of it is tried first, so that the output
    of a zone is not that of a city. What is only a growth or an addition of another indicator resolves to that other one. Without
    ``suggest`` only the certain answer is looked for, which is much quicker for words that have none.

    >>> from taizhang.packs import load
    >>> pack = load("china")
    >>> found = resolve("研究与试验发展（R&D）经费投入强度", "ratio", "%", None, pack)
    >>> found.id, str(found.why)
    ('rd_gdp_ratio', 'a name of the indicator')
    >>> found = resolve("规模以上企业研发投入", "level", "CNY", None, pack)
    >>> found.id, found.suggestions[0].id
    (None, 'enterprise_rd_expenditure')
    """
    names = _names(_Key(pack))
    for words in (*_within(wording, context, names.begins), wording):
        id, why = _certain(words, measure, pack, names)
        if id is None:
            continue
        known = pack.indicators[id]
        home = pack.indicators.get(known.change_of, known) if known.change_of else known
        said = _change(known, measure) if home is not known else measure
        if said is None:
            why = reason("a growth of what is added is no series of the catalogue")
            return Resolution(None, "", why, (Suggestion(home.id, FULL // 2, why),))
        fits = scale(home, said, unit, per, pack)
        if fits is None:
            why = reason("the name fits, but not its unit or measure: {name} is counted in {unit}", name=known.name, unit=known.measure_unit)
            return Resolution(None, "", why, (Suggestion(home.id, FULL, why),))
        if fits.measure == "increment" and home.nature == "flow" and home.id in names.new and fits.unit != telling().points:
            fits = Scale("level", fits.unit, fits.per, fits.factor)  # what is counted are new things: what is added is all there is
        return Resolution(home.id, "", why, (), fits.measure, fits)
    found = _suggestions(wording, measure, unit, per, pack, names) if suggest else ()
    why = reason("no name of the catalogue says this") if not found else reason("only like names of the catalogue")
    return Resolution(None, "", why, found)


def matters(context: str, pack: Pack) -> bool:
    """Whether what a value is about can decide which indicator is meant: some name begins with the end of it.

    >>> from taizhang.packs import load
    >>> matters("泉州市", load("china"))
    False
    """
    return any(True for _words in _within("", context, _names(_Key(pack)).begins))


def _change(known: Indicator, measure: str) -> str | None:
    """The measure in the series of the other indicator; None where it has none for it."""
    if known.nature == "growth":
        return "growth" if measure in ("growth", "ratio", "level") else None
    if measure == "growth":
        return None
    return "increment" if measure == "level" else measure


def _within(wording: str, context: str, begins: frozenset[str]) -> Iterator[str]:
    """The wording with the end of what it is about before it, the longest first, where some name begins with that end."""
    for start in range(len(context) - 1):
        end = context[start:]
        if not (wording and wording.startswith(end)) and (folded(end) in begins or spelled(end) in begins):
            yield end + wording


def _certain(words: str, measure: str, pack: Pack, names: "_Names") -> tuple[str | None, Reason]:
    """The one indicator, and why: by a name as it is written, else by the normal form of one."""
    added = measure == "increment"
    if any(word in words and word not in names.written for word in telling().counted):
        return None, reason("it names a way of counting of its own")
    exact = indicator_of(words, pack)
    if exact is not None and (not added or exact not in names.grown):
        return exact, reason("a name of the indicator")
    form = _form(words, added)
    if form is not None and (found := names.forms.get(form)):
        return found, reason("the normal form of a name")
    if exact is not None:
        return exact, reason("a name of the indicator")
    if form is not None and form[1] and measure != "growth" and (found := names.forms.get((form[0], False, form[2]))):
        return found, reason("the normal form of a name")
    return None, reason("no name of the catalogue says this")


Form = tuple[str, bool, frozenset[str]]


@lru_cache(maxsize=65536)
def _form(words: str, added: bool) -> Form | None:
    """The normal form: the words without what is done to the thing, whether they mean what is new, and the words that set it apart."""
    plain = folded(words)
    name = bare(spelled(words))
    if len(name) < 2:
        return None
    lists = telling()
    for other, first in lists.alike:
        plain = plain.replace(other, first)
    return name, added or bool(lists.added.search(plain)), frozenset(word for word in lists.apart if word in plain)


class _Key:
    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def __hash__(self) -> int:
        return hash(self.pack.fingerprint)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.pack.fingerprint == self.pack.fingerprint


@dataclass(frozen=True, slots=True)
class _Names:
    """``forms``: normal form → id, empty where two claim it; ``grown``: ids with a sibling for what is added to them; ``new``: flows that
    count new things; ``spelled``: (spelled name, id) of all names; ``written``: words for ways of counting
    that some name has; ``weights`` of their pairs of signs; ``begins``: what names begin with."""

    forms: Mapping[Form, str]
    grown: frozenset[str]
    new: frozenset[str]
    spelled: tuple[tuple[str, str], ...]
    written: frozenset[str]
    weights: Weights
    begins: frozenset[str]


@lru_cache(maxsize=8)
def _names(key: _Key) -> _Names:
    pack = key.pack
    forms: dict[Form, str] = {}
    new: set[str] = set()
    listed = sorted((name, one.id) for one in pack.indicators.values() for name in (one.name, *one.aliases))
    for name, id in listed:
        form = _form(name, False)
        if form is None:
            continue
        forms[form] = id if forms.get(form, id) == id else ""
        if form[1] and pack.indicators[id].nature == "flow":
            new.add(id)
    grown = {forms[name, False, apart] for (name, added, apart), id in forms.items() if added and forms.get((name, False, apart))}
    said = tuple(sorted({(spelled(name), id) for name, id in listed}))
    written = frozenset(word for word in telling().counted if any(word in name for name, _id in listed))
    begins = {form[:end] for name, _id in listed for form in (folded(name), spelled(name)) for end in range(1, len(form) + 1)}
    return _Names(forms, frozenset(grown), frozenset(new), said, written, Weights.of([name for name, _id in said]), frozenset(begins))


def _suggestions(wording: str, measure: str, unit: str, per: str | None, pack: Pack, names: _Names) -> tuple[Suggestion, ...]:
    """The indicators whose names share most with the wording, by the weight of what is shared against both; a unit that fits counts."""
    said = spelled(wording)
    mine = bigrams(said)
    best: dict[str, tuple[int, str]] = {}
    for name, id in names.spelled:
        if not mine & bigrams(name):
            continue
        both = names.weights.covered(said, name), names.weights.covered(name, said)
        alike = 2 * both[0] * both[1] // (sum(both) or 1)
        if alike > best.get(id, (0, ""))[0]:
            best[id] = alike, name
    found = []
    for id, (alike, name) in best.items():
        one = pack.indicators[id]
        fits = scale(one, measure, unit, per, pack) is not None
        score = alike if fits else alike // 2
        if score < LEAST:
            continue
        text = "shares words with {name}, and the unit fits" if fits else "shares words with {name}, which is counted otherwise"
        found.append(Suggestion(id, score, reason(text, name=name)))
    return tuple(sorted(found, key=lambda one: (-one.score, one.id))[:SUGGESTED])
