"""Values as they leave the house: what files are written from, with the names of the catalogue; in which forms."""
from collections.abc import Iterable, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.indicators.points import Point
from taizhang.publishing.series import FORMS, Edition, Licence, Paper
from taizhang.server.accounts.roles import place
from taizhang.server.indicators.values import Values

#: Forms by the end of their files' names.
ENDS = {one.suffix.lstrip("."): one for one in FORMS}


def edition_of(found: Values, title: str, papers: Mapping[str, Paper], address: str, given: Licence) -> Edition:
    """An edition of some values."""
    now, known = timezone.localtime(), place().indicators
    indicators = {one: known[one] for one in {point.indicator for point in found.points} if one in known}
    return Edition(
        found.points, title, now.date(), now, papers=papers, indicators=indicators,
        subjects=subjects(found.points), about=_("Reviewed values with the documents and sentences they come from."), licence=given, address=address)


def subjects(points: Iterable[Point]) -> dict[str, str]:
    """The names of the regions that points are about."""
    regions = place().regions
    return {one: regions[one].name for one in {point.subject for point in points} if one in regions}
