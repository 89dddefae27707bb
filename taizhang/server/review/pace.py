"""How fast a person decides, from their own last decisions; nothing is said where there are too few."""
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.server.facts.models import Fact

DECISIONS = ("accept", "correct", "reject", "add", "split", "merge", "second")
LAST = 60
FEWEST = 8
PAUSE = timedelta(minutes=3)  # whoever did nothing for so long did something else


@dataclass(frozen=True, slots=True)
class Pace:
    """``seconds`` a decision takes, None where there are too few of late; ``today`` is how many were taken today."""

    seconds: float | None
    today: int

    def left(self, n: int) -> str:
        """How long ``n`` decisions will take, in words that say what is not known.

        >>> Pace(None, 0).left(0)
        ''
        """
        if not n:
            return ""
        if self.seconds is None:
            return _("time left not known yet: too few decisions of yours to tell")
        minutes = n * self.seconds / 60
        if minutes < 1:
            return _("less than a minute left at your pace")
        if minutes < 90:
            return ngettext("about {n} minute left at your pace", "about {n} minutes left at your pace", round(minutes)).format(n=round(minutes))
        return _("about {n} hours left at your pace").format(n=f"{minutes / 60:.1f}".removesuffix(".0"))

    @property
    def words(self) -> str:
        """Today's decisions and the pace."""
        said = ngettext("{n} decision today", "{n} decisions today", self.today).format(n=self.today)
        return said if self.seconds is None else _("{today}, about {n} s each").format(today=said, n=max(1, round(self.seconds)))


def pace(user: Any) -> Pace:
    """The pace of a person: the mean of the times between their last decisions, pauses left out."""
    own = Fact.objects.filter(recorded_by=user, act__in=DECISIONS).exclude(manner__in=("bulk", "demo"))
    times = list(own.order_by("-id").values_list("recorded_at", flat=True)[: LAST + 1])
    gaps = [gap for later, earlier in zip(times, times[1:], strict=False) if timedelta(0) <= (gap := later - earlier) <= PAUSE]
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    today = own.filter(recorded_at__gte=midnight).count()
    return Pace(sum(gaps, timedelta(0)).total_seconds() / len(gaps) if len(gaps) >= FEWEST else None, today)
