"""Who may come in: every view says so in one line above it, and a test walks all addresses by it.

``@page("fact", "accept")`` takes the act of a policy, ``@everybody`` whoever is logged in, ``@open_door`` whoever comes. What the
line says is kept on the view (`asks`): the gate lets strangers through open doors only, and the walk of all addresses as all
roles compares every answer with it.
"""
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.http import HttpRequest

from taizhang.server.accounts.policy import POLICIES
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.trail import refusal as record_refusal

P = ParamSpec("P")
R = TypeVar("R")  # a page, or for programs the data of one
View = Callable[Concatenate[HttpRequest, P], R]


@dataclass(frozen=True, slots=True)
class Asks:
    """What a view asks of who comes: an act of a noun; nothing but a log-in (no noun); not even that (``open``).

    ``step`` names a page of the log-in itself: it serves also who owes exactly that step.
    """

    noun: str = ""
    act: str = ""
    open: bool = False
    step: str = ""


def asks(view: Any) -> Asks | None:
    """What a view asks, or None where nobody has said."""
    found = getattr(view, "asks", None)
    return found if isinstance(found, Asks) else None


def page(noun: str, act: str) -> Callable[[View[P, R]], View[P, R]]:
    """The view of an act: refused where the person may do that to no thing at all; the view asks for the thing itself."""

    def wrap(view: View[P, R]) -> View[P, R]:
        @functools.wraps(view)
        def asked(request: HttpRequest, *given: P.args, **named: P.kwargs) -> R:
            try:
                POLICIES.get(noun).require(request.user, act)
            except Refused as refusal:
                record_refusal(request.user, refusal.sentence, noun, "", request.path)
                refusal.recorded = True
                raise
            return view(request, *given, **named)

        return _says(cast("View[P, R]", asked), Asks(noun, act))

    return wrap


def everybody(view: View[P, R]) -> View[P, R]:
    """The view of whoever is logged in."""
    return _says(view, Asks())


def step(name: str) -> Callable[[View[P, R]], View[P, R]]:
    """The view of a step of the log-in, by the name of its page: for who is known by password and owes just this, or nothing."""
    return lambda view: _says(view, Asks(step=name))


def open_door(view: View[P, R]) -> View[P, R]:
    """The view of whoever comes."""
    return _says(view, Asks(open=True))


def _says(view: View[P, R], said: Asks) -> View[P, R]:
    view.asks = said  # type: ignore[attr-defined]
    return view
