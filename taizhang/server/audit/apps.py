"""The app of the audit trail."""
from importlib import import_module

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Named so that tables are called audit_…."""

    name = "taizhang.server.audit"
    label = "audit"

    def ready(self) -> None:
        """What registers itself when it is imported, and needs models for that."""
        for room in ("kinds", "guards"):
            import_module(f"{self.name}.{room}")
