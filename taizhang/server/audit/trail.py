"""Writing the trail: an entry in the action's own transaction, sealed right after commit."""
import json
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from taizhang.server.audit import chain
from taizhang.server.audit.models import Entry, Value

PAGE_REFUSED = "page.refused"
REFUSALS_A_MINUTE = 30


def record(
    actor: Any, action: str, noun: str = "", key: object = "", values: Mapping[str, object] | None = None, *, outcome: str = "done",
) -> Entry:
    """Write one entry, inside the caller's transaction; it is sealed when that commits.

    ``values`` are what the entry speaks of in words (``label``, ``title``, ``old``, ``new``, ``reason`` …): they are kept beside the
    entry, which holds salted digests of them. In whose stead a deputy acted, and by which token, stands on the actor (`accounts` notes it there).
    """
    if outcome == "done" and (absent := getattr(actor, "in_stead_of", None)):
        values = {**(values or {}), "in_stead_of": str(absent)}
    if token := getattr(actor, "by_token", ""):
        values = {**(values or {}), "token": token}
    held = {name: _written(value) for name, value in (values or {}).items() if value not in (None, "")}
    salts = {name: secrets.token_hex(16) for name in held}
    algorithm = digest_name()
    entry = Entry.objects.create(
        at=timezone.now(), actor=actor if getattr(actor, "pk", None) else None, action=action, noun=noun, key=str(key)[:80], outcome=outcome,
        digests={name: chain.value_digest(salts[name], value, algorithm) for name, value in held.items()}, digest=algorithm,
    )
    Value.objects.bulk_create([Value(entry=entry, name=name, salt=salts[name], value=value) for name, value in held.items()])
    transaction.on_commit(chain.seal_quietly)
    return entry


def refusal(user: Any, sentence: str, noun: str = "", key: object = "", path: str = "") -> Entry | None:
    """Write down that a page was refused; None where it was not written, because it would only repeat or flood.

    The same page is written once a minute for one person, and no person fills the trail with more than thirty a minute. Who is
    not logged in is sent to the log-in and not recorded here.
    """
    if not getattr(user, "pk", None):
        return None
    lately = Entry.objects.filter(actor=user, action=PAGE_REFUSED, at__gte=timezone.now() - timedelta(minutes=1)).order_by()
    path = path[:500]
    if lately.count() >= REFUSALS_A_MINUTE or Value.objects.filter(entry__in=lately, name="path", value=path).exists():
        return None
    with transaction.atomic():
        return record(user, PAGE_REFUSED, noun, key, {"path": path, "why": sentence}, outcome="refused")


def _written(value: object) -> str:
    # NUL is no text for PostgreSQL; what was typed is kept but for it.
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()


def digest_name() -> str:
    """The digest that new entries use."""
    return str(settings.AUDIT_DIGEST)
