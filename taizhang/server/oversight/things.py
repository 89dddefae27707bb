"""Which thing an entry is about, and who may read it. The model of a noun is the one its policy is written for."""
from collections.abc import Iterable
from typing import Any, get_args

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from taizhang.server.accounts.capabilities import CAPABILITIES
from taizhang.server.accounts.policy import POLICIES, Policy, Verdict
from taizhang.server.audit.models import Entry
from taizhang.server.history import Versioned
from taizhang.values.errors import UsageError


def policy_of(noun: str) -> Policy[Any] | None:
    """The policy of a noun, or None where there is none (a noun of another release, say)."""
    try:
        return POLICIES.get(noun)
    except UsageError:
        return None


def model_of(policy: Policy[Any]) -> type[Model] | None:
    """The model a policy was written for: ``Policy[Document]`` is for documents."""
    for kind in type(policy).__mro__:
        for base in getattr(kind, "__orig_bases__", ()):
            for found in get_args(base):
                if isinstance(found, type) and issubclass(found, Model):
                    return found
    return None


def rows_of(policy: Policy[Any]) -> QuerySet[Any] | None:
    """All things of a noun, each by its newest version, also those that ended."""
    model = model_of(policy)
    if model is None or model is Entry:  # entries have no trail of their own
        return None
    rows = model._default_manager.all()
    return rows.filter(superseded_at__isnull=True) if issubclass(model, Versioned) else rows


def key_field(rows: QuerySet[Any]) -> str:
    """What the trail calls a thing by: its key, or its number."""
    return "key" if any(field.name == "key" for field in rows.model._meta.concrete_fields) else "pk"


def find(noun: str, key: str) -> Any:
    """The thing an entry is about; None where there is none of this name or number."""
    policy = policy_of(noun)
    rows = rows_of(policy) if policy else None
    if rows is None:
        return None
    try:
        return rows.filter(**{key_field(rows): key}).first()
    except (ValueError, ValidationError, OverflowError):
        return None


def has(policy: Policy[Any], act: str) -> bool:
    """Whether a noun has an act of this name."""
    return any(one.name == act for one in policy.acts)


def is_business(noun: str) -> bool:
    """Whether the content of a noun is business: read by a capability that belongs to no office."""
    policy = policy_of(noun)
    if policy is None or not has(policy, "read"):
        return False
    act = policy.act("read")
    return not act.anyone and not CAPABILITIES[act.capability].office


def readable(user: Any, noun: str, keys: Iterable[str]) -> set[str]:
    """Those of the keys whose things this person may read."""
    policy = policy_of(noun)
    rows = rows_of(policy) if policy else None
    if policy is None or rows is None or not has(policy, "read"):
        return set()
    name = key_field(rows)
    good = [key for key in set(keys) if _fits(rows, name, key)]
    found = policy.visible(user, rows.filter(**{f"{name}__in": good}))
    return {str(key) for key in found.values_list(name, flat=True)}


def may_read_trail(user: Any, noun: str, thing: Any) -> Verdict:
    """Whether a person may read the trail of a thing: they may read the thing, and do the act ``trail`` where its policy has it."""
    policy = POLICIES.get(noun)
    verdict = policy.may(user, "read", thing) if has(policy, "read") else Verdict(False)
    return policy.may(user, "trail", thing) if verdict and has(policy, "trail") else verdict


def _fits(rows: QuerySet[Any], name: str, key: str) -> bool:
    try:
        (rows.model._meta.pk if name == "pk" else rows.model._meta.get_field(name)).to_python(key)
    except ValidationError:
        return False
    return True
