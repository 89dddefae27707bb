"""Templates ask the same policy as views: ``{% may "fact" "accept" fact as verdict %}``."""
from typing import Any

from django import template

from taizhang.server.accounts.policy import POLICIES, Verdict

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: template.Context, noun: str, act: str, thing: Any = None) -> Verdict:
    """Whether the person of this page may do this: a `Verdict`, false with a sentence where not.

    Without a thing it asks whether there may be one to do it to, as for a menu.
    """
    request = context.get("request")
    return POLICIES.get(noun).may(getattr(request, "user", None), act, thing)
