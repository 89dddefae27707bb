"""Whether what is to be judged is there, and whether the sentences it rests on are reviewed and may be read."""
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from taizhang.indicators.bundles import all_bundles
from taizhang.indicators.titles import all_titles
from taizhang.server.accounts.roles import place
from taizhang.server.facts.models import REVIEWED, Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.rollups.models import ABOUT, STATES
from taizhang.values.errors import UsageError

MOST_EVIDENCE = 30


@dataclass(frozen=True, slots=True)
class Target:
    """What is judged: ``place`` are the fields by which its judgement is found again, ``named`` further ones, ``unit`` who leads it."""

    place: dict[str, str]
    unit: str = ""
    named: dict[str, str] = field(default_factory=dict)


def checked(actor: Any, about: str, of: str, region: str, item: str, period: str, state: str) -> Target:
    """What is to be judged; `UsageError` where it is not there."""
    pack = place()
    if about not in ABOUT or state not in STATES[about]:
        raise UsageError(_("there is no such state"), where=f"{about} {state}"[:80], hint=", ".join(STATES.get(about, ABOUT)))
    if region not in pack.regions:
        raise UsageError(_("there is no such region"), where=region[:60])
    found = {"about": about, "of": of, "region": region, "item": "", "period": ""}
    if about == "title":
        title = all_titles(pack).get(of)
        if title is None or title.region not in (None, region):
            raise UsageError(_("the pack has no such title of this region"), where=of[:80])
        return Target(found | {"item": state}, title.lead or "")
    if about == "item":
        bundle = all_bundles(pack).get(of)
        if bundle is None or bundle.region != region or item not in {one.name for one in bundle.items}:
            raise UsageError(_("the pack has no such item of a formula"), where=f"{of} {item}"[:120])
        return Target(found | {"item": item})
    if about == "goal":
        fact = goal(actor, of)
        return Target({"about": about, "of": str(fact.key)}, fact.lead, {"region": region, "item": fact.what[:120]})
    if of not in pack.indicators or not (period.isascii() and period.isdecimal() and len(period) == 4):
        raise UsageError(_("a part has an indicator and a year"), where=f"{of} {period}"[:120])
    return Target(found | {"period": period})


def goal(actor: Any, key: str) -> Fact:
    """A reviewed goal that the person may read; `UsageError` where there is none."""
    rows = Fact.objects.current().filter(key__in=keys_of([key]), kind="goal", state__in=REVIEWED)
    found = (FACTS.visible(actor, rows) if actor is not None else rows).first()
    if found is None:
        raise UsageError(_("there is no such goal that was reviewed"), where=key[:60])
    return found


def proven(actor: Any, given: Iterable[UUID | str]) -> list[str]:
    """Keys of reviewed facts the person may read, each once; `UsageError` where one is not."""
    wanted = list(dict.fromkeys(keys_of(given)))
    if len(wanted) > MOST_EVIDENCE:
        raise UsageError(_("too many sentences"), hint=_("Choose at most {n}.").format(n=MOST_EVIDENCE))
    rows = Fact.objects.current().filter(key__in=wanted, state__in=REVIEWED)
    found = set((FACTS.visible(actor, rows) if actor is not None else rows).values_list("key", flat=True))
    missing = [one for one in wanted if one not in found]
    if missing:
        raise UsageError(_("evidence is a reviewed fact that you may read"), where=str(missing[0]))
    return [str(one) for one in wanted]


def keys_of(given: Iterable[UUID | str]) -> list[UUID]:
    """Keys as they are typed; `UsageError` for what is none."""
    found: list[UUID] = []
    for one in given:
        try:
            found.append(one if isinstance(one, UUID) else UUID(str(one)))
        except ValueError:
            raise UsageError(_("there is no such fact"), where=str(one)[:60]) from None
    return found
