"""Charts drawn by the server as SVG: plain data in, safe markup out, each with a table; no script, nothing about indicators.

    path_chart(PathChart(...))     results against the way to a target
    tiles(TileChart(...))          counties as equal tiles
    bars(BarChart(...))            cities or counties beside each other, with the target
    small(SmallCharts(...))        many small path charts on one axis of time
    city_map(MapChart(...))        a city's own approved map (`load_map`), with its review number
"""
from taizhang.server.look.charts.bars import BarChart, bars
from taizhang.server.look.charts.data import Guess, Mark, PathChart, Route
from taizhang.server.look.charts.geojson import CityMap, load_map
from taizhang.server.look.charts.mapping import MapChart, city_map
from taizhang.server.look.charts.own import own_map
from taizhang.server.look.charts.path import path_chart
from taizhang.server.look.charts.places import Place
from taizhang.server.look.charts.small import SmallCharts, small
from taizhang.server.look.charts.tiles import TileChart, tiles

__all__ = [
    "BarChart", "CityMap", "Guess", "MapChart", "Mark", "PathChart", "Place", "Route", "SmallCharts", "TileChart", "bars", "city_map", "load_map",
    "own_map", "path_chart", "small", "tiles",
]
