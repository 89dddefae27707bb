"""Names of the place this installation serves, in the language of the page."""
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.translation import get_language

from taizhang import packs


@dataclass(frozen=True, slots=True)
class Place:
    """The home region of the pack. ``name`` in Chinese, ``english`` as the pack gives it, without what follows a comma."""

    name: str
    english: str

    def __str__(self) -> str:
        return self.english if (get_language() or "").startswith("en") and self.english else self.name


@lru_cache(maxsize=4)
def _place(pack: str) -> Place:
    found = packs.load(pack)
    home = found.regions.get(found.home)
    return Place(home.name if home else found.title, found.english.partition(",")[0].strip())


def place() -> Place:
    """The place of this installation."""
    return _place(settings.PACK)
