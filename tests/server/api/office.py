"""An office of its own for tests that need another process: made from the samples, as a process; prints the secret of a token.

Arguments: role and capabilities (with commas). Told by TAIZHANG_HOME where.
"""
import os
import sys
from datetime import timedelta
from pathlib import Path

import django

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "txt"


def main(role: str, capabilities: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.server.settings")
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from taizhang.server.accounts.models import Grant, User
    from taizhang.server.api import actions
    from taizhang.server.facts import actions as deciding
    from taizhang.server.facts.models import Fact
    from taizhang.server.imports.commands import import_folder

    if not _has_tables() or not User.objects.exists():
        call_command("migrate", verbosity=0, interactive=False)
        planner = User.objects.create_user("planner", None, name="planner", unit="990400.kjj")
        Grant(user=planner, role="planning", scope="all").save()
        import_folder(planner, [SAMPLES], yes=True)
        for fact in Fact.objects.current().filter(kind="target").order_by("id")[:5]:
            deciding.accept(planner, fact.key, fact.version)
    user = User.objects.create_user(f"{role}-{User.objects.count()}", None, name=role)
    Grant(user=user, role=role, scope="all").save()
    user.is_verified = lambda: True  # type: ignore[attr-defined]
    print("token", actions.make(user, "assistant", capabilities.split(","), timezone.localdate() + timedelta(days=1))[1])


def _has_tables() -> bool:
    from django.db import connection

    return "accounts_user" in connection.introspection.table_names()


if __name__ == "__main__":
    main(*sys.argv[1:])
