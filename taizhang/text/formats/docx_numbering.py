"""Automatic numbering: 一、（一）1. as Word shows them, which no paragraph of the file contains.

``numbering.xml`` holds lists of nine levels (abstractNum), their uses (num, with overrides), and styles may hand a
list to their paragraphs. Uses of one list go on counting together unless an override says where to start.
"""
import re
from dataclasses import dataclass, field

from lxml import etree

from taizhang.text.formats.docx_names import VAL, is_on, number, value, w
from taizhang.text.formats.docx_symbols import symbol
from taizhang.text.formats.markers import counted

_PLACE = re.compile(r"%([1-9])")
_CLOSED = frozenset("、）)．。：】〕》")  # after these signs no blank stands between number and text
_LEVELS = range(9)
_SYMBOL_FONTS = ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list, as ``w:lvl`` defines it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    font: str | None = None

    @classmethod
    def of(cls, node: etree._Element) -> "Level":
        """Read one ``w:lvl``."""
        form = value(node, "numFmt") or next((one.get(VAL) for one in node.iter(w("numFmt"))), None) or "decimal"
        fonts = node.find(f"{w('rPr')}/{w('rFonts')}")
        restart = value(node, "lvlRestart")
        return cls(
            start=number(value(node, "start"), 0),
            form=form,
            text=value(node, "lvlText") or "",
            suffix=value(node, "suff") or "tab",
            restart=None if restart is None else number(restart, 0),
            legal=is_on(node, "isLgl"),
            style=value(node, "pStyle"),
            font=None if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")),
        )


@dataclass(slots=True)
class Use:
    """One ``w:num``: which list, which levels differ, and where a level starts anew."""

    list: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says about numbering."""

    based_on: str | None
    num: str | None
    level: int | None


class Numbering:
    """Labels of paragraphs, in the order of the text: `label` counts on at every call."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}  # list → style that defines it
        self._uses: dict[str, Use] = {}
        self._styles: dict[str, Style] = {}
        self._handed: dict[str | None, tuple[str | None, int | None, str | None]] = {}  # what `_styled` has found
        self._usual: str | None = None  # style of paragraphs that name none
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if styles is not None:
            self._read_styles(styles)
        if numbering is not None:
            self._read_lists(numbering)

    def label(self, properties: etree._Element | None) -> str:
        """The number of the next paragraph with these ``w:pPr``, ready to stand before its text; "" without numbering."""
        found = self._found(properties)
        if found is None:
            return ""
        num, at = found
        use = self._uses[num]
        levels = self._levels(use)
        level = levels.get(at)
        if level is None:
            return ""
        self._count(num, use, at, levels)
        if level.form == "bullet":
            text = self._bullet(level)
        else:
            counts = self._counts[use.list]

            def shown(place: re.Match[str]) -> str:
                k = int(place[1]) - 1
                other = levels.get(k)
                if other is None or other.form == "bullet":
                    return ""
                return counted(counts.get(k, other.start), "decimal" if level.legal else other.form)

            text = _PLACE.sub(shown, level.text)
        text = text.strip()
        return text + " " if text and level.suffix != "nothing" and text[-1] not in _CLOSED else text

    def _count(self, num: str, use: Use, at: int, levels: dict[int, Level]) -> None:
        counts = self._counts.setdefault(use.list, {})
        if at in use.starts and (num, at) not in self._started:
            self._started.add((num, at))
            counts[at] = use.starts[at]
        else:
            counts[at] = counts[at] + 1 if at in counts else levels[at].start
        for deeper in [one for one in counts if one > at]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or at < restart:  # 0: never; k: after level k or above
                del counts[deeper]

    @staticmethod
    def _bullet(level: Level) -> str:
        if len(level.text) == 1 and ((level.font or "").lower() in _SYMBOL_FONTS or "\ue000" <= level.text <= "\uf8ff"):
            return symbol(level.font, ord(level.text), "•")
        return level.text

    def _found(self, properties: etree._Element | None) -> tuple[str, int] | None:
        """Use and level of a paragraph: its own, else those of its style."""
        node = None if properties is None else properties.find(w("numPr"))
        num, level = value(node, "numId"), value(node, "ilvl")
        name = value(properties, "pStyle") or self._usual
        at = None if level is None else number(level, 0)
        if num is None:
            num, styled, name = self._styled(name)
            at = styled if at is None else at
        if num is None or num not in self._uses:
            return None
        if at is None:
            at = next((i for i, one in self._levels(self._uses[num]).items() if one.style is not None and one.style == name), 0)
        return num, at

    def _styled(self, name: str | None) -> tuple[str | None, int | None, str | None]:
        """Use and level that a style hands down, and the style that says so; a ring of styles ends the search."""
        if name not in self._handed:
            self._handed[name] = self._searched(name)
        return self._handed[name]

    def _searched(self, name: str | None) -> tuple[str | None, int | None, str | None]:
        seen: set[str] = set()
        level: int | None = None
        while name is not None and name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            level = style.level if level is None else level
            if style.num is not None:
                return style.num, level, name
            name = style.based_on
        return None, None, None

    def _levels(self, use: Use) -> dict[int, Level]:
        levels = self._lists.get(use.list, {})
        if not levels and use.list in self._links:
            num, _, _ = self._styled(self._links[use.list])
            levels = self._lists.get(self._uses[num].list, {}) if num in self._uses else {}
        return levels | use.levels if use.levels else levels

    def _read_styles(self, root: etree._Element) -> None:
        for node in root.iterfind(w("style")):
            name = node.get(w("styleId"))
            if name is None:
                continue
            listed = node.find(f"{w('pPr')}/{w('numPr')}")
            level = value(listed, "ilvl")
            self._styles[name] = Style(value(node, "basedOn"), value(listed, "numId"), None if level is None else number(level, 0))
            if node.get(w("type")) == "paragraph" and node.get(w("default")) in ("1", "true", "on"):
                self._usual = name

    def _read_lists(self, root: etree._Element) -> None:
        for node in root.iterfind(w("abstractNum")):
            name = node.get(w("abstractNumId"), "")
            levels = {number(one.get(w("ilvl")), 0): one for one in node.iterfind(w("lvl"))}
            self._lists[name] = {at: Level.of(one) for at, one in levels.items() if at in _LEVELS}
            if link := value(node, "numStyleLink"):
                self._links[name] = link
        for node in root.iterfind(w("num")):
            use = Use(value(node, "abstractNumId") or "")
            for change in node.iterfind(w("lvlOverride")):
                at = number(change.get(w("ilvl")), 0)
                if at not in _LEVELS:
                    continue
                start = value(change, "startOverride")
                if (level := change.find(w("lvl"))) is not None:
                    use.levels[at] = Level.of(level)
                    use.starts.setdefault(at, use.levels[at].start)
                if start is not None:
                    use.starts[at] = number(start, 1)
            self._uses[node.get(w("numId"), "")] = use
