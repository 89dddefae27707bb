"""Who takes workbooks in, and who has long editions of the ledger prepared."""
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from taizhang.server.accounts.policy import POLICIES, YES, Act, Policy, Verdict
from taizhang.server.accounts.standing import Scope
from taizhang.server.exchange.models import Edition, Mapping, Rereading, Workbook

UNDER_WAY = {
    "planning": pgettext_lazy("workbook", "being planned"), "planned": pgettext_lazy("workbook", "planned"),
    "applying": pgettext_lazy("workbook", "being carried out"), "applied": pgettext_lazy("workbook", "carried out"),
    "discarded": pgettext_lazy("workbook", "discarded"), "failed": pgettext_lazy("workbook", "failed"),
}
STATES = UNDER_WAY | {"unmapped": pgettext_lazy("workbook", "columns to be named")}
PREPARED = {"preparing": gettext_lazy("being prepared"), "ready": gettext_lazy("ready"), "failed": gettext_lazy("failed to be prepared")}
OWN_READING = gettext_lazy("only what one asked for oneself")
OWN = gettext_lazy("only one's own workbook")


class WorkbookPolicy(Policy[Workbook]):
    """A workbook is its person's: what it does is done in their name. Who reviews everywhere sees the others', too."""

    noun = "workbook"
    says = gettext_lazy("workbook taken in")
    states = tuple(STATES)
    acts = (
        Act("read", "facts.review", gettext_lazy("see")),
        Act("start", "facts.review", gettext_lazy("hand in"), ("planning",), but=OWN),
        Act("map", "documents.import", gettext_lazy("name the columns of"), ("unmapped", "planned", "failed"), but=OWN),
        Act("choose", "facts.review", gettext_lazy("decide on doubtful rows of"), ("planned",), but=OWN),
        Act("apply", "facts.review", gettext_lazy("carry out"), ("planned",), but=OWN),
        Act("discard", "facts.review", gettext_lazy("discard"), ("planning", "unmapped", "planned", "failed"), but=OWN),
        Act("replan", "facts.review", gettext_lazy("plan anew"), ("planned", "failed"), but=OWN),
    )

    def state_words(self, state: str) -> str:
        """A state in words."""
        return str(STATES.get(state, state))

    def covers(self, scope: Scope, thing: Workbook, user: Any) -> bool:
        """One's own, whatever the scope: its rows are asked about one by one."""
        return bool(thing.by_id == user.pk)

    def within(self, scope: Scope, user: Any) -> Q:
        """One's own."""
        return Q(by=user)

    def also(self, user: Any, act: Act, thing: Workbook) -> Verdict:
        """Nobody carries out another's workbook."""
        if user is None or act.name == "read" or thing.by_id == user.pk:
            return YES
        return Verdict(False, _("This workbook was handed in by {person}, who carries it out.").format(person=thing.by))


class EditionPolicy(Policy[Edition]):
    """A prepared edition is for who asked for it: it holds what that person may see."""

    noun = "edition"
    says = gettext_lazy("prepared edition of the ledger")
    states = tuple(PREPARED)
    acts = (
        Act("read", "ledger.export", gettext_lazy("see")),
        Act("prepare", "ledger.export", gettext_lazy("have prepared"), ("preparing",)),
        Act("download", "ledger.export", gettext_lazy("download"), ("ready",), but=gettext_lazy("only one's own")),
    )

    def state_words(self, state: str) -> str:
        """A state in words."""
        return str(PREPARED.get(state, state))

    def covers(self, scope: Scope, thing: Edition, user: Any) -> bool:
        """One's own."""
        return bool(thing.by_id == user.pk)

    def within(self, scope: Scope, user: Any) -> Q:
        """One's own."""
        return Q(by=user)

    def visible(self, user: Any, rows: Any, act: str = "read") -> Any:
        """One's own, whatever the scope."""
        return super().visible(user, rows, act).filter(by_id=getattr(user, "pk", None))

    def also(self, user: Any, act: Act, thing: Edition) -> Verdict:
        """What somebody else may see is not handed on this way."""
        if user is None or thing.by_id == user.pk:
            return YES
        return Verdict(False, _("This edition was prepared for {person}. Ask for one of your own.").format(person=thing.by))


