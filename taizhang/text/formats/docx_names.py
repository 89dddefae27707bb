"""Names of the elements of WordprocessingML, and of the few beside it that carry text."""
from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
ALTERNATE, CHOICE, FALLBACK = _MC + "AlternateContent", _MC + "Choice", _MC + "Fallback"


def w(name: str) -> str:
    """Full name of an element or attribute of WordprocessingML."""
    return _W + name


VAL = w("val")


def transitional(data: bytes) -> bytes:
    """A part in the strict variant of the standard with the names of the usual one."""
    return data.replace(_STRICT, _W[1:-1].encode()) if _STRICT in data else data


def value(node: etree._Element | None, *path: str) -> str | None:
    """``w:val`` of the element at the end of a path of children; None where there is none.

    >>> level = etree.fromstring(f'<w:lvl xmlns:w="{_W[1:-1]}"><w:start w:val="3"/></w:lvl>')
    >>> value(level, "start"), value(level, "suff")
    ('3', None)
    """
    for name in path:
        if node is None:
            return None
        node = node.find(w(name))
    return None if node is None else node.get(VAL)


def number(written: str | None, otherwise: int) -> int:
    """A whole number of at most six figures from an attribute."""
    return int(written) if written and written.isascii() and written.isdecimal() and len(written) <= 6 else otherwise


def is_on(node: etree._Element | None, name: str) -> bool:
    """Whether a switch such as ``w:vanish`` stands below ``node`` and is not turned off."""
    found = None if node is None else node.find(w(name))
    return found is not None and found.get(VAL, "1") not in ("0", "false", "off")
