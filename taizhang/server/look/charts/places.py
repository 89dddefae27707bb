"""What comparisons of places are given: a value, or why there is none."""
from dataclasses import dataclass

from django.utils.translation import gettext

from taizhang.server.look.charts.data import Number, checked
from taizhang.server.look.charts.scale import Measure
from taizhang.server.look.charts.wording import listed


@dataclass(frozen=True, slots=True)
class Place:
    """A city or county with its value.

    ``value`` is None where there is none, and ``why`` says so (not reported, not started, no evidence …); nought is a value. ``state`` is one of
    the look's states (done, ahead …) and ``state_words`` its word; ``href`` leads to where the value comes from. ``id`` is the region's.
    """

    id: str
    name: str
    value: Number | None = None
    why: str = ""
    href: str = ""
    state: str = ""
    state_words: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        if self.value is not None:
            checked(self.value)

    def said(self, measure: Measure, *, whole: bool = False) -> str:
        """The value in words, or why there is none."""
        return measure.words(self.value, whole=whole) if self.value is not None else self.why or gettext("missing")

    def sentence(self, measure: Measure) -> str:
        """Name, value and state."""
        parts = [part for part in (self.said(measure, whole=True), self.state_words) if part]
        return gettext("{period}: {said}").format(period=self.name, said=listed(parts))


def comparison(title: str, places: tuple[Place, ...], measure: Measure) -> str:
    """All places as one sentence."""
    return gettext("{title}: {said}.").format(title=title, said=listed(one.sentence(measure) for one in places) or gettext("no place"))
