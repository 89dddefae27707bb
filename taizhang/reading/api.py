"""One door for whoever has a file and wants its facts."""
import os
from datetime import date

from taizhang import packs
from taizhang.packs import Lexicon
from taizhang.reading.context import Reading
from taizhang.reading.pipeline import STAGES, run
from taizhang.text import Limits, Text, load
from taizhang.text.limits import DEFAULT_LIMITS
from taizhang.values import Facts

AUTO = "auto"
_HEAD = 6_000  # code points in which title and issuers are looked for
_FOOT = 1_500
_FOR_CHOOSING = ("flow", "outline", "metadata")


def read(path: str | os.PathLike[str] | bytes, pack: str = AUTO, *, doc: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Facts:
    """Read a file: a pure function of its bytes, the pack and the release.

    ``pack`` is the name of a shipped pack, or ``auto``: ``china`` plus the pack whose region the issuers or the title name; the
    reason stands in the result. ``doc`` is what the document is called in the ledger, by default the file's name. Raises
    `TextError` where the file cannot become a text and `PackError` for a pack that does not exist.

    >>> facts = read("砚州市人民政府关于加快创新的意见\\n到2030年，砚州市建成桥梁9座。".encode(), doc="意见.txt")
    >>> facts.doc, facts.pack
    ('意见.txt', 'sample')
    """
    text = load(path, name=doc, limits=limits)
    return read_loaded(text, pack, doc=doc)


def read_loaded(text: Text, pack: str = AUTO, *, doc: str | None = None, local: packs.Folder | None = None) -> Facts:
    """Read a text that has been loaded; see `read`. ``local`` is an installation's own layer, laid over whichever pack is taken."""
    lexicon, reason = names_for(text, pack, local)
    return run(text, lexicon, pack_reason=reason, doc=doc)


def names_for(text: Text, pack: str = AUTO, local: packs.Folder | None = None) -> tuple[Lexicon, str]:
    """The names to read a text with, and why these; names that hold for a time are those of the day the text gives itself."""
    named, issued = _look(text)
    if pack == AUTO:
        name, reason = packs.choose(named)
    else:
        name, reason = pack, "named by the caller"
    chosen = packs.load(name, local)
    return packs.lexicon(chosen, packs.home_of(chosen, named), issued), reason


def _look(text: Text) -> tuple[str, date | None]:
    """What a first look at head and foot says of issuers and title, and of the day, read with no names at all."""
    short = text.text if len(text.text) <= _HEAD + _FOOT else f"{text.text[:_HEAD]}\n\n{text.text[-_FOOT:]}"
    look = Reading(text=Text(text.name, short, text.sha256, text.format, text.encoding, text.extractor), lexicon=Lexicon(), doc=text.name)
    for stage in STAGES:
        if stage.name in _FOR_CHOOSING:
            stage.run(look)
    return "\n".join([*look.metadata.issuers, look.metadata.title or "", look.metadata.number or ""]), _day(look.metadata.issued)


def _day(issued: str | None) -> date | None:
    try:
        return date.fromisoformat(issued if len(issued) > 7 else f"{issued}-01") if issued else None
    except ValueError:
        return None
