"""What of a text gets past the door, in the child, before anything of it is kept. Knows nothing of Django."""
from collections import Counter
from dataclasses import replace
from typing import Any

from taizhang.text import Text
from taizhang.text.secrecy import PERSONAL, marks, masked, name_marked
from taizhang.values.errors import TaizhangError


class Secret(TaizhangError):
    """A text that bears a mark of secrecy; ``why`` is the level it names, and nothing else of it."""

    def __init__(self, level: str) -> None:
        super().__init__("it bears a mark of secrecy", why=level, hint="what is secret is handled on paper or in the network for it; it was not kept")


def sift(text: Text, *, whole: bool = False) -> tuple[Text, dict[str, Any]]:
    """The text as it may be read, and what was found: ``gate`` (marks of restricted use as written, numbers of data of persons by
    kind, whether they are masked) and ``whole_sha256``, the digest of the text without masks. Raises `Secret`.

    >>> text, found = sift(Text.of("内部资料\\n电话：0598-2345678\\n"))
    >>> text.text, found["gate"]
    ('内部资料\\n电话：****-*******\\n', {'restricted': ['内部资料'], 'personal': {'telephone': 1}, 'masked': True})
    >>> sift(Text.of("什么都没有"))[1]
    {}
    """
    found = marks(text.text)
    level = next((one.says for one in found if one.kind == "secret"), "") or name_marked(text.name)
    if level:
        raise Secret(level)
    if not found:
        return text, {}
    restricted = list(dict.fromkeys(one.says for one in found if one.kind in ("internal", "copy")))
    personal = Counter(one.kind for one in found if one.kind in PERSONAL)
    gate = {"restricted": restricted[:10], "personal": dict(personal), "masked": bool(personal) and not whole}
    if not personal or whole:
        return text, {"gate": gate, "whole_sha256": text.text_sha256}
    return replace(text, text=masked(text.text, found)), {"gate": gate, "whole_sha256": text.text_sha256}
