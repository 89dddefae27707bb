"""The app of the audit trail."""
from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Named so that tables are called audit_…."""

    name = "taizhang.server.audit"
    label = "audit"
