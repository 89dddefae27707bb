"""Charts drawn by the server as SVG: plain data in, safe markup out, each with a table; no script, nothing about indicators.

    path_chart(PathChart(...))     results against the way to a target
    tiles(TileChart(...))          counties as equal tiles
    bars(BarChart(...))            cities or counties beside each other, with the target
"""
from taizhang.server.look.charts.bars import BarChart, bars
from taizhang.server.look.charts.data import Guess, Mark, PathChart, Route
from taizhang.server.look.charts.path import path_chart
from taizhang.server.look.charts.places import Place
from taizhang.server.look.charts.tiles import TileChart, tiles

__all__ = ["BarChart", "Guess", "Mark", "PathChart", "Place", "Route", "TileChart", "bars", "path_chart", "tiles"]
