"""The page of names: which there are, adding one, ending it, going back, the folder of them."""
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taizhang.server.accounts.doors import page
from taizhang.server.accounts.roles import place
from taizhang.server.history import Moment, Outdated, VersionedQuerySet
from taizhang.server.local import actions
from taizhang.server.local.forms import AliasForm, EndForm, after
from taizhang.server.local.layer import NAME, packed
from taizhang.server.local.models import SECTIONS, Alias
from taizhang.server.local.names import SECTION_WORDS, days_words, known_names, thing_words
from taizhang.server.local.permissions import ALIASES
from taizhang.server.look.notices import tell, warn
from taizhang.server.look.tables import page_number

ROWS = 50
STATES = (("", gettext_lazy("valid and coming")), ("over", pgettext_lazy("name", "ended")), ("gone", pgettext_lazy("name", "taken back")))


@page("alias", "read")
@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """All names of the layer, by what they stand for."""
    return _list(request, AliasForm(initial={"section": request.GET.get("section", "units")}))


@page("alias", "add")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a name."""
    if request.method != "POST":
        return redirect("local:names")
    form = AliasForm(request.POST)
    if not form.is_valid():
        return _list(request, form, status=422)
    data = form.cleaned_data
    try:
        made = actions.add(request.user, data["section"], data["id"], data["name"], since=data["since"], until=form.end, reason=data["reason"])
    except actions.Taken as taken:
        form.add_error("name", taken.sentence)
        return _list(request, form, status=422)
    tell(request, _("“{name}” now stands for {of}. Whatever is read from now on knows it.").format(
        name=made.name, of=thing_words(made.section, made.of)), undo=reverse("local:undo", args=[made.key, made.version]))
    return redirect("local:names")


@page("alias", "end")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask for the last day, then end the name."""
    alias = _one(request, key)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"until": timezone.localdate()})
    if "version" not in request.POST:
        ALIASES.require(request.user, "end", alias)
    elif form.is_valid():
        try:
            data = form.cleaned_data
            ended = actions.end(request.user, key, _version(request), after(data["until"]) or data["until"], data["reason"])
        except Outdated as outdated:
            warn(request, str(outdated))
            return redirect("local:end", key)
        tell(request, _("“{name}” has ended; texts of earlier days are still read with it.").format(name=ended.name),
             undo=reverse("local:undo", args=[ended.key, ended.version]))
        return redirect("local:names")
    status = 422 if request.method == "POST" else 200
    return render(request, "local/end.html", {"alias": alias, "form": form, "of": thing_words(alias.section, alias.of)}, status=status)


@page("alias", "undo")
@require_POST
def undo(request: HttpRequest, key: UUID, version: int) -> HttpResponse:
    """Go back to the version before."""
    _one(request, key)
    try:
        fresh = actions.undo(request.user, key, version)
    except Outdated as outdated:
        warn(request, str(outdated))
    else:
        tell(request, _("“{name}” is as it was before: {state}.").format(name=fresh.name, state=ALIASES.state_words(ALIASES.state(fresh))),
             undo=reverse("local:undo", args=[fresh.key, fresh.version]))
    return redirect("local:names")


@page("alias", "read")
@require_safe
def name(request: HttpRequest, key: UUID) -> HttpResponse:
    """All versions of one name."""
    alias = _one(request, key)
    steps = [(one, ALIASES.state_words(ALIASES.state(one)), days_words(one.valid_from, one.valid_until))
             for one in Alias.objects.of(key).select_related("recorded_by")]
    return render(request, "local/name.html", {"row": _row(alias), "steps": steps[::-1]})


@page("alias", "export")
@require_safe
def folder(request: HttpRequest) -> HttpResponse:
    """The layer as a folder of a pack, zipped."""
    return HttpResponse(packed(request.user), content_type="application/zip", headers={
        "Content-Disposition": f'attachment; filename="{NAME}.zip"', "Cache-Control": "no-store"})


def _list(request: HttpRequest, form: AliasForm, status: int = 200) -> HttpResponse:
    moment = Moment.parse(request.GET)
    given = {name: request.GET.get(name, "").replace("\0", "").strip()[:80] for name in ("q", "section", "state")}
    visible: VersionedQuerySet[Alias] = ALIASES.visible(request.user, Alias.objects.all())  # type: ignore[assignment]
    day = timezone.localdate()
    if not moment.is_now:
        rows = visible.as_of(moment)
    elif given["state"] == "gone":
        rows = visible.filter(superseded_at__isnull=True, ended=True)
    elif given["state"] == "over":
        rows = visible.filter(superseded_at__isnull=True, ended=False, valid_until__lte=day)
    else:
        rows = visible.filter(superseded_at__isnull=True, ended=False).exclude(valid_until__lte=day)
    if given["section"] in SECTIONS:
        rows = rows.filter(section=given["section"])
    if given["q"]:
        rows = rows.filter(name__icontains=given["q"])
    found = Paginator(rows.select_related("recorded_by").order_by("section", "of", "sort_name", "pk"), ROWS).get_page(page_number(request))
    pack = place()
    return render(request, "local/names.html", {
        "page": found, "rows": [_row(one) for one in found.object_list], "form": form, "chosen": {k: v for k, v in given.items() if v},
        "sections": [(one, SECTION_WORDS[one]) for one in SECTIONS], "states": STATES, "moment": moment, "layers": pack.layers,
        "fingerprint": pack.fingerprint[:12], "known": known_names(*SECTIONS) if ALIASES.may(request.user, "add") else [], "total": visible.current().count(),
    }, status=status)


def _row(one: Alias) -> dict[str, Any]:
    state = ALIASES.state(one)
    source = ""
    if one.correction:
        try:
            source = reverse("facts:fact", args=[one.correction])
        except NoReverseMatch:  # an installation without facts
            source = ""
    return {"alias": one, "of": thing_words(one.section, one.of), "what": SECTION_WORDS[one.section], "state": state,
            "state_words": ALIASES.state_words(state), "days": days_words(one.valid_from, one.valid_until), "source": source}


def _one(request: HttpRequest, key: UUID) -> Alias:
    return get_object_or_404(ALIASES.visible(request.user, Alias.objects.filter(superseded_at__isnull=True)), key=key)


def _version(request: HttpRequest) -> int:
    written = request.POST.get("version", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 0
