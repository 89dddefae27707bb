"""A fact behind the figures."""
from taizhang.server.accounts.models import User
from taizhang.server.facts.models import Fact
from tests.server.documents.texts import SHORT, first, written
from tests.server.things import Where, things


@things("accuracy")
def accuracy(user: User, where: Where) -> dict[str, Fact]:
    """A fact of a document that a unit keeps, in its region."""
    return {"": first(written(SHORT, region=where.region, owner=where.unit))}
