"""The picture of a graph: drawn here, without a script; readable without colour, by words and by the shape of lines."""
import unicodedata
from collections import defaultdict

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from taizhang.server.library.graph import ABSENT, Edge, Graph, Node

WIDTH, HEIGHT = 196, 58
BETWEEN, ROW, EDGE = 56, 12, 8
FITS = 25  # half-width signs a line of a box holds


def picture(graph: Graph) -> SafeString:
    """The graph as SVG: columns from what is cited (left) to what cites (right), boxes that are links, lines with arrows.

    An arrow leads from the document that cites to the one it cites.
    """
    columns: dict[int, list[Node]] = defaultdict(list)
    for node in graph.nodes.values():
        columns[node.step].append(node)
    steps = sorted(columns)
    tallest = max(len(nodes) for nodes in columns.values())
    height = tallest * (HEIGHT + ROW) - ROW + 2 * EDGE
    width = len(steps) * (WIDTH + BETWEEN) - BETWEEN + 2 * EDGE
    places = {}
    for n, step in enumerate(steps):
        top = EDGE + (height - 2 * EDGE - len(columns[step]) * (HEIGHT + ROW) + ROW) / 2
        for k, node in enumerate(columns[step]):
            places[node.id] = (EDGE + n * (WIDTH + BETWEEN), top + k * (HEIGHT + ROW))
    lines = format_html_join("", "{}", ((_line(edge, places[edge.start], places[edge.end]),) for edge in graph.edges))
    boxes = format_html_join("", "{}", ((_box(node, *places[node.id], middle=node.id == graph.middle),) for node in graph.nodes.values()))
    label = _("Documents around {name}: {nodes} documents, {edges} citations. The table below says the same.").format(
        name=graph.nodes[graph.middle].name, nodes=len(graph.nodes), edges=len(graph.edges))
    return format_html(
        '<svg class="graph" xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {} {}" role="group" aria-label="{}">'
        '<defs><marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse">'
        '<path d="M0 0 8 4 0 8z"></path></marker></defs>{}{}</svg>', width, _n(height), width, _n(height), label, lines, boxes)


def sample(relation: str) -> SafeString:
    """The line of a relation, for the legend."""
    return format_html('<svg class="graph" width="44" height="10" aria-hidden="true"><path class="line" data-r="{}" d="M2 5H42"></path></svg>', relation)


def _line(edge: Edge, start: tuple[float, float], end: tuple[float, float]) -> SafeString:
    (x1, y1), (x2, y2) = start, end
    y1, y2 = y1 + HEIGHT / 2, y2 + HEIGHT / 2
    if x1 == x2:  # within a column: around its right side
        x1, x2 = x1 + WIDTH, x2 + WIDTH
        bent = f"C{_n(x1 + 36)} {_n(y1)} {_n(x2 + 36)} {_n(y2)} {_n(x2)} {_n(y2)}"
    else:
        x1, x2 = (x1, x2 + WIDTH) if x1 > x2 else (x1 + WIDTH, x2)
        half = (x1 + x2) / 2
        bent = f"C{_n(half)} {_n(y1)} {_n(half)} {_n(y2)} {_n(x2)} {_n(y2)}"
    return format_html('<path class="line" data-r="{}" d="M{} {}{}" marker-end="url(#to)"><title>{}</title></path>', edge.relation, _n(x1), _n(y1), bent,
                       edge.words)


def _box(node: Node, x: float, y: float, *, middle: bool) -> SafeString:
    first, second = (node.number, node.title) if node.number else _folded(node.title)
    foot = node.said if node.here or middle else f"{node.said} \N{MIDDLE DOT} {ABSENT}"
    if middle:
        foot = _("this document")
    inside = format_html(
        '<title>{}</title><rect x="{}" y="{}" width="{}" height="{}" rx="2"></rect><text class="name" x="{}" y="{}">{}</text>'
        '<text x="{}" y="{}">{}</text><text class="foot" x="{}" y="{}">{}</text>',
        f"{node.number} {node.title}".strip(), _n(x), _n(y), WIDTH, HEIGHT, _n(x + 8), _n(y + 17), _cut(first), _n(x + 8), _n(y + 33), _cut(second),
        _n(x + 8), _n(y + 49), _cut(foot))
    kind = "middle" if middle else "here" if node.here else "absent"
    if middle or not node.here:
        return format_html('<g class="node" data-n="{}">{}</g>', kind, inside)
    return format_html('<a class="node" data-n="{}" href="{}">{}</a>', kind, node.url, inside)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _cut(text: str, fits: int = FITS) -> str:
    if _width(text) <= fits:
        return text
    held, room = "", fits - 2
    for sign in text:
        room -= _width(sign)
        if room < 0:
            break
        held += sign
    return held + "\N{HORIZONTAL ELLIPSIS}"


def _folded(title: str) -> tuple[str, str]:
    """A title without a number, on two lines."""
    held = ""
    for n, sign in enumerate(title):
        if _width(held) + _width(sign) > FITS:
            return held, title[n:]
        held += sign
    return held, ""


def _n(number: float) -> str:
    return f"{number:g}" if number == int(number) else f"{number:.1f}"
