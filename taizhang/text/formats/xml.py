"""XML that strangers wrote: no entities, no network, no document type, bounded in size and depth."""
from lxml import etree

from taizhang.text.limits import Limits
from taizhang.values.errors import Damaged, TooLarge

# libxml2 itself refuses more than 256 levels and text nodes over 10 MB as long as huge_tree stays off.
_BOUNDS = (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_ENTITY_LOOP)


def parse(data: bytes, part: str, limits: Limits) -> etree._Element:
    """Root of one XML part; ``part`` names it in errors.

    >>> parse(b"<a>1</a>", "word/document.xml", Limits()).tag
    'a'
    >>> parse(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "word/document.xml", Limits())
    Traceback (most recent call last):
    ...
    taizhang.values.errors.Damaged: word/document.xml has a document type, which may hide a bomb: office files have none. \
open the file in Word or WPS and save it again
    """
    flat = data.replace(b"\0", b"") if b"\0" in data[:4] else data  # UTF-16 parts
    if b"<!DOCTYPE" in flat or b"<!ENTITY" in flat:
        raise _typed(part)
    limits.check("markup_signs", flat.count(b"<") + flat.count(b"=\"") + flat.count(b"='"), part)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        if getattr(error, "code", None) in _BOUNDS:
            raise too_deep(part, str(error)) from error
        raise Damaged(f"{part} is no well-formed XML", why=str(error), hint="open the file in Word or WPS and save it again") from error
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that hid it from the search above
        raise _typed(part)
    return root


def too_deep(part: str, why: str) -> TooLarge:
    """The answer to markup nested deeper, or text longer, than the parser's own bounds."""
    return TooLarge(f"{part} is nested too deeply or too long", why=why, hint="save the file again in a simpler form, or as .txt")


def _typed(part: str) -> Damaged:
    what = f"{part} has a document type, which may hide a bomb"
    return Damaged(what, why="office files have none", hint="open the file in Word or WPS and save it again")
