"""Documents in every state, and what their addresses take."""
from taizhang.server.accounts.models import User
from taizhang.server.documents.models import STATES, Document
from tests.server.documents.texts import SHORT, first, written
from tests.server.things import Where, arguments, things


@things("document")
def documents(user: User, where: Where) -> dict[str, Document]:
    """One in every state."""
    return {state: written(SHORT, by=None, region=where.region, owner=where.unit, state=state, title=f"测试文件 {state}") for state in STATES}


arguments("documents:fact", lambda document: {"key": document.key, "fact": first(document).key})
arguments("documents:decide", lambda document: {"key": document.key, "fact": first(document).key, "act": "accept"})
arguments("documents:picture", lambda document: {"key": document.key, "text": document.text.key, "number": 1})
arguments("documents:original", lambda document: {"key": document.key, "text": document.text.key})
