"""Targets that contradict each other: the same indicator, for the same whom and when, with another bound in another document.

All stay side by side. Which one binds is decided by written rules, in this order, and never where they do not decide:

1. *in force*: a document that is out of force on the day does not bind;
2. *explicit*: a person recorded that one document supersedes, repeals or revises the other;
3. *higher issuer* and *later document*: the document of the higher body, unless the other one is later; among bodies of equal rank
   the later document. Where one is higher and the other later, it cannot be told: whoever knows records what the later one does.
"""
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext as _

from taizhang.bodies import Rank, above, rank
from taizhang.packs import indicator_of
from taizhang.server.accounts.roles import place
from taizhang.server.documents import effects
from taizhang.server.documents.effects import DOES_WORDS
from taizhang.server.documents.force import force_of, force_words, known
from taizhang.server.documents.linking import said
from taizhang.server.documents.models import Document, Effect
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.facts.models import REVIEWED, Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.history import NOW, Moment
from taizhang.text.ordering import folded

Same = tuple[str, str, str, str, str, str]
Effects = Mapping[frozenset[UUID], Sequence[Effect]]
OPEN = ("suggested", "disputed")
FEW = 40  # claims of which each is held against each
MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Paper:
    """What judging needs of a document."""

    document: Document
    rank: Rank | None
    first: date | None
    last: date | None
    live: bool  # in force on the day

    @property
    def name(self) -> str:
        """Its number, else its title."""
        return self.document.number or self.document.title

    @classmethod
    def of(cls, document: Document, day: date) -> "Paper":
        """With the rank of its issuers, the days between which it was issued, and whether it is in force on a day."""
        return cls(document, rank(map(str, document.issuers), place()), *_issued(document), force_of(document, day) == "in force")


@dataclass
class Claim:
    """A bound that a document sets. ``why`` says why it does not bind, where another one does."""

    fact: Fact
    paper: Paper
    binds: bool = False
    why: str = ""

    @cached_property
    def bound(self) -> tuple[str, Any, Any]:
        """The bound for comparing: 2.5 and 2.50 are the same."""
        return self.fact.op, _decimal(self.fact.value_text), _decimal(self.fact.value2_text)

    @property
    def counts(self) -> bool:
        """Whether a person accepted it."""
        return self.fact.state in REVIEWED


@dataclass(slots=True)
class Rivals:
    """Claims about one thing, the binding one first. ``rule`` names what decided; empty where it cannot be told, and ``why`` says why."""

    claims: list[Claim]
    rule: str = ""
    why: str = ""
    open: list[Claim] = field(default_factory=list)

    @property
    def fact(self) -> Fact:
        """One of the facts, for what they have in common."""
        return (self.claims or self.open)[0].fact

    @property
    def told(self) -> bool:
        """Whether the rules decide."""
        return bool(self.rule)


@dataclass(frozen=True, slots=True)
class Judged:
    """Of two claims: which binds (0 or 1; None: it cannot be told), by which rule, in words."""

    winner: int | None
    rule: str
    words: str


def rivals(user: Any, moment: Moment = NOW, *, suggested: bool = False) -> list[Rivals]:
    """All rivals among the targets a person may read: groups of reviewed ones; with ``suggested`` also those nobody decided about.

    Suggested ones never bind and never unseat: they stand under ``open``.
    """
    states = (*REVIEWED, *OPEN) if suggested else REVIEWED
    rows = _comparable(user, moment).filter(kind="target", state__in=states)
    groups: dict[Same, list[Fact]] = defaultdict(list)
    for fact in rows.order_by("document", "position"):
        groups[_same(fact)].append(fact)
    wanted = [facts for facts in groups.values() if len({one.document for one in facts}) > 1 and len({_bound(one) for one in facts}) > 1]
    whole = _whole(one for facts in wanted for one in facts)
    wanted = [[whole[one.pk] for one in facts if one.pk in whole] for facts in wanted]
    papers = _papers(user, moment, {one.document for facts in wanted for one in facts})
    there = _effects(papers)
    found = [made for facts in wanted if (made := _group(facts, papers, there, moment.day)) is not None]
    return sorted(found, key=lambda one: (one.fact.sort_what, one.fact.subject, one.fact.year or 0, one.fact.measure))


