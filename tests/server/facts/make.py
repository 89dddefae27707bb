"""Facts in every state."""
from taizhang.server.accounts.models import User
from taizhang.server.facts.bulk import accept
from taizhang.server.facts.models import STATES, Bulk, Fact
from tests.server.documents.texts import SHORT, first, written
from tests.server.facts.states import in_state
from tests.server.things import Where, somebody, things


@things("fact")
def facts(user: User, where: Where) -> dict[str, Fact]:
    """One in every state, decided for the demonstration by somebody else; what is disputed, this person disputes."""
    other = somebody()
    return {state: in_state(first(written(SHORT, region=where.region, owner=where.unit)), state, other, user, "demo") for state in STATES}


@things("bulk")
def bulks(user: User, where: Where) -> dict[str, Bulk]:
    """One of a document's facts, accepted by somebody who reviews everything."""
    document = written(SHORT, region=where.region, owner=where.unit)
    rows = Fact.objects.current().filter(document=document.key, state="suggested")
    return {"": accept(somebody("planning"), rows, "一份文件", "", str(document.key), rows.count())}
