"""The names of a pack, compiled for the reader."""
import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names that the reader may know; complete without any of them.

    ``places``: name or short name → full name (``泉州`` → ``泉州市``), unambiguous ones only. ``parent``: full name →
    full name of the region above. ``place_pattern`` finds any key of ``places``, longest first. ``units``: name or
    alias of a unit → unit id. ``indicators``: name or alias of an indicator → indicator id. ``number_heads``: the word
    a document number begins with (``泉政办``, or ``泉`` alone) → name of the issuing region; the longest that fits wins, see
    `issuing_region`. ``levels``: full name → province, prefecture, county or zone. ``families``: name of a kind of unit
    without its place (``科技局``, ``科学技术局``) → family id. ``home`` is the full name of the region the texts are about.
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
    levels: dict[str, str] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)

    def issuing_region(self, number: str) -> str | None:
        """The region whose document number this is, by the longest head it begins with.

        >>> Lexicon(number_heads={"泉": "泉州市", "国发": "全国"}).issuing_region("泉政办〔2016〕87号")
        '泉州市'
        """
        return next((self.number_heads[number[:n]] for n in range(min(len(number), 8), 0, -1) if number[:n] in self.number_heads), None)
