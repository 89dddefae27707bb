"""What the shell of every page needs, worked out only when a page asks for it."""
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from taizhang.server.look.choices import theme_of
from taizhang.server.look.finding import FIND, Box
from taizhang.server.look.navigation import NAVIGATION, Link
from taizhang.server.look.place import Place, place


class Shell:
    """Menu, place, theme and language of one request; fragments that do not draw the shell pay nothing for it."""

    def __init__(self, request: HttpRequest, *, alone: bool = False) -> None:
        self.request = request
        self.person = None if alone else getattr(request, "user", None)

    @cached_property
    def navigation(self) -> list[Link]:
        """The entries of the top line that open for this person."""
        return NAVIGATION.for_user(self.person, self.request.path)

    @cached_property
    def own(self) -> list[Link]:
        """The entries of the small menu below the person's name."""
        return NAVIGATION.for_user(self.person, self.request.path, "own")

    @cached_property
    def find(self) -> Box | None:
        """The box in which one searches, for who may."""
        return FIND.box(self.request, self.person)

    @cached_property
    def place(self) -> Place:
        """Names of the city this installation serves."""
        return place()

    @property
    def theme(self) -> str:
        """The chosen theme, or ``auto``."""
        return theme_of(self.request)

    @property
    def language(self) -> str:
        """The language of the page as html names it."""
        return "en" if (get_language() or "").startswith("en") else "zh-Hans"

    @property
    def here(self) -> str:
        """Where choosing a theme or language leads back to; a page that answered a POST has no address to come back to."""
        return self.request.get_full_path() if self.request.method in ("GET", "HEAD") else "/"

    @property
    def htmx(self) -> bool:
        """Whether the front-end libraries were fetched at set-up."""
        return any(name == "vendor/htmx" for name, _ in settings.VENDORS)

    @property
    def demo(self) -> bool:
        """Whether this is a demonstration."""
        return bool(settings.DEMO)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Everything as ``shell``."""
    return {"shell": Shell(request)}
