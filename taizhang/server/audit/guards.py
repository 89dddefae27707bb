"""When the guards of history are lifted and set: before and after migrations, which may have to touch guarded rows.

They are here because `taizhang.server.history` has no tables and is no app.
"""
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver

from taizhang.server.history import guard

AUDIT = apps.get_app_config("audit")


@receiver(pre_migrate, sender=AUDIT)
def lift(*, using: str, plan: Any, **more: Any) -> None:
    """Lift all guards, where there is anything to migrate: each start of the server asks."""
    if plan:
        guard.lift_guards(connections[using])


@receiver(post_migrate, sender=AUDIT)
def set_again(*, using: str, **more: Any) -> None:
    """Set all guards."""
    guard.set_guards(connections[using])
