"""What changes in the ledger's own room: views people keep, and the note that somebody took the ledger along."""
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.ledger.asking import Asked
from taizhang.server.ledger.finding import Found
from taizhang.server.ledger.models import SavedView
from taizhang.server.ledger.permissions import LEDGER, VIEWS
from taizhang.server.ledger.windows import every_key
from taizhang.values.errors import UsageError

MOST_VIEWS = 50  # of one person


@action("ledger.export", gettext_lazy("{actor} exported {rows} rows of the ledger as {format}"))
def export(actor: Any, asked: Asked, format: str) -> list[int]:
    """Note who takes along which rows, and give the ids of exactly these rows, in the order of the page."""
    LEDGER.require(actor, "export")
    found = Found(asked, actor, act="export")
    keys = every_key(found)
    filters = [condition.words for condition in found.conditions]
    record(actor, "ledger.export", "ledger", "", {
        "format": format, "rows": str(len(keys)), "address": asked.query(chosen=(), page=1), "filters": filters,
        "chosen": str(len(asked.chosen)) if asked.chosen else ""})
    return keys


@action("view.save", gettext_lazy("{actor} saved the view “{label}”"))
def save(actor: Any, name: str, query: str, *, shared: bool = False) -> SavedView:
    """Keep filters, columns and order under a name; one's own view of the same name is replaced."""
    VIEWS.require(actor, "save")
    kept = _kept(query)
    name = _named(name)
    mine = _mine(actor)
    old = mine.filter(name=name).first()
    if old is None and mine.count() >= MOST_VIEWS:
        raise UsageError(_("too many saved views"), hint=_("remove one of your {many} views first").format(many=MOST_VIEWS))
    if shared:
        VIEWS.require(actor, "share", old)
    if old is not None:
        before = old.query
        old.query, old.shared = kept, shared or old.shared
        old.save(update_fields=["query", "shared"])
        record(actor, "view.save", "view", old.key, {"label": name, "old": before, "new": kept})
        return old
    made = SavedView.objects.create(owner=actor, name=name, query=kept, shared=shared)
    record(actor, "view.save", "view", made.key, {"label": name, "new": kept, "shared": "yes" if shared else ""})
    return made


@action("view.rename", gettext_lazy("{actor} renamed the view “{old}” to “{label}”"))
def rename(actor: Any, view: SavedView, name: str) -> SavedView:
    """Give one's view another name."""
    VIEWS.require(actor, "rename", view)
    name, old = _named(name), view.name
    if _mine(actor).filter(name=name).exclude(pk=view.pk).exists():
        raise UsageError(_("you have a view of this name already"), where=name, hint=_("choose another name"))
    view.name = name
    view.save(update_fields=["name"])
    record(actor, "view.rename", "view", view.key, {"label": name, "old": old})
    return view


@action("view.share", gettext_lazy("{actor} shared the view “{label}” with everybody"))
def share(actor: Any, view: SavedView) -> SavedView:
    """Show one's view to everybody who reads the ledger."""
    return _share(actor, view, True, "view.share")


@action("view.unshare", gettext_lazy("{actor} keeps the view “{label}” to themselves again"))
def unshare(actor: Any, view: SavedView) -> SavedView:
    """Keep one's view to oneself again."""
    return _share(actor, view, False, "view.unshare")


@action("view.remove", gettext_lazy("{actor} removed the view “{label}”"))
def remove(actor: Any, view: SavedView) -> SavedView:
    """Remove one's view: it is kept and no longer shown."""
    VIEWS.require(actor, "remove", view)
    view.removed_at = timezone.now()
    view.save(update_fields=["removed_at"])
    record(actor, "view.remove", "view", view.key, {"label": view.name})
    return view


@action("view.restore", gettext_lazy("{actor} brought back the view “{label}”"))
def restore(actor: Any, view: SavedView) -> SavedView:
    """Undo a removal of one's own."""
    VIEWS.require(actor, "save")
    if view.owner_id != actor.pk or view.removed_at is None:
        raise UsageError(_("there is nothing to bring back"), where=view.name)
    view.removed_at = None
    view.save(update_fields=["removed_at"])
    record(actor, "view.restore", "view", view.key, {"label": view.name})
    return view


def _share(actor: Any, view: SavedView, shared: bool, name: str) -> SavedView:
    VIEWS.require(actor, "share", view)
    if view.shared != shared:
        view.shared = shared
        view.save(update_fields=["shared"])
        record(actor, name, "view", view.key, {"label": view.name})
    return view


def _mine(actor: Any) -> QuerySet[SavedView]:
    return SavedView.objects.filter(owner=actor, removed_at__isnull=True)


def _named(name: str) -> str:
    found = " ".join(name.replace("\0", "").split())
    if not found or len(found) > 60:
        raise UsageError(_("a view needs a name of up to 60 characters"), hint=_("type a short name"))
    return found


def _kept(query: str) -> str:
    """The address of a view as we would write it: read and written anew, so nothing but known parameters is kept."""
    kept = Asked.parse(QueryDict(query[:6000])).query(page=1, chosen=())
    if len(kept) > 2000:
        raise UsageError(_("this view has too many filters to be kept"), hint=_("take fewer documents or units"))
    return kept
