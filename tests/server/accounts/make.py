"""Accounts, grants, deputies and sessions in every state."""
from datetime import date, timedelta

from django.utils import timezone

from taizhang.server.accounts.models import Deputy, Grant, LogIn, User
from tests.server.things import Where, arguments, somebody, things


def around(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@things("user", scoped=False)
def users(user: User, where: Where) -> dict[str, User]:
    """Other people, and never the last of an office."""
    return {"open": somebody(unit=where.unit), "closed": somebody(unit=where.unit, is_active=False)}


@things("grant", scoped=False)
def grants(user: User, where: Where) -> dict[str, Grant]:
    """Roles of another person; none of them saved, as when one is about to be given, is for `give` alone."""
    other = somebody(unit=where.unit)
    made = {
        "coming": Grant(user=other, role="reviewer", scope="all", valid_from=around(10)),
        "valid": Grant(user=other, role="importer", scope="all", valid_from=around(-10)),
        "over": Grant(user=other, role="leader", scope="all", valid_from=around(-10), valid_until=around(-1)),
    }
    for one in made.values():
        one.save()
    return made


@things("deputy", scoped=False)
def deputies(user: User, where: Where) -> dict[str, Deputy]:
    """Absences of this person."""
    made = {
        "coming": Deputy(absent=user, deputy=somebody(), valid_from=around(10), valid_until=around(12)),
        "valid": Deputy(absent=user, deputy=somebody(), valid_from=around(-1), valid_until=around(2)),
        "over": Deputy(absent=user, deputy=somebody(), valid_from=around(-10), valid_until=around(-5)),
    }
    for one in made.values():
        one.save()
    return made


@things("session", scoped=False)
def sessions(user: User, where: Where) -> dict[str, LogIn]:
    """Sessions of this person."""
    return {"running": LogIn.objects.create(user=user, session="x" * 32),
            "ended": LogIn.objects.create(user=user, ended_at=timezone.now(), why="out")}


for _name in ("grants_of", "give", "transfer"):  # pages of a person, of whom the security administrator sees the roles only
    arguments(f"accounts:{_name}", lambda user: {"pk": user.pk}, noun="user")
