"""What code knows of permission: capabilities. Roles are named sets of them, and pack data."""
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Capability:
    """A capability; ``office`` names the exclusive office it belongs to (system, security, audit), or is empty for business."""

    name: str
    says: Any
    office: str = ""


CAPABILITIES = {one.name: one for one in (
    Capability("documents.read", _("read documents and their facts")),
    Capability("documents.import", _("import documents: plan and apply")),
    Capability("documents.edit", _("change what is known of a document: number, dates, publicity")),
    Capability("facts.review", _("accept, correct and reject facts")),
    Capability("facts.dispute", _("dispute a decided fact")),
    Capability("ledger.export", _("export the ledger")),
    Capability("views.share", _("share saved views with everybody")),
    Capability("trail.read", _("read the trail of documents and facts")),
    Capability("accounts.manage", _("open, change and close accounts"), "system"),
    Capability("jobs.manage", _("see all jobs, cancel and retry them"), "system"),
    Capability("grants.manage", _("grant and withdraw roles"), "security"),
    Capability("expunging.ask", _("ask that values be expunged"), "security"),
    Capability("audit.read", _("read the whole audit trail and verify it"), "audit"),
    Capability("expunging.decide", _("confirm or decline an expunging"), "audit"),
)}
OFFICES = ("system", "security", "audit")
