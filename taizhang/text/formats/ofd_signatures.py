"""What an OFD says of its signatures and seals: who, when, by which program. Nothing of it is checked; whoever shows it has to say so."""
import re
from dataclasses import dataclass

from lxml import etree

from taizhang.text.formats.ofd import documents, resolved
from taizhang.text.formats.ofd_shapes import local
from taizhang.text.formats.package import Package
from taizhang.text.formats.xml import parse
from taizhang.text.limits import DEFAULT_LIMITS, Limits
from taizhang.values.errors import TextError

_MOST = 100
_NAME = re.compile(rb"\x06\x03\x55\x04(?:\x03|\x0a|\x0b)([\x0c\x13\x14\x1e])([\x01-\x7f])", re.S)  # common name, organisation, its unit
_STAMPED = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]?(\d{2}):?(\d{2}):?(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature as the file states it, unchecked.

    ``kind``: ``seal`` or ``sign``; ``provider``: the program that made it; ``signed``: when, as 2030-01-02T03:04:05 or what stands there;
    ``names``: persons and bodies named in its certificates, in order; ``method``: by its name or number; ``complete``: whether a signed value is there;
    ``covers``: how many parts of the file it covers.
    """

    kind: str
    provider: str
    signed: str
    names: tuple[str, ...]
    method: str
    complete: bool
    covers: int


def signatures(data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[Signature, ...]:
    """The signatures of an OFD; none where it has none. Raises `TextError` where it is no OFD.

    >>> signatures(b"")
    Traceback (most recent call last):
    ...
    taizhang.values.errors.Damaged: the zip package is cut off or damaged: File is not a zip file. fetch the file again, or open it in Word or WPS \
and save it as .docx
    """
    package = Package(data, limits)
    documents(package, limits)
    root = parse(package.bytes_of("OFD.xml"), "OFD.xml", limits)
    found: list[Signature] = []
    for listed in (resolved("OFD.xml", (one.text or "").strip()) for one in root.iter() if local(one) == "Signatures"):
        if listed in package:
            for one in parse(package.bytes_of(listed), listed, limits).iter():
                if local(one) == "Signature" and len(found) < _MOST:
                    part = resolved(listed, one.get("BaseLoc", ""))
                    found.append(_signature(package, part, one.get("Type", ""), limits))
    return tuple(found)


def _signature(package: Package, part: str, kind: str, limits: Limits) -> Signature:
    try:
        root = parse(package.bytes_of(part), part, limits)
    except TextError:
        return Signature(kind.lower() or "sign", "", "", (), "", False, 0)
    said = {local(one): one for one in root.iter()}
    value = resolved(part, _text(said.get("SignedValue")))
    try:
        signed = package.bytes_of(value) if _text(said.get("SignedValue")) else b""
    except TextError:
        signed = b""
    provider = said.get("Provider")
    seal = kind.lower() or ("seal" if "Seal" in said or "StampAnnot" in said else "sign")
    covers = sum(local(one) == "Reference" for one in root.iter())
    called = "" if provider is None else " ".join(filter(None, (provider.get("Company"), provider.get("ProviderName"), provider.get("Version"))))
    return Signature(seal, called[:200], _moment(_text(said.get("SignatureDateTime"))), _names(signed), _text(said.get("SignatureMethod"))[:100],
                     bool(signed), covers)


def _text(element: etree._Element | None) -> str:
    return "" if element is None else (element.text or "").strip()


def _moment(written: str) -> str:
    """The time as ISO where it can be told.

    >>> _moment("20300102030405Z"), _moment("2030-01-02 03:04:05"), _moment("yesterday")
    ('2030-01-02T03:04:05', '2030-01-02T03:04:05', 'yesterday')
    """
    found = _STAMPED.match(written)
    if not found:
        return written[:40]
    day = f"{found[1]}-{found[2]}-{found[3]}"
    return f"{day}T{found[4]}:{found[5]}:{found[6]}" if found[4] else day


def _names(signed: bytes) -> tuple[str, ...]:
    """Names in the certificates of a signed value (DER): whatever stands behind the numbers of common name and organisation."""
    found: dict[str, None] = {}
    for one in _NAME.finditer(signed):
        raw = signed[one.end():one.end() + one[2][0]]
        said = raw.decode("utf-16-be" if one[1] == b"\x1e" else "utf-8", "replace").strip()
        if said and "\ufffd" not in said and said.isprintable():
            found[said] = None
    return tuple(found)[:20]
