"""Judging: the form, going back, and all that was judged of one thing."""
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.indicators.bundles import all_bundles
from taizhang.indicators.titles import all_titles
from taizhang.server.accounts.doors import page
from taizhang.server.accounts.roles import place
from taizhang.server.history import Outdated
from taizhang.server.look.notices import tell, warn
from taizhang.server.rollups import actions
from taizhang.server.rollups.checking import checked
from taizhang.server.rollups.forms import JudgeForm
from taizhang.server.rollups.held import facts_of, told
from taizhang.server.rollups.models import ABOUT, STATES, Judged
from taizhang.server.rollups.permissions import JUDGEMENTS
from taizhang.server.rollups.words import judged_words, state_words
from taizhang.values.errors import UsageError

NAMES = ("about", "of", "region", "item", "period")


@page("judgement", "judge")
@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: HttpRequest) -> HttpResponse:
    """Judge one thing; what it is stands in the address, what was judged of it before is filled in."""
    asked = {name: request.GET.get(name, "").replace("\0", "").strip()[:120] for name in NAMES}
    about = asked["about"]
    if about not in ABOUT:
        return redirect("rollups:titles")  # what there is to judge is chosen there
    first = STATES[about][0] if about != "title" or asked["item"] not in STATES["title"] else asked["item"]
    try:
        target = checked(request.user, about, asked["of"], asked["region"] or place().home, asked["item"], asked["period"], first)
    except UsageError as error:
        raise Http404(str(error)) from None
    thing = Judged(**target.place, **target.named, unit=target.unit)
    JUDGEMENTS.require(request.user, "judge", thing)
    held = Judged.objects.newest().filter(**target.place).first()
    facts = told(request.user, _words(thing)) if about != "part" else []
    if held is not None:
        before = facts_of(request.user, [key for key in held.evidence if key not in {str(one.key) for one in facts}])
        facts = [*before.values(), *facts]
    posted = request.POST if request.method == "POST" else None
    form = JudgeForm(about, facts, posted, initial=_initial(held, first))
    if posted is not None and form.is_valid():
        try:
            given: dict[str, Any] = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")} | _seen(request, about)
            made = actions.judge_goal(request.user, about, thing.of, thing.region, item=asked["item"], period=asked["period"], **given)
        except Outdated as outdated:
            warn(request, str(outdated))
            return redirect(request.get_full_path())
        tell(request, _("“{what}”: {state}.").format(what=judged_words(made), state=state_words(about, made.state)),
             undo=reverse("rollups:undo", args=[made.key, made.version]))
        return redirect(back(made))
    return render(request, "rollups/judge.html", {
        "form": form, "thing": judged_words(thing), "about": about, "version": held.version if held is not None else 0, "facts": facts,
        "back": back(thing)}, status=200 if posted is None or form.is_valid() else 422)


@page("judgement", "undo")
@require_POST
def undo(request: HttpRequest, key: UUID, version: int) -> HttpResponse:
    """Go back to the judgement before."""
    held = _one(request, key)
    try:
        fresh = actions.undo(request.user, key, version)
    except Outdated as outdated:
        warn(request, str(outdated))
    else:
        tell(request, _("The judgement of “{what}” is as it was before: {state}.").format(
            what=judged_words(fresh), state=JUDGEMENTS.state_words("taken back") if fresh.ended else state_words(fresh.about, fresh.state)))
    return redirect(back(held))


@page("judgement", "read")
@require_safe
def judgement(request: HttpRequest, key: UUID) -> HttpResponse:
    """All versions of one judgement, the newest first."""
    one = _one(request, key)
    versions = list(Judged.objects.of(key).select_related("recorded_by"))[::-1]
    facts = facts_of(request.user, [each for version in versions for each in version.evidence])
    steps = [{"version": each, "state": JUDGEMENTS.state_words("taken back") if each.ended else state_words(each.about, each.state),
              "evidence": [facts[key] for key in each.evidence if key in facts], "hidden": sum(key not in facts for key in each.evidence)} for each in versions]
    return render(request, "rollups/judgement.html", {
        "one": one, "thing": judged_words(one), "steps": steps, "back": back(one), "may": JUDGEMENTS.may(request.user, "undo", one)})


def back(one: Judged) -> str:
    """The page on which a judgement shows."""
    if one.about == "part":
        return reverse("rollups:rollup", args=[one.of]) + "?" + urlencode({"year": one.period, "region": place().regions[one.region].parent or one.region})
    if one.about == "item":
        return reverse("rollups:bundle", args=[one.of])
    return reverse("rollups:titles") + ("#goals" if one.about == "goal" else "")


def _words(one: Judged) -> list[str]:
    """The words by which documents name what is judged."""
    if one.about == "title":
        title = all_titles(place())[one.of]
        return [title.name, *title.tasks]
    if one.about == "goal":
        return [one.item]
    bundle = all_bundles(place())[one.of]
    item = next(each for each in bundle.items if each.name == one.item)
    return [one.item, item.says or ""]


def _initial(held: Judged | None, first: str) -> dict[str, Any]:
    if held is None or held.ended:
        return {"state": first, "known": "on"}
    return {"state": held.state, "since": held.valid_from, "known": held.known, "until": held.valid_until, "due": held.due, "evidence": held.evidence,
            "reason": held.reason}


def _seen(request: HttpRequest, about: str) -> dict[str, int]:
    """The version the person saw. A title's other stages are things of their own, which the page did not show."""
    written = request.POST.get("version", "")
    known = written.isascii() and written.isdecimal() and len(written) < 9
    return {"version": int(written)} if known and about != "title" else {}


def _one(request: HttpRequest, key: UUID) -> Judged:
    rows = JUDGEMENTS.visible(request.user, Judged.objects.newest().select_related("recorded_by"))
    return get_object_or_404(rows, key=key)


__all__ = ["back", "judge", "judgement", "undo"]
