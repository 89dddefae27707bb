"""Queues and assignments, and what their addresses take."""
from taizhang.server.accounts.models import User
from taizhang.server.documents.models import Document
from taizhang.server.review.models import Assignment
from tests.server.documents.texts import SHORT, first, written
from tests.server.things import Where, arguments, things


@things("review")
def reviews(user: User, where: Where) -> dict[str, Document]:
    """A document with facts to review."""
    return {"": written(SHORT, by=None, region=where.region, owner=where.unit)}


@things("assignment")
def assignments(user: User, where: Where) -> dict[str, Assignment]:
    """A document that this person reads."""
    made = Assignment(document=written(SHORT, by=None, region=where.region, owner=where.unit).key, person=user)
    made.save()
    return {"": made}


arguments("review:decide", lambda document: {"key": document.key, "fact": first(document).key, "act": "keep"})
arguments("review:assign", lambda thing: {"key": thing.document})
arguments("review:picks", lambda document: {"key": document.key, "fact": first(document).key})
arguments("review:split", lambda document: {"key": document.key, "fact": first(document).key})
arguments("review:merge", lambda document: {"key": document.key, "fact": first(document).key})
