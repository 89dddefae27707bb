"""Addresses of the app library: the library itself, units, regions and indicators."""
from django.urls import path

from taizhang.server.library.views import effects, indicators, lists, regions, relations, systems, units

app_name = "library"
urlpatterns = [
    path("library/", lists.library, name="list"),
    path("library/export/<slug:format>/", lists.export, name="export"),
    path("library/rivals/", lists.rivals, name="rivals"),
    path("library/missing/", lists.missing, name="missing"),
    path("library/documents/<uuid:key>/", relations.document, name="document"),
    path("library/documents/<uuid:key>/effect/", effects.effect, name="effect"),
    path("library/documents/<uuid:key>/days/", effects.days, name="days"),
    path("library/effects/<uuid:key>/undo/", effects.undo, name="undo_effect"),
    path("library/systems/", systems.systems, name="systems"),
    path("library/systems/new/", systems.new, name="new_system"),
    path("library/systems/<uuid:key>/", systems.system, name="system"),
    path("library/systems/<uuid:key>/edit/", systems.edit, name="edit_system"),
    path("library/systems/<uuid:key>/end/", systems.end, name="end_system"),
    path("library/systems/<uuid:key>/restore/", systems.restore, name="restore_system"),
    path("library/systems/<uuid:key>/add/", systems.add, name="add_member"),
    path("library/systems/<uuid:key>/members/<uuid:member>/", systems.change, name="change_member"),
    path("library/systems/<uuid:key>/members/<uuid:member>/remove/", systems.remove, name="remove_member"),
    path("library/systems/<uuid:key>/members/<uuid:member>/restore/", systems.bring_back, name="restore_member"),
    path("units/", units.units, name="units"),
    path("units/<path:id>/", units.unit, name="unit"),
    path("regions/", regions.regions, name="regions"),
    path("regions/<str:id>/", regions.region, name="region"),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/<path:id>/", indicators.indicator, name="indicator"),
]
