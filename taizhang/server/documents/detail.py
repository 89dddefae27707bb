"""All that is shown of one fact when it is open: source, who decided, other values, and what this person may do."""
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.server.accounts.policy import Verdict
from taizhang.server.documents.models import Document
from taizhang.server.documents.numbers import plain_number
from taizhang.server.documents.permissions import DOCUMENTS
from taizhang.server.documents.rivals import rivals_of
from taizhang.server.facts.forms import CorrectionForm
from taizhang.server.facts.models import STATEMENTS, Fact, Vote
from taizhang.server.facts.permissions import FACTS, disputed_by, second_reader
from taizhang.server.facts.settling import PROPOSALS, last_words
from taizhang.server.facts.words import ROLE_WORDS
from taizhang.server.look.words import amount_words

MODES = ("open", "correct", "reject", "dispute", "settle")
ACTS = ("accept", "correct", "reject", "undo", "recall", "dispute", "settle")
SPARE_UNITS = 2
MOST_RIVALS = 3


@dataclass(slots=True)
class Rival:
    """Another value of the same thing in another document."""

    value: str
    title: str
    url: str
    state: str
    binds: bool = False
    why: str = ""


@dataclass(slots=True)
class Detail:
    """A fact opened by a person. ``mode`` is what is being done; ``form`` what was typed; ``problem`` what was wrong with it."""

    fact: Fact
    user: Any
    mode: str = "open"
    form: CorrectionForm | None = None
    problem: str = ""
    given: dict[str, Any] = field(default_factory=dict)
    still: bool = False

    def __post_init__(self) -> None:
        if self.mode not in MODES or self.still or (self.mode != "open" and not self.may(self.mode)):
            self.mode = "open"
        if self.form is None and self.mode in ("correct", "settle"):
            self.form = CorrectionForm(self.fact)

    def may(self, act: str) -> Verdict:
        """Whether this person may do this now; nothing is done to what a page shows as of another time."""
        return Verdict(False) if self.still else FACTS.may(self.user, act, self.fact)

    @property
    def open_acts(self) -> list[str]:
        """What this person may do."""
        return [] if self.still else [act for act in ACTS if self.may(act)]

    @property
    def refusal(self) -> str:
        """Why a decision that this state knows is not open to this person; empty where one is open."""
        acts = [act for act in FACTS.acts if act.name in ACTS and self.fact.state in act.states]
        verdicts = [self.may(act.name) for act in acts]
        return "" if any(verdicts) or self.still else next((verdict.sentence for verdict in verdicts), "")

    @property
    def units(self) -> list[tuple[str, str, bool]]:
        """Units in charge: name, role in words, inherited."""
        return [(one.name, str(ROLE_WORDS.get(one.role, one.role)) if one.role else "", one.inherited) for one in self.fact.in_charge.all()]

    @property
    def unit_rows(self) -> list[tuple[str, str]]:
        """Units as the form offers them for change, with empty lines for more."""
        given = self.form.units if self.form is not None and self.form.units is not None else None
        rows = given if given is not None else [(one.name, one.role) for one in self.fact.in_charge.all()]
        return [*rows, *[("", "")] * SPARE_UNITS]

    @property
    def roles(self) -> list[tuple[str, Any]]:
        """Roles a unit may have."""
        return list(ROLE_WORDS.items())

    @property
    def modality(self) -> str:
        """The word that binds, and the state of the figure."""
        said = [self.fact.fields.get(name) for name in ("modality", "vintage")]
        return " · ".join(str(one) for one in said if one)

    @property
    def from_machine(self) -> str:
        """What the machine had suggested, where a person corrected it."""
        if self.fact.state != "corrected":
            return ""
        first = Fact.objects.of(self.fact.key).first()
        return "" if first is None else " ".join(part for part in (first.what, amount_words(first)) if part)

    @property
    def rivals(self) -> list[Rival]:
        """Other values of the same thing elsewhere, by the rules of `documents.rivals`: each once, and what they say of this one."""
        fact = self.fact
        found = rivals_of(self.user, fact) if fact.kind in STATEMENTS and fact.value_text and fact.what else None
        if found is None:
            return []
        others = [one for one in (*found.claims, *found.open) if one.fact.key != fact.key][:MOST_RIVALS]
        return [Rival(amount_words(one.fact), one.paper.document.title, address(one.fact), one.fact.state, one.binds, one.why) for one in others]

    @property
    def binding(self) -> str:
        """Whether this value binds beside its rivals, and why, in a sentence; empty where there is nothing to judge."""
        fact = self.fact
        found = rivals_of(self.user, fact) if fact.kind == "target" and fact.value_text and fact.what else None
        if found is None or not found.claims:
            return ""
        mine = next((one for one in found.claims if one.fact.key == fact.key), None)
        if found.why:
            return _("Which one binds cannot be told. {why}").format(why=found.why)
        if mine is None or not found.rule:
            return ""
        return _("This one binds.") if mine.binds else _("This one does not bind. {why}").format(why=mine.why) if mine.why else ""

    @property
    def cited(self) -> list[tuple[str, str]]:
        """The cited document, where it is here and this person may read it: title and address."""
        if self.fact.kind != "cite":
            return []
        plain = plain_number(self.fact.fields.get("number"))
        rows = DOCUMENTS.visible(self.user, Document.objects.current())
        found = rows.filter(number_plain=plain) if plain else rows.filter(title=self.fact.what)
        return [(one.title, reverse("documents:page", args=[one.key])) for one in found.only("key", "title")[:2]]

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What a clause of a special kind holds."""
        given = self.fact.fields.get("parts")
        return [(str(one[0]), str(one[1])) for one in given if isinstance(one, list) and len(one) == 2] if isinstance(given, list) else []

    @property
    def versions(self) -> int:
        """How many versions there are."""
        return self.fact.version

    @property
    def votes(self) -> list[tuple[Vote, str]]:
        """What was said so far about how a dispute should end."""
        if self.fact.state != "disputed":
            return []
        return [(vote, str(PROPOSALS.get(vote.proposal, vote.proposal))) for vote in last_words(self.fact).values()]

    @property
    def dispute(self) -> Fact | None:
        """The version with which the dispute began."""
        return Fact.objects.of(self.fact.key).filter(act="dispute").select_related("recorded_by").last() if self.fact.state == "disputed" else None

    @property
    def proposals(self) -> list[tuple[str, Any]]:
        """How a dispute may end."""
        return list(PROPOSALS.items())

    @property
    def disputed_by(self) -> Any:
        """Who disputes."""
        return disputed_by(self.fact)

    @property
    def second_reader(self) -> Any:
        """Who read it as the second person and agreed."""
        return second_reader(self.fact)

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return _("characters {start}–{end}").format(start=self.fact.start + 1, end=self.fact.end)


def address(fact: Fact) -> str:
    """The address at which a fact is open beside its sentence."""
    return f"{reverse('documents:page', args=[fact.document])}?fact={fact.key}#f-{fact.key}"
