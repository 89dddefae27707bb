"""One action per change: registered by name, carried out in one transaction, a refusal recorded too.

An action is a function whose first parameter is the person (or None: the machine). It asks the policy, changes, calls `record`.
"""
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.db import transaction

from taizhang.server.audit.trail import record
from taizhang.values.errors import TaizhangError, UsageError

P = ParamSpec("P")
R = TypeVar("R")


class Refused(TaizhangError):
    """The policy says no; the sentence says why and who may. ``noun`` and ``key`` name what it was about.

    ``recorded`` is true once the trail holds it, so that whoever makes a page of it does not write it down a second time.
    """

    recorded = False

    def __init__(self, sentence: str, *, noun: str = "", key: object = "") -> None:
        self.sentence, self.noun, self.key = sentence, noun, str(key)
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry: its name, and how it reads (a message id; ``{actor}``, ``{label}`` and names of values are filled in)."""

    name: str
    reads: Any


ACTIONS: dict[str, Kind] = {}


def kind(name: str, reads: Any) -> str:
    """Register a kind of entry that is no action of its own (a log-in, a refusal); a name is taken once."""
    if name in ACTIONS:
        raise UsageError(f"the action {name} is there already", hint="choose another name")
    ACTIONS[name] = Kind(name, reads)
    return name


def action(name: str, reads: Any) -> Callable[[Callable[Concatenate[Any, P], R]], Callable[Concatenate[Any, P], R]]:
    """Register a function as an action: all or nothing, and a refusal is written down outside the transaction that failed."""
    kind(name, reads)

    def wrap(function: Callable[Concatenate[Any, P], R]) -> Callable[Concatenate[Any, P], R]:
        @functools.wraps(function)
        def perform(actor: Any, *given: P.args, **named: P.kwargs) -> R:
            try:
                with transaction.atomic():
                    return function(actor, *given, **named)
            except Refused as refusal:
                with transaction.atomic():
                    record(actor, name, refusal.noun, refusal.key, {"why": refusal.sentence}, outcome="refused")
                # Within another action's transaction this goes with it, and that action records the refusal again.
                refusal.recorded = not transaction.get_connection().in_atomic_block
                raise

        perform.action = name  # type: ignore[attr-defined]
        return cast("Callable[Concatenate[Any, P], R]", perform)

    return wrap
