"""A letter by e-mail (.eml): its body, and a note of its head; what is attached to it is a document of its own (`taizhang.text.containers`)."""
import re
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from taizhang.text.formats import html
from taizhang.text.formats.blocks import Blocks
from taizhang.text.formats.encoding import decode
from taizhang.text.formats.registry import Extract
from taizhang.text.limits import Limits
from taizhang.values.errors import Damaged, TooLarge

#: Head lines that are noted, with what Chinese mail programs call them.
NOTED = (("Subject", "主题"), ("From", "发件人"), ("To", "收件人"), ("Cc", "抄送"), ("Date", "时间"))
MOST_PARTS = 2_000
_HINT = "save the letter again, or save its text as .txt"
_SPACE = re.compile(r"\s+")
_FAILS = (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError)


def parsed(data: bytes) -> EmailMessage:
    """The letter; raises `Damaged` where it is none."""
    if data.count(b"\n--") > 20 * MOST_PARTS:
        raise TooLarge("the letter has too many parts", why=f"over {MOST_PARTS}", hint=_HINT)
    try:
        made = BytesParser(policy=policy.default).parsebytes(data)
        known = any(made.get(name) for name in ("From", "To", "Subject", "Date", "Content-Type"))
    except _FAILS as error:
        raise Damaged("this letter cannot be read", why=f"{type(error).__name__}: {error}"[:200], hint=_HINT) from error
    if not known:
        raise Damaged("named .eml, but it has no head of a letter", hint="rename it to .txt if it is plain text")
    assert isinstance(made, EmailMessage)
    return made


def extract(data: bytes, limits: Limits) -> Extract:
    """The body in lines (``b1``), then a note of the head (``subject``, ``from`` …).

    >>> letter = b"From: a@x.test\\nSubject: =?utf-8?b?6YCa55+l?=\\nContent-Type: text/plain; charset=gbk\\n\\n" + "会议\\n".encode("gbk")
    >>> extract(letter, Limits()).text.split("\\n")
    ['会议', '主题：通知', '发件人：a@x.test']
    """
    letter = parsed(data)
    blocks = Blocks(limits)
    encoding = _body(letter, limits, blocks)
    for name, called in NOTED:
        if said := header(letter, name):
            blocks.block(f"{called}：{said}", name.lower())
    return Extract(blocks.text, blocks.addresses, encoding)


def header(letter: EmailMessage, name: str) -> str:
    """A line of the head as words; empty where there is none."""
    try:
        return _SPACE.sub(" ", str(letter.get(name, "") or "").encode("utf-8", "replace").decode("utf-8")).strip()[:2_000]
    except _FAILS:
        return ""


def _body(letter: EmailMessage, limits: Limits, blocks: Blocks) -> str:
    try:
        part = letter.get_body(("plain", "html"))
        data = part.get_payload(decode=True) if part is not None else b""
        kind, charset = (part.get_content_type(), part.get_content_charset() or "") if part is not None else ("", "")
    except _FAILS as error:
        raise Damaged("the body of this letter cannot be read", why=f"{type(error).__name__}: {error}"[:200], hint=_HINT) from error
    if not isinstance(data, bytes) or not data.strip():
        return "ascii"
    if kind == "text/html":
        found = html.extract(data, limits)
        lines, encoding = found.text.split("\n"), found.encoding
    else:
        text, encoding = _decoded(data, charset)
        lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            blocks.row([(cell, f"t1.r{number}.c{i}") for i, cell in enumerate(line.split("\t"), 1)])
        else:
            blocks.block(line, f"b{number}")
    return encoding


def _decoded(data: bytes, charset: str) -> tuple[str, str]:
    """As the letter says, where its bytes agree; else as any text."""
    name = "gb18030" if charset.lower() in ("gb2312", "gbk", "x-gbk") else charset.lower()
    if name not in ("", "us-ascii", "unknown-8bit"):
        try:
            return data.decode(name), name
        except (LookupError, ValueError):
            pass
    return decode(data)