class RereadingPolicy(Policy[Rereading]):
    """Reading anew is of who imports: it makes suggestions, and decides nothing."""

    noun = "rereading"
    says = gettext_lazy("reading of texts anew")
    states = tuple(UNDER_WAY)
    acts = (
        Act("read", "documents.import", gettext_lazy("see")),
        Act("start", "documents.import", gettext_lazy("start"), ("planning",), but=OWN_READING),
        Act("choose", "documents.import", gettext_lazy("choose documents of"), ("planned",), but=OWN_READING),
        Act("apply", "documents.import", gettext_lazy("carry out"), ("planned",), but=OWN_READING),
        Act("discard", "documents.import", gettext_lazy("discard"), ("planning", "planned", "failed"), but=OWN_READING),
    )

    def state_words(self, state: str) -> str:
        """A state in words."""
        return str(STATES.get(state, state))

    def covers(self, scope: Scope, thing: Rereading, user: Any) -> bool:
        """One's own, whatever the scope: its documents were taken from that."""
        return bool(thing.by_id == user.pk)

    def within(self, scope: Scope, user: Any) -> Q:
        """One's own."""
        return Q(by=user)

    def also(self, user: Any, act: Act, thing: Rereading) -> Verdict:
        """Nobody carries out another's."""
        if user is None or act.name == "read" or thing.by_id == user.pk:
            return YES
        return Verdict(False, _("{person} has these texts read anew, and carries it out.").format(person=thing.by))


class MappingPolicy(Policy[Mapping]):
    """A mapping belongs to who made it; a shared one is used by everybody who takes sheets in."""

    noun = "mapping"
    says = gettext_lazy("mapping of a sheet's columns")
    acts = (
        Act("read", "documents.import", gettext_lazy("see"), but=gettext_lazy("one's own, or a shared one")),
        Act("fill", "ledger.export", gettext_lazy("fill a copy of its sheet by"), but=gettext_lazy("one's own, or a shared one")),
        Act("rename", "documents.import", gettext_lazy("rename"), but=gettext_lazy("only one's own mapping")),
        Act("share", "views.share", gettext_lazy("share"), but=gettext_lazy("only one's own mapping")),
        Act("end", "documents.import", gettext_lazy("end"), but=gettext_lazy("only one's own mapping")),
    )

    def covers(self, scope: Scope, thing: Mapping, user: Any) -> bool:
        """A mapping lies in no scope: it says how to read, not what."""
        return True

    def within(self, scope: Scope, user: Any) -> Q:
        """No condition, for the same reason."""
        return Q()

    def visible(self, user: Any, rows: Any, act: str = "read") -> Any:
        """One's own, and to read and fill the shared ones; ended ones are kept and not shown."""
        rows = super().visible(user, rows, act).filter(ended_at__isnull=True)
        own = Q(owner_id=getattr(user, "pk", None))
        return rows.filter(own | Q(shared=True)) if act in ("read", "fill") else rows.filter(own)

    def also(self, user: Any, act: Act, thing: Mapping) -> Verdict:
        """Whose it is."""
        if thing.ended_at is not None:
            return Verdict(False, _("This mapping was ended."))
        if user is None or thing.owner_id == user.pk or (act.name in ("read", "fill") and thing.shared):
            return YES
        return Verdict(False, _("This mapping belongs to {person}. Make one of your own instead.").format(person=thing.owner))


MAPPINGS = MappingPolicy()
POLICIES.add(MAPPINGS)
WORKBOOKS, EDITIONS, REREADINGS = WorkbookPolicy(), EditionPolicy(), RereadingPolicy()
POLICIES.add(REREADINGS)
POLICIES.add(WORKBOOKS)
POLICIES.add(EDITIONS)
