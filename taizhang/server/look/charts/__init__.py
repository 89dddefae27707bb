"""Charts drawn by the server as SVG: plain data in, safe markup out, each with a table; no script, nothing about indicators.

    path_chart(PathChart(...))     results against the way to a target
"""
from taizhang.server.look.charts.data import Guess, Mark, PathChart, Route
from taizhang.server.look.charts.path import path_chart

__all__ = ["Guess", "Mark", "PathChart", "Route", "path_chart"]
