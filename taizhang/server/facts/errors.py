"""What can go wrong when a fact is decided.

    TaizhangError
    ├── Outdated (history)
    │   └── Overtaken   someone else decided meanwhile; holds the fact as it is now
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


class Incomplete(TaizhangError):
    """What was given cannot be taken; ``form`` says why at each field, ``problems`` lists it."""

    def __init__(self, label: str, problems: list[str], form: Any = None) -> None:
        self.form, self.problems = form, problems
        super().__init__(_("cannot be kept like this"), where=label, why=" ".join(problems), hint=_("Change it and send it again."))