def rivals_of(user: Any, fact: Fact, moment: Moment = NOW) -> Rivals | None:
    """The rivals of one fact of any kind, suggested ones among them; None where it has none. Only targets are judged."""
    rows = _comparable(user, moment).filter(kind=fact.kind, year=fact.year, measure=fact.measure, measure_unit=fact.measure_unit)
    rows = rows.exclude(document=fact.document).exclude(state__in=("rejected", "lost"))
    subjects = _alike(fact.subject)
    same = _same(fact)
    facts = [one for one in rows.filter(subject__in=subjects).order_by("document", "position")[:2000] if _same(one) == same and _bound(one) != _bound(fact)]
    if not facts:
        return None
    papers = _papers(user, moment, {fact.document, *(one.document for one in facts)})
    return _group([fact, *_whole(facts).values()], papers, _effects(papers), moment.day, judged=fact.kind == "target")


def judge(one: Claim, other: Claim, there: Effects, day: date) -> Judged:
    """Which of two claims of different documents binds on a day, by the rules above; ``there`` are effects by the two documents."""
    a, b = one.paper, other.paper
    if not (a.live and b.live):
        if not (a.live or b.live):
            return Judged(None, "", _("Neither document is in force."))
        out = b if a.live else a
        return Judged(0 if a.live else 1, "in force", _("{document}: {state}.").format(document=out.name, state=force_words(out.document, day)))
    return _explicit(a, b, there, day) or _by_rank(a, b)


def _explicit(a: Paper, b: Paper, there: Effects, day: date) -> Judged | None:
    for effect in there.get(frozenset((a.document.key, b.document.key)), ()):
        if effect.does != "none" and (effect.valid_from is None or effect.valid_from <= day):
            winner = 0 if effect.acting == a.document.key else 1
            acting, affected = (a, b) if winner == 0 else (b, a)
            words = _("{document} {does} {other} in part: {scope}") if effect.part else _("{document} {does} {other}.")
            return Judged(winner, "explicit", words.format(
                document=acting.name, does=DOES_WORDS[effect.does], other=affected.name, scope=effect.scope or _("the part is not named")))
    return None


def _by_rank(a: Paper, b: Paper) -> Judged:
    higher, later = above(a.rank, b.rank, place()), _later(a, b)
    if higher is None:
        equal = a.rank is not None and a.rank == b.rank
        if later is None or not (equal or (a.document.issuers and a.document.issuers == b.document.issuers)):
            why = _("Which issuer is higher is not known, or neither is.") if not equal else _("Which document is later is not known.")
            return Judged(None, "", why)
        newer, older = (a, b) if later else (b, a)
        return Judged(0 if later else 1, "later document", _("Issuers of equal rank: {document} is later than {other}.").format(
            document=newer.name, other=older.name))
    upper, lower = (a, b) if higher else (b, a)
    if later is None or later == higher:
        words = _("{document} comes from the higher issuer.") if later is None else _("{document} comes from the higher issuer and is the later one.")
        return Judged(0 if higher else 1, "higher issuer", words.format(document=upper.name))
    return Judged(None, "", _(
        "{upper} comes from the higher issuer, {lower} is later. Record what {lower} does to {upper}, if it is to bind.").format(
            upper=upper.name, lower=lower.name))


