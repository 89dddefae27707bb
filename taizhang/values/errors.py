"""One family of errors; each says what, where, why and the next step.

    TaizhangError
    ├── TextError            a file that cannot become a text
    │   ├── UnknownFormat    no reader for this kind of file (or not yet)
    │   ├── TooLarge         over a size limit
    │   └── Damaged          bytes that are not what they claim to be
    ├── PackError            a pack that breaks its schema
    └── UsageError           a request that cannot be carried out as asked
"""


class TaizhangError(Exception):
    """Something a person can act upon.

    ``what`` happened, ``where`` (file, line, key), ``why``, and ``hint``: what to do next.

    >>> str(TaizhangError("cannot read the file", where="a.pdf", why="pdf is not supported yet", hint="save it as .docx"))
    'a.pdf: cannot read the file: pdf is not supported yet. save it as .docx'
    """

    def __init__(self, what: str, *, where: str = "", why: str = "", hint: str = "") -> None:
        self.what, self.where, self.why, self.hint = what, where, why, hint
        head = ": ".join(part for part in (where, what, why) if part)
        super().__init__(f"{head}. {hint}" if hint else head)


class TextError(TaizhangError):
    """A file that cannot become a text."""


class UnknownFormat(TextError):
    """No reader for this kind of file, or not yet."""


class TooLarge(TextError):
    """A file over one of the limits of ``text.Limits``."""


class Damaged(TextError):
    """Bytes that are not what they claim to be."""


class PackError(TaizhangError):
    """A pack that breaks its schema."""


class UsageError(TaizhangError):
    """A request that cannot be carried out as asked."""
