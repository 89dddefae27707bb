"""What higher apps say of a document in the line below its title."""
from collections.abc import Callable
from typing import Any

from taizhang.server.documents.models import Document

#: Each gets the document and answers with words, or with none.
REMARKS: list[Callable[[Document], list[Any]]] = []


def remarks(document: Document) -> list[Any]:
    """All that is said of a document."""
    return [one for says in REMARKS for one in says(document)]
