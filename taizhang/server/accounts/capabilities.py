"""What code knows of permission: capabilities. Roles are named sets of them, and pack data."""
from dataclasses import dataclass


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogues. Not Django's: the checker of packs reads this list where Django is not installed."""
    return message


@dataclass(frozen=True, slots=True)
class Capability:
    """A capability; ``says`` is a message id, ``office`` names the exclusive office it belongs to (system, security, audit), or is empty for business."""

    name: str
    says: str
    office: str = ""


CAPABILITIES = {one.name: one for one in (
    Capability("documents.read", gettext_noop("read documents and their facts")),
    Capability("documents.import", gettext_noop("import documents: plan and apply")),
    Capability("documents.edit", gettext_noop("change what is known of a document: number, dates, publicity")),
    Capability("facts.review", gettext_noop("accept, correct and reject facts")),
    Capability("review.assign", gettext_noop("give documents to people to review")),
    Capability("facts.dispute", gettext_noop("dispute a decided fact")),
    Capability("ledger.export", gettext_noop("export the ledger")),
    Capability("tasks.give", gettext_noop("enter tasks by hand, correct and withdraw them")),
    Capability("goals.judge", gettext_noop("judge goals, titles and tasks in words")),
    Capability("local.edit", gettext_noop("add names to the installation's own layer")),
    Capability("views.share", gettext_noop("share saved views with everybody")),
    Capability("trail.read", gettext_noop("read the trail of documents and facts")),
    Capability("accounts.manage", gettext_noop("open, change and close accounts"), "system"),
    Capability("jobs.manage", gettext_noop("see all jobs, cancel and retry them"), "system"),
    Capability("grants.manage", gettext_noop("grant and withdraw roles"), "security"),
    Capability("expunging.ask", gettext_noop("ask that values be expunged"), "security"),
    Capability("audit.read", gettext_noop("read the whole audit trail and verify it"), "audit"),
    Capability("expunging.decide", gettext_noop("confirm or decline an expunging"), "audit"),
)}
OFFICES = ("system", "security", "audit")
