"""What is attached to a letter: each attachment a file of its own, with its name made harmless."""
import mimetypes
from collections.abc import Iterator
from email.message import EmailMessage

from taizhang.text.containers.zips import clean_name
from taizhang.text.formats.mail import MOST_PARTS, header, parsed

_FAILS = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


def attachments(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of what is attached, letters within a letter among them; pictures of its layout are not."""
    for number, part in enumerate(_parts(parsed(data)), 1):
        try:
            name, kind = part.get_filename() or "", part.get_content_type()
            inside = part.get_payload(0) if kind == "message/rfc822" else None
            body = inside.as_bytes() if isinstance(inside, EmailMessage) else part.get_payload(decode=True)
            called = name or (header(inside, "Subject") if isinstance(inside, EmailMessage) else "")
        except _FAILS:
            continue
        if isinstance(body, bytes) and body and (name or not kind.startswith("image/")):
            ending = ".eml" if kind == "message/rfc822" else mimetypes.guess_extension(kind) or ""
            called = clean_name(called or f"attachment {number}")
            yield called if "." in called[-6:] else called + ending, body


def _parts(letter: EmailMessage) -> list[EmailMessage]:
    try:
        found = [one for one in letter.iter_attachments() if isinstance(one, EmailMessage)] if letter.is_multipart() else []
    except _FAILS:
        return []
    return found[:MOST_PARTS]
