"""How much a file may ask of us: one table of sizes, checked before and while a file is read.

Every limit has a name, a default and one sentence in `Limits` itself; `Limits.table` lists them for the documentation.
"""
from dataclasses import dataclass, field, fields

from taizhang.values.errors import TooLarge


def _limit(default: int, says: str) -> int:
    made: int = field(default=default, metadata={"says": says})
    return made


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds; a file above one of them is refused with `TooLarge`, which names the limit.

    >>> Limits(file_bytes=10).check("file_bytes", 11)
    Traceback (most recent call last):
    ...
    taizhang.values.errors.TooLarge: too large: 11 is over the limit file_bytes = 10 (bytes of a file as it lies on disk). \
split the file, or raise the limit
    """

    file_bytes: int = _limit(50_000_000, "bytes of a file as it lies on disk")
    text_characters: int = _limit(10_000_000, "characters of the canonical text")
    line_characters: int = _limit(2_000_000, "characters of one line: a paragraph that long was not written by a person")
    zip_members: int = _limit(5_000, "members of a zip package")
    zip_bytes: int = _limit(500_000_000, "bytes of all members together, unpacked, as the package declares them")
    zip_ratio: int = _limit(300, "times a part that is read may grow when unpacked, counted above 8 MB")
    part_bytes: int = _limit(64_000_000, "unpacked bytes of all parts that are read from a package")
    markup_signs: int = _limit(1_500_000, "tags and attributes of one XML part or HTML page")
    convert_seconds: int = _limit(120, "seconds LibreOffice may take for one old office file")
    convert_memory: int = _limit(4_000_000_000, "bytes of memory LibreOffice may address for one old office file")

    pages: int = _limit(3_000, "pages of a document that has pages")
    page_objects: int = _limit(200_000, "objects drawn on one page")
    page_signs: int = _limit(200_000, "signs on one page")

    picture_pixels: int = _limit(120_000_000, "pixels of one picture on a page that has to be recognised")

    def check(self, name: str, size: int, where: str = "") -> None:
        """Raise `TooLarge` where ``size`` is over the limit ``name``."""
        limit: int = getattr(self, name)
        if size > limit:
            raise TooLarge(
                "too large",
                where=where,
                why=f"{size} is over the limit {name} = {limit} ({self.says(name)})",
                hint="split the file, or raise the limit",
            )

    @classmethod
    def says(cls, name: str) -> str:
        """The sentence that explains a limit."""
        return next(said for known, _, said in cls.table() if known == name)

    @classmethod
    def table(cls) -> tuple[tuple[str, int, str], ...]:
        """Name, default and meaning of every limit.

        >>> Limits.table()[0]
        ('file_bytes', 50000000, 'bytes of a file as it lies on disk')
        """
        return tuple((one.name, one.default, str(one.metadata["says"])) for one in fields(cls) if isinstance(one.default, int))


DEFAULT_LIMITS = Limits()
