"""A total: what it comes to, of whom, who is missing, what remains unexplained, and why."""
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from taizhang.indicators.parts import ALL, Gathered, Part, Parts, computed, covers, name, names, number, state, traced, written
from taizhang.indicators.points import Point
from taizhang.indicators.reasons import Reason, reason
from taizhang.packs import Indicator, Pack
from taizhang.values import AnswerState, Trace
from taizhang.values.facts import Op


@dataclass(frozen=True, slots=True)
class Total:
    """The total of ``parts`` over ``members``; made by `rollup.roll`, which says what each part may be.

    ``gathered`` is what the parts come to, ``whole`` what was reported for the whole itself, ``undivided`` what is in it and belongs
    to no member, ``strangers`` are ids that were given and are no members: left out.
    """

    indicator: Indicator
    members: tuple[str, ...]
    parts: Parts
    undivided: Parts
    gathered: Gathered
    whole: Part | None
    strangers: tuple[str, ...]
    pack: Pack = field(repr=False, compare=False)
    notes: tuple[Reason, ...] = ()

    @property
    def value(self) -> Fraction | None:
        """What counts: what was reported for the whole, else what the parts come to; None with a reason."""
        return self.gathered.value if self.whole is None else self.stated

    @property
    def stated(self) -> Fraction | None:
        """What was reported for the whole itself."""
        said = number(self.whole)
        return None if said is None else Fraction(said)

    @property
    def summed(self) -> Fraction | None:
        """What the parts come to."""
        return self.gathered.value

    @property
    def residual(self) -> Fraction | None:
        """What was reported for the whole less what the parts come to; None where one of them is not known."""
        stated, summed = self.stated, self.summed
        return None if stated is None or summed is None else stated - summed

    @property
    def op(self) -> Op:
        """How firm the value is."""
        if self.whole is None:
            return self.gathered.op
        return self.whole.op if isinstance(self.whole, Point) else "="

    @property
    def value2(self) -> Fraction | None:
        """The upper end where the value is a range."""
        if isinstance(self.whole, Point):
            return Fraction(self.whole.value2) if self.whole.value2 is not None else None
        return self.gathered.value2

    @property
    def over(self) -> tuple[Fraction, Fraction] | None:
        """Numerator and denominator of a ratio; where the whole reported its own, only if the parts that weigh it are complete."""
        lines, stated = self.gathered.over, self.stated
        if lines is None or stated is None:
            return lines
        return (stated * lines[1] / (self.indicator.factor or 1), lines[1]) if self.coverage == ALL else None

    @property
    def coverage(self) -> Fraction:
        """How many of those whom it concerns are in it, 0..1; 1 where it concerns nobody. A member that is a total counts by its own coverage."""
        return Fraction(self.gathered.covered) / self.gathered.base if self.gathered.base else ALL

    @property
    def covers(self) -> Fraction:
        """How much of the whole the value stands for where it is a part of a greater one: all of it where the whole itself reported."""
        return ALL if self.whole is not None else self.coverage

    @property
    def state(self) -> AnswerState:
        """A value; else not applicable where it concerns nobody, not started where all who are missing have not begun, else no evidence."""
        if self.value is not None:
            return AnswerState.VALUE
        if not self.gathered.base:
            return AnswerState.NOT_APPLICABLE
        begun = any(state(self.parts.get(id)) not in (AnswerState.NOT_STARTED, AnswerState.NOT_APPLICABLE) for id in self.members)
        return AnswerState.NO_EVIDENCE if begun else AnswerState.NOT_STARTED

    @property
    def reported(self) -> tuple[str, ...]:
        """The members that gave a number, in official order; zero is one."""
        return self._in(AnswerState.VALUE)

    @property
    def not_started(self) -> tuple[str, ...]:
        """The members that have not begun."""
        return self._in(AnswerState.NOT_STARTED)

    @property
    def no_evidence(self) -> tuple[str, ...]:
        """The members that said nothing, or nothing that holds."""
        return self._in(AnswerState.NO_EVIDENCE)

    @property
    def not_applicable(self) -> tuple[str, ...]:
        """The members whom it does not concern: they are not in the base."""
        return self._in(AnswerState.NOT_APPLICABLE)

    def _in(self, wanted: AnswerState) -> tuple[str, ...]:
        return tuple(id for id in self.members if self.state_of(id) is wanted)

    def state_of(self, id: str) -> AnswerState:
        """The state of a member."""
        return state(self.parts.get(id))

    @property
    def missing(self) -> tuple[str, ...]:
        """Who is not in it though it concerns them, in official order; of members that are totals with gaps, those who are missing there."""
        return tuple(self._missing())

    def _missing(self) -> Iterator[str]:
        for id in self.members:
            part = self.parts.get(id)
            whole = computed(part)
            if state(part) is AnswerState.NOT_APPLICABLE:
                continue
            if state(part) is not AnswerState.VALUE or id in self.gathered.left:
                yield from (whole.missing if whole is not None and whole.missing else (id,))
            elif whole is not None and whole.covers != ALL:
                yield from whole.missing

    @property
    def vintages(self) -> tuple[str, ...]:
        """How firm the figures in it say they are, each state once; empty where none says so."""
        said = (part.vintage for part in (self.whole, *self.parts.values()) if isinstance(part, Point))
        return tuple(sorted({one for one in said if one}))

    @property
    def reason(self) -> Reason | None:
        """Why there is no value."""
        return self.gathered.reason if self.value is None else None

    @property
    def says(self) -> tuple[Reason, ...]:
        """All there is to know beside the value: why there is none, who is missing, what is left out, what remains unexplained."""
        return tuple(self._says())

    def _says(self) -> Iterator[Reason]:
        if self.reason is not None:
            yield self.reason
        missing = self.missing
        if missing:
            yield reason("{missing} of {all} are missing: {names}", missing=len(missing), all=self.gathered.base, names=names(missing, self.pack))
        if self.gathered.left and self.value is not None:
            yield reason("left out, since nothing is known to weigh them by: {names}", names=names(self.gathered.left, self.pack))
        if self.strangers:
            yield reason("left out, since they do not belong to it: {names}", names=names(self.strangers, self.pack))
        for id, part in sorted(self.undivided.items()):
            value = number(part)
            if value is not None:
                yield reason("{value} of {name} belongs to none of the parts and is in the total",
                             value=written(Fraction(value))[0], name=name(id, self.pack))
        residual = self.residual
        if residual:
            yield reason("reported for the whole: {stated}; the parts come to {summed}: {residual} is not explained",
                         stated=written(self.stated or Fraction(0))[0],
                         summed=written(self.summed or Fraction(0))[0], residual=written(residual)[0])
        yield from self.notes

    @property
    def trace(self) -> Trace:
        """How it came about: each part with its sentence, what was done, and how it was rounded for showing."""
        said, rounding = written(self.value) if self.value is not None else (self.state.value, None)
        inputs = [traced(id, part, self.pack) for id, part in self._given()]
        if self.whole is not None:
            inputs.insert(0, traced("reported for the whole", self.whole, self.pack))
        ways = {"sum": "the parts are added", "count": "the parts are counted", "max": "the greatest of the parts",
                "ratio": "numerators and denominators are added, then divided", "none": "not rolled up"}
        steps = (*self.gathered.steps, *map(str, self.says))
        return Trace(self.indicator.name, said, ways[self.indicator.rollup], None, tuple(inputs), steps, rounding)

    def _given(self) -> Iterator[tuple[str, Part]]:
        for id in self.members:
            part = self.parts.get(id)
            if part is not None and state(part) is AnswerState.VALUE:
                yield id, part
        yield from sorted(self.undivided.items())

    def share(self, id: str) -> Fraction:
        """How much of a member is in it, 0..1."""
        return covers(self.parts.get(id))