def _later(a: Paper, b: Paper) -> bool | None:
    """Whether a was issued after b; None where that is not known for certain."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return None
    if a.first > b.last:
        return True
    return False if b.first > a.last else None


def _group(facts: Sequence[Fact], papers: dict[UUID, Paper], there: Effects, day: date, *, judged: bool = True) -> Rivals | None:
    claims = _distinct(Claim(one, papers[one.document]) for one in facts if one.document in papers)
    if len({one.fact.document for one in claims}) < 2 or len({one.bound for one in claims}) < 2:
        return None
    counted = [one for one in claims if one.counts]
    found = Rivals(counted, open=[one for one in claims if not one.counts])
    if judged and len({one.bound for one in counted}) > 1 and len({one.fact.document for one in counted}) > 1:
        _decide(found, there, day)
    return found


def _decide(group: Rivals, there: Effects, day: date) -> None:
    """Find the claim that binds beside every other one; say of each other why it does not, or why it cannot be told."""
    open_words: dict[str, None] = {}
    for one in _contenders(group.claims, there, day):
        others = [other for other in group.claims if other.bound != one.bound and other.fact.document != one.fact.document]
        judged = [judge(one, other, there, day) for other in others]
        open_words |= dict.fromkeys(each.words for each in judged if each.winner is None)
        if judged and all(each.winner == 0 for each in judged):
            one.binds = True
            group.rule = group.rule or judged[0].rule
            for other, each in zip(others, judged, strict=True):
                other.why = other.why or each.words
    group.claims.sort(key=lambda one: not one.binds)
    if not group.rule:
        group.why = " ".join(list(open_words)[:MOST_WORDS])


def _contenders(claims: Sequence[Claim], there: Effects, day: date) -> Sequence[Claim]:
    """The claims that may bind: all of a few; of many the one that is left when each meets the one before it, and those equal to it."""
    if len(claims) <= FEW:
        return claims
    left = claims[0]
    for one in claims[1:]:
        if one.fact.document != left.fact.document and judge(one, left, there, day).winner == 0:
            left = one
    return [one for one in claims if one.fact.document == left.fact.document]


def _effects(papers: Mapping[UUID, Paper]) -> Effects:
    found: dict[frozenset[UUID], list[Effect]] = defaultdict(list)
    for one in effects.of(papers) if papers else ():
        found[frozenset((one.acting, one.affected))].append(one)
    return found


def _distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Each bound of a document once."""
    found: dict[tuple[Any, ...], Claim] = {}
    for one in claims:
        key = (one.fact.document, one.bound)
        if key not in found or (one.counts and not found[key].counts):
            found[key] = one
    return list(found.values())


def _comparable(user: Any, moment: Moment) -> QuerySet[Fact]:
    rows = Fact.objects.known_at(moment.known) if moment.known else Fact.objects.current()
    found: QuerySet[Fact] = FACTS.visible(user, rows).exclude(value_text="").exclude(what="")
    return found.annotate(each=KeyTextTransform("per", "fields")).defer("quote", "fields", "reason")


def _whole(facts: Iterable[Fact]) -> dict[int, Fact]:
    """Facts with all their columns, in the same order: comparing needs few of them, showing needs all."""
    keys = [one.pk for one in facts]
    found = Fact.objects.in_bulk(keys)
    return {key: found[key] for key in keys if key in found}


def _papers(user: Any, moment: Moment, keys: Iterable[UUID]) -> dict[UUID, Paper]:
    rows = DOCUMENTS.visible(user, known(moment).exclude(state="withdrawn").filter(key__in=list(keys)))
    return {one.key: Paper.of(one, moment.day) for one in rows.defer("pack_reason", "addressees")}


def _same(fact: Fact) -> Same:
    """What two claims have to agree in to be about the same thing."""
    each = getattr(fact, "each", None) if hasattr(fact, "each") else fact.fields.get("per")
    return (*_meant(fact.what, fact.subject, place().fingerprint), fact.period, fact.measure, fact.measure_unit, said(each))


@lru_cache(maxsize=20_000)
def _meant(what: str, subject: str, _pack: str) -> tuple[str, str]:
    """Indicator and region that words mean, or the words."""
    region = place().region_named(subject)
    return indicator_of(what, place()) or folded(what), region.id if region else folded(subject)


def _alike(subject: str) -> list[str]:
    region = place().region_named(subject)
    return [subject] if region is None else list(dict.fromkeys((subject, region.name, region.short or region.name, *region.aliases)))


def _bound(fact: Fact) -> tuple[Any, ...]:
    return fact.op, _decimal(fact.value_text), _decimal(fact.value2_text)


def _decimal(written: str) -> Any:
    try:
        return Decimal(written).normalize() if written else None
    except InvalidOperation:
        return written


def _issued(document: Document) -> tuple[date | None, date | None]:
    """The first and the last day on which a document may have been issued: a day, or the month or year that it gives."""
    if document.issued is not None:
        return document.issued, document.issued
    written = document.issued_text
    try:
        year = int(written[:4])
        if len(written) == 4:
            return date(year, 1, 1), date(year, 12, 31)
        if len(written) == 7:
            first = date(year, int(written[5:7]), 1)
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    except ValueError:
        pass
    return None, None
