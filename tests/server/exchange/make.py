"""Workbooks and editions in every state."""
from taizhang.server.accounts.models import User
from taizhang.server.exchange.models import Edition, Rereading, Row, Workbook
from taizhang.server.exchange.permissions import PREPARED, STATES
from tests.server.things import Where, things


@things("workbook", scoped=False)
def workbooks(user: User, where: Where) -> dict[str, Workbook]:
    """The person's own."""
    made = {state: Workbook.objects.create(by=user, state=state, name="x.xlsx", total=1) for state in STATES}
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
    return {state: Rereading.objects.create(by=user, state=state, release="0") for state in STATES}
