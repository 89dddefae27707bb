"""A page of the ledger by cursor. A cursor keeps the time at which the first page was asked for: the rows are versions, so the pages that
follow are those of that time, whatever comes in meanwhile."""
import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.server.api import cursors
from taizhang.server.api.reading import papers_of
from taizhang.server.api.shapes import facts as shapes
from taizhang.server.facts.models import KINDS, REVIEWED, Fact
from taizhang.server.history import Moment
from taizhang.server.ledger import windows
from taizhang.server.ledger.asking import Asked
from taizhang.server.ledger.finding import Found
from taizhang.values.errors import UsageError


def ledger_page(user: Any, asked: Asked, limit: int, cursor: str = "") -> dict[str, Any]:
    """Rows, how many there are in all, and the cursor of the next page."""
    mark = hashlib.sha256(asked.query(page=1).encode()).hexdigest()[:12]
    first, known, of = cursors.read("ledger", cursor, int, datetime, str) if cursor else (0, None, mark)
    if of != mark:
        raise UsageError(_("is not a cursor of this list"), where="cursor", why=_("it was given for other filters"),
                         hint=_("Take it from “next” of the page before, or leave it out."))
    found = Found(asked if known is None else _at(asked, known), user)
    if known is None and found.total > limit:
        # There will be more pages: this one is looked at as of now too, so that they fit each other.
        known = asked.moment.known or timezone.now()
        found = Found(_at(asked, known), user)
    total = found.total
    keys = [key for one in windows.stretches(found, windows.windows(found), first, limit) for key in one.keys] if first < total else []
    rows = Fact.objects.filter(pk__in=keys).select_related("decided_by", "recorded_by").prefetch_related("in_charge").in_bulk()
    facts = [rows[key] for key in keys if key in rows]
    papers = papers_of(user, facts, found.asked.moment)
    end = first + len(keys)
    return {
        "items": [shapes.out(one, papers) for one in facts], "total": total, "reviewed": found.count(asked.kinds, REVIEWED),
        "waiting": found.count(asked.kinds, ("suggested",)), "counts": {kind: n for kind in KINDS if (n := found.count((kind,)))},
        "next": cursors.write("ledger", end, known.isoformat(), mark) if keys and end < total and known is not None else None,
    }


def _at(asked: Asked, known: datetime) -> Asked:
    return replace(asked, moment=Moment(asked.moment.valid, known))
