"""Values of the ledger: documents with statements, decided or not."""
from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from taizhang.server.facts.bulk import accept
from taizhang.server.facts.models import Fact
from tests.server.documents.texts import SHORT, first, written
from tests.server.things import Where, somebody, things


def reviewed(text: str, **more: object) -> Document:
    """A document whose suggested statements somebody accepted."""
    document = written(text, **more)
    rows = Fact.objects.current().filter(document=document.key, state="suggested")
    accept(somebody("planning"), rows, "一份文件", "", str(document.key), rows.count())
    return document


@things("series")
def series(user: User, where: Where) -> dict[str, Fact]:
    """A value of a document that a unit keeps, in its region."""
    return {"": first(written(SHORT, region=where.region, owner=where.unit))}
