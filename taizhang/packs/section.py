"""Sections: what a pack may hold. Each room hands its own section in through `SECTIONS`."""
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taizhang.values.errors import UsageError

if TYPE_CHECKING:
    from taizhang.packs.pack import Pack


@dataclass(frozen=True, slots=True)
class Finding:
    """What a checker found: where (file, line, key), what is wrong and what to do about it."""

    file: str
    line: int
    key: str
    what: str
    hint: str = ""

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "") + (f": {self.key}" if self.key else "")
        return f"{place}: {self.what}" + (f". {self.hint}" if self.hint else "")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What a section's own checker found about one record, by its id; the loader knows file and line."""

    id: str
    key: str
    what: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A named list of records: the file ``<name>.yaml`` or ``.csv``, a frozen dataclass with an ``id``, and a checker.

    ``check`` gets the whole pack, so that it can hold its records against those of other sections.
    """

    name: str
    model: type[Any]
    check: "Callable[[Pack], Iterable[Mistake]]"


class Sections:
    """The register of sections; asked for an unknown one it lists the known, and no name is taken twice."""

    def __init__(self) -> None:
        self._by_name: dict[str, Section] = {}
        self.watchers: list[Callable[[], None]] = []

    def add(self, section: Section) -> Section:
        """Register a section; a name that is taken raises `UsageError`. Whoever keeps packs is told: those read before lack it."""
        if section.name in self._by_name:
            raise UsageError(f"the pack section {section.name} is there already", hint="choose another name")
        self._by_name[section.name] = section
        for told in self.watchers:
            told()
        return section

    def get(self, name: str) -> Section:
        """The section of this name; `UsageError` with the known names where there is none."""
        try:
            return self._by_name[name]
        except KeyError:
            raise UsageError(f"no pack section {name}", hint="known sections: " + ", ".join(self._by_name)) from None

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[Section]:
        return iter(self._by_name.values())


SECTIONS = Sections()
