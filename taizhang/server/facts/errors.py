"""What can go wrong when a fact is decided.

    TaizhangError
    ├── Outdated (history)
    │   ├── Overtaken   someone else decided meanwhile; holds the fact as it is now
    │   └── Shifted     a filter no longer finds what was shown; holds how many rows there were and are
    └── Incomplete      what was given does not fit the fact; holds the form with a sentence at each field
"""
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from taizhang.server.history import Outdated
from taizhang.values.errors import TaizhangError


class Overtaken(Outdated):
    """Someone else changed the thing after it was shown; ``thing`` is how it stands now."""

    def __init__(self, thing: Any, label: str, state: str) -> None:
        self.thing = thing
        who = str(thing.recorded_by) if thing.recorded_by is not None else _("the machine")
        when = date_format(localtime(thing.recorded_at), "Y-m-d H:i")
        super().__init__(
            _("not done: {person} changed this at {time}").format(person=who, time=when), where=label,
            why=_("it is now “{state}”, version {version}").format(state=state, version=thing.version),
            hint=_("Look at it as it is now and decide anew; nothing of theirs was overwritten."))


class Shifted(Outdated):
    """What a filter finds is not what the person saw: ``expected`` rows were shown, ``found`` are there."""

    def __init__(self, label: str, expected: int, found: int, why: str) -> None:
        self.expected, self.found = expected, found
        super().__init__(_("nothing was accepted"), where=label, why=why, hint=_("Look at what the filter finds now, and at a new sample of it."))


class Incomplete(TaizhangError):
    """What was given cannot be taken; ``form`` says why at each field, ``problems`` lists it."""

    def __init__(self, label: str, problems: list[str], form: Any = None) -> None:
        self.form, self.problems = form, problems
        super().__init__(_("cannot be kept like this"), where=label, why=" ".join(problems), hint=_("Change it and send it again."))
