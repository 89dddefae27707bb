"""Pick lists in official order: units, places a role can be granted for, people."""
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _

from taizhang.packs import Region
from taizhang.server.accounts.models import User
from taizhang.server.accounts.roles import place, roles
from taizhang.server.accounts.standing import regions_within
from taizhang.server.accounts.words import role_words, unit_words

Choices = list[tuple[str, Any]]


def regions() -> list[Region]:
    """The home region and those below it that live today, each followed by its own, in official order."""
    pack = place()

    def below(id: str) -> list[Region]:
        return [one for child in sorted(pack.children(id), key=lambda r: (r.order, r.id)) for one in (child, *below(child.id))]

    return [one for one in (pack.region(pack.home), *below(pack.home)) if one.until is None and not one.nominal]


def units() -> Choices:
    """Units that live today under their regions, in official order."""
    groups = ((region.name, [(unit.id, unit.short or unit.name) for unit in place().units_of(region.id)]) for region in regions())
    return [(name, found) for name, found in groups if found]


def order_of_units() -> list[str]:
    """Ids of all units of this place in official order, those that ended too."""
    pack = place()
    all_regions = [region for region in pack.regions if region in regions_within(pack.home)]
    order = {region.id: at for at, region in enumerate(regions())}
    known = [unit for unit in pack.units.values() if unit.region in all_regions]
    return [unit.id for unit in sorted(known, key=lambda u: (order.get(u.region, len(order)), u.order, u.id))]


def by_unit(rows: QuerySet[User]) -> QuerySet[Any]:
    """Rows with ``unit_order``, the place of their unit in the official order; who has none comes last."""
    present = set(rows.order_by().values_list("unit", flat=True).distinct())
    order = [unit for unit in order_of_units() if unit in present]
    return rows.annotate(unit_order=Case(*(When(unit=unit, then=Value(at)) for at, unit in enumerate(order)), default=Value(len(order)),
                                         output_field=IntegerField()))


def units_present(rows: QuerySet[User]) -> list[tuple[str, str]]:
    """The units that have people, in official order."""
    present = set(rows.order_by().values_list("unit", flat=True).distinct())
    known = [unit for unit in order_of_units() if unit in present]
    return [(unit, unit_words(unit)) for unit in (*known, *sorted(present - {*known, ""}))]


def role_choices() -> Choices:
    """Roles in their order."""
    return [(role.id, role_words(role)) for role in roles().values()]


def scope_choices() -> Choices:
    """Everything, regions, units: ``kind:id`` and words."""
    return [
        ("all:", _("everything")),
        (_("Regions, with all below them"), [(f"region:{one.id}", one.name) for one in regions()]),
        *((name, [(f"unit:{id}", words) for id, words in found]) for name, found in units()),
    ]


def people(*, without: Any = None) -> Choices:
    """Open accounts as a pick list, by unit."""
    rows = by_unit(User.objects.filter(is_active=True)).order_by("unit_order", "sort_name", "id")
    groups: dict[str, list[tuple[str, str]]] = {}
    for user in rows:
        if without is None or user.pk != without.pk:
            groups.setdefault(unit_words(user.unit) or _("without a unit"), []).append((str(user.pk), user.name))
    return list(groups.items())
