"""All that stands on the page of one fact in the queue: its sentence, its fields, what is known elsewhere, what may be done."""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from taizhang.server.accounts.policy import Verdict
from taizhang.server.documents.detail import Detail, address
from taizhang.server.documents.models import Document
from taizhang.server.facts import actions
from taizhang.server.facts.forms import CorrectionForm
from taizhang.server.facts.models import STATEMENTS, Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.facts.words import ACT_WORDS, ROLE_WORDS
from taizhang.server.look.words import amount_words, period_words
from taizhang.server.review.blind import hidden
from taizhang.server.review.context import Surroundings

ELSEWHERE = 6


@dataclass(frozen=True, slots=True)
class Other:
    """The same indicator elsewhere."""

    fact: Fact
    value: str
    period: str
    title: str
    url: str
    here: bool


@dataclass
class Card:
    """One fact as a person reviews it. ``given`` and ``form`` hold what was typed where it could not be kept, ``problem`` why."""

    fact: Fact
    user: Any
    context: SafeString
    form: CorrectionForm = field(default=None)  # type: ignore[assignment]
    problem: str = ""
    given: dict[str, Any] = field(default_factory=dict)
    second: bool = False  # read a second time: nothing of the first decision is shown

    def __post_init__(self) -> None:
        if self.form is None:
            self.form = CorrectionForm(self.fact)
        self.detail = Detail(self.fact, self.user, form=self.form, problem=self.problem, given=self.given)

    def may(self, act: str) -> Verdict:
        """Whether this person may do this to the fact as it is."""
        return FACTS.may(self.user, act, actions.current(self.fact.key) if self.second else self.fact)

    @property
    def keep(self) -> Verdict:
        """Whether what stands in the fields can be kept at all: accepted as it is, or corrected."""
        return self.may("second") if self.second else self.may("accept") or self.may("correct")

    @cached_property
    def elsewhere(self) -> list[Other]:
        """The same indicator elsewhere, reviewed values first."""
        fact = self.fact
        if fact.kind not in STATEMENTS or not fact.what:
            return []
        rows = FACTS.visible(self.user, Fact.objects.current()).filter(sort_what=fact.sort_what, what=fact.what).exclude(state__in=("rejected", "lost"))
        found = list(rows.exclude(key=fact.key).exclude(value_text="").order_by("state", "-year", "id")[:ELSEWHERE])
        titles = dict(Document.objects.current().filter(key__in={one.document for one in found}).values_list("key", "title"))
        return [Other(one, amount_words(one), period_words(one.period), titles.get(one.document, ""), address(one), one.document == fact.document)
                for one in found]

    @cached_property
    def steps(self) -> list[tuple[Fact, Any]]:
        """What was decided so far, the newest first; the machine's own readings are not told again."""
        if self.fact.version == 1 or self.second:
            return []
        versions = Fact.objects.of(self.fact.key).exclude(act="read").select_related("recorded_by")
        return [(one, ACT_WORDS.get(one.act, one.act)) for one in versions][::-1][:6]

    @property
    def unit_rows(self) -> SafeString:
        """Units in charge as the form offers them for change."""
        return unit_rows(self.detail.unit_rows)

    @property
    def path(self) -> list[str]:
        """The headings above the sentence."""
        return [one for one in self.fact.clause.split(" / ") if one]


def cards(facts: Iterable[Fact], user: Any, around: Surroundings) -> list[Card]:
    """The cards of some facts; where the text shows no decision, the facts do not either."""
    return [Card(one, user, around.draw(one), second=around.blind) for one in (hidden(facts) if around.blind else facts)]


def unit_rows(units: Sequence[tuple[str, str]]) -> SafeString:
    """Lines for units and their roles; made in one go, since a page of many cards holds hundreds of them."""
    unit, role = _("Unit"), _("Role of unit")
    options = {name: format_html_join("", '<option value="{}"{}>{}</option>', (
        (value, mark_safe(" selected") if value == name else "", words) for value, words in ROLE_WORDS.items())) for name in {one for _name, one in units}}
    return format_html_join("", (
        '<div class="row tight unit-row"><input name="unit_name" value="{}" maxlength="120" aria-label="{} {}" lang="zh-Hans">'
        '<span class="pick"><select name="unit_role" aria-label="{} {}">{}</select></span></div>'),
        ((name, unit, n, role, n, options[held]) for n, (name, held) in enumerate(units, 1)))
