"""Writing the trail: an entry in the action's own transaction, sealed right after commit."""
import json
import secrets
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from taizhang.server.audit import chain
from taizhang.server.audit.models import Entry, Value


def record(
    actor: Any, action: str, noun: str = "", key: object = "", values: Mapping[str, object] | None = None, *, outcome: str = "done",
) -> Entry:
    """Write one entry, inside the caller's transaction; it is sealed when that commits.

    ``values`` are what the entry speaks of in words (``title``, ``old``, ``new``, ``reason`` …): they are kept beside the entry,
    which holds salted digests of them.
    """
    held = {name: _written(value) for name, value in (values or {}).items() if value not in (None, "")}
    salts = {name: secrets.token_hex(16) for name in held}
    entry = Entry.objects.create(
        at=timezone.now(), actor=actor if getattr(actor, "pk", None) else None, action=action, noun=noun, key=str(key), outcome=outcome,
        digests={name: chain.digest(f"{salts[name]}\0{value}") for name, value in held.items()},
    )
    Value.objects.bulk_create([Value(entry=entry, name=name, salt=salts[name], value=value) for name, value in held.items()])
    transaction.on_commit(chain.seal_quietly)
    return entry


def _written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def digest_name() -> str:
    """The digest that new entries use."""
    return str(settings.AUDIT_DIGEST)
