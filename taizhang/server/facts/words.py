"""Words for what a fact holds."""
from django.utils.translation import gettext_lazy, pgettext_lazy

ROLE_WORDS = {"": gettext_lazy("responsible"), "lead": gettext_lazy("lead"), "support": gettext_lazy("support"), "inferred": gettext_lazy("inferred lead")}
FIELD_WORDS = {
    "kind": gettext_lazy("Kind"), "what": gettext_lazy("Name"), "op": gettext_lazy("Comparison"), "value": gettext_lazy("Value"),
    "value2": gettext_lazy("Upper value"), "measure": gettext_lazy("Form"), "measure_unit": gettext_lazy("Unit of measure"),
    "per": gettext_lazy("Per"), "number": pgettext_lazy("of a task", "Number"), "path": gettext_lazy("Headings above"),
    "period": gettext_lazy("Period"), "subject": gettext_lazy("Whose"), "units": gettext_lazy("Units in charge"), "state": gettext_lazy("State"),
}
ACT_WORDS = {
    "read": gettext_lazy("read by the machine"), "anchor": gettext_lazy("moved to the new text"), "lose": gettext_lazy("sentence gone from the new text"),
    "accept": gettext_lazy("accepted"), "correct": gettext_lazy("corrected"), "reject": gettext_lazy("rejected"), "undo": gettext_lazy("undone"),
    "dispute": gettext_lazy("disputed"), "settle": gettext_lazy("settled by two"),
    "add": gettext_lazy("added by hand"), "split": gettext_lazy("split"), "merge": gettext_lazy("merged"),
    "second": gettext_lazy("read by a second person"),
}
MEASURE_WORDS = {
    "level": gettext_lazy("level"), "growth": gettext_lazy("growth"), "increment": gettext_lazy("increment"), "rank": gettext_lazy("rank"),
    "ratio": gettext_lazy("ratio"), "direction": gettext_lazy("direction"), "place": gettext_lazy("place among others"),
    "state": gettext_lazy("state to be reached"), "incentive": gettext_lazy("incentive"), "cadence": gettext_lazy("cadence"),
    "vague": gettext_lazy("too vague to verify"), "implements": gettext_lazy("implements"), "issues": gettext_lazy("issues"),
    "revises": gettext_lazy("revises"), "drafts": gettext_lazy("drafts"), "other": gettext_lazy("mentions"),
}


def role_words(role: str) -> str:
    """A role of a unit in words."""
    return str(ROLE_WORDS.get(role, role))
