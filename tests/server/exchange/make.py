"""Workbooks and editions in every state."""
from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Stored
from taizhang.server.documents.storage import put, row_of
from taizhang.server.exchange.bureau.heads import head_of
from taizhang.server.exchange.bureau.sheets import packed
from taizhang.server.exchange.models import Edition, Mapping, Rereading, Row, Workbook
from taizhang.server.exchange.permissions import PREPARED, STATES, UNDER_WAY
from taizhang.text.cells import read
from tests.server.exchange.sheets import TARGETS, sheet_bytes
from tests.server.things import Where, things


def stored() -> Stored:
    """A bureau's sheet, put away."""
    return row_of(put([sheet_bytes(TARGETS)]))


@things("workbook", scoped=False)
def workbooks(user: User, where: Where) -> dict[str, Workbook]:
    """The person's own."""
    cells = packed([one.plain() for one in read(sheet_bytes(TARGETS))])
    made = {state: Workbook.objects.create(by=user, state=state, name="x.xlsx", total=1, cells=cells) for state in STATES}
    for workbook in made.values():
        Row.objects.create(workbook=workbook, position=0, sheet="x", line=3, finding="refused", choice="skip")
    return made


@things("edition", scoped=False)
def editions(user: User, where: Where) -> dict[str, Edition]:
    """The person's own."""
    return {state: Edition.objects.create(by=user, state=state, name="x.xlsx", form="edit", sha256="0" * 64 if state == "ready" else "")
            for state in PREPARED}


@things("rereading", scoped=False)
def rereadings(user: User, where: Where) -> dict[str, Rereading]:
    """The person's own."""
    return {state: Rereading.objects.create(by=user, state=state, release="0") for state in UNDER_WAY}


@things("mapping", scoped=False)
def mappings(user: User, where: Where) -> dict[str, Mapping]:
    """The person's own."""
    head = head_of(read(sheet_bytes(TARGETS))[0])
    assert head is not None
    return {"": Mapping.objects.create(owner=user, name="x", digest=head.digest, sheet="x", first=head.first, lines=head.lines, stored=stored(), columns=[
        {"column": 2, "path": ["x"], "field": "what"}])}
