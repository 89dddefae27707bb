"""What documents add to the menu and to what waits for a person."""
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from taizhang.server.documents.models import Document
from taizhang.server.documents.permissions import DOCUMENTS, counting
from taizhang.server.facts.models import Fact
from taizhang.server.facts.permissions import FACTS
from taizhang.server.look.navigation import NAVIGATION, Entry
from taizhang.server.look.waiting import OTHERS, WAITING, Waiting


def waiting(user: Any) -> list[Waiting]:
    """Documents with suggestions nobody has decided about, and disputes in which this person has a voice."""
    found = []
    suggested = Fact.objects.current().filter(document=OuterRef("key"), state="suggested")
    if FACTS.may(user, "accept"):
        rows = DOCUMENTS.visible(user, Document.objects.current().exclude(state="withdrawn")).filter(Exists(suggested))
        found.append(Waiting(20, _("Documents with facts to review"), rows.count(), reverse("documents:list") + "?awaiting=yes"))
    if FACTS.may(user, "settle"):
        disputed = FACTS.visible(user, Fact.objects.current().filter(state="disputed", document__in=counting()), "settle")
        mine = disputed.exclude(decided_by=user)
        n = mine.count()
        first = mine.order_by("document", "position").values_list("document", "key").first() if n else None
        if first:
            url = reverse("documents:page", args=[first[0]]) + f"?fact={first[1]}&mode=settle#f-{first[1]}"
            found.append(Waiting(30, _("Disputes to settle"), n, url, _("Two persons have to agree.")))
        theirs = disputed.filter(decided_by=user).count()
        found.append(Waiting(10, _("Decisions of yours that are disputed"), theirs, reverse("documents:list") + "?awaiting=disputed",
                             ngettext("others settle it", "others settle them", theirs), OTHERS))
    return found


NAVIGATION.add(Entry(20, gettext_lazy("Documents"), "documents:list", lambda user: bool(DOCUMENTS.may(user, "read"))))
WAITING.add(waiting)
