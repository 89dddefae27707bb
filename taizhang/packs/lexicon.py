"""The names of a pack, compiled for the reader."""
import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names that the reader may know; complete without any of them.

    ``places``: name or short name → full name (``泉州`` → ``泉州市``), unambiguous ones only. ``parent``: full name →
    full name of the region above. ``place_pattern`` finds any key of ``places``, longest first. ``units``: name or
    alias of a unit → unit id. ``indicators``: name or alias of an indicator → indicator id. ``number_heads``: the word
    a document number begins with (``泉政办``) → name of the issuing region.
    """

    pack: str = "china"
    fingerprint: str = ""
    home: str | None = None
    places: dict[str, str] = field(default_factory=dict)
    parent: dict[str, str] = field(default_factory=dict)
    place_pattern: re.Pattern[str] = re.compile(r"(?!)")
    units: dict[str, str] = field(default_factory=dict)
    indicators: dict[str, str] = field(default_factory=dict)
    number_heads: dict[str, str] = field(default_factory=dict)
