"""The signs and rules of one OFD object, in points from the left upper edge of the page."""
import math
import re
from collections.abc import Iterator

from lxml import etree

from taizhang.text.formats.ofd_shapes import Matrix, children, local, numbers
from taizhang.text.formats.pages import Rule, Sheet, Sign
from taizhang.text.limits import Limits
from taizhang.values.errors import TooLarge

_ASCENT, _DESCENT = 0.88, 0.12  # of the size, above and below the line on which signs stand
_THIN, _SHORT = 3.0, 4.0
_MOST = 20_000  # points of paths looked at on a page: beyond, it is a drawing
_SMALLEST = 0.5  # points: smaller signs are seen by nobody
_STEP = re.compile(r"[MSLCQBA]|[-+0-9.eE]+")
_POINTS = {"M": 1, "S": 1, "L": 1, "Q": 2, "B": 3}


def signs_of(one: etree._Element, matrix: Matrix, sheet: Sheet, limits: Limits) -> None:
    """Put the signs of a text, or the straight lines of a path, onto the sheet."""
    if local(one) == "PathObject":
        if len(sheet.rules) < _MOST:
            sheet.rules += _rules(one, matrix)
        return
    size = next(iter(numbers(one.get("Size"), 1)), 0.0)
    wide = next(iter(numbers(one.get("HScale"), 1)), 1.0)
    if size <= 0:
        return
    a, b, c, d, e, f = matrix
    for code in children(one):
        if local(code) == "TextCode" and code.text:
            placed = list(_placed(code, size, wide, limits))
            turn = _turn(placed, matrix)
            if turn is None:  # aslant: a watermark
                continue
            made = []
            for sign, x, y, along, down in placed:
                far = (x + size * wide, y + down - _ASCENT * size) if down else (x + along, y + _DESCENT * size)
                corners = ((x, y - _ASCENT * size), far)
                xs = [a * px + c * py + e for px, py in corners]
                ys = [b * px + d * py + f for px, py in corners]
                edges = _read(min(xs), min(ys), max(xs), max(ys), turn, sheet)
                height = edges[3] - edges[1]
                if height >= _SMALLEST and max(map(abs, edges)) < 1e5:
                    made.append(Sign(sign, *edges, height))
            if not turn:
                sheet.signs += made
            elif made:
                sheet.asides.append((turn, made))


def _placed(code: etree._Element, size: float, wide: float, limits: Limits) -> Iterator[tuple[str, float, float, float, float]]:
    """Each sign with the place it stands at, how wide it is, and how far down the next one stands where they stand one below the other."""
    text = code.text or ""
    limits.check("page_signs", len(text))
    x, y = (next(iter(numbers(code.get(name), 1)), 0.0) for name in ("X", "Y"))
    across, below = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
    upright = bool(below) and sum(map(abs, below)) > sum(map(abs, across))
    for i, sign in enumerate(text):
        natural = size * wide * (1.0 if sign >= "\u1100" else 0.25 if sign == " " else 0.5)
        step = across[i] if i < len(across) else across[-1] if across and len(text) == 1 else 0.0
        along = min(step, 1.2 * size * wide) if step > 0 else natural
        if sign in "\r\n":
            sign = " "
        yield sign, x, y, along, (below[i] if i < len(below) and below[i] > 0 else size) if upright else 0.0
        x += across[i] if i < len(across) else 0.0 if upright or across or i + 1 == len(text) else natural
        y += below[i] if i < len(below) else 0.0


def _deltas(written: str | None, most: int) -> list[float]:
    """Steps from sign to sign; ``g 3 5.0`` stands for three of 5.0. No more of them than there are signs.

    >>> _deltas("g 2 5.0 4", 9), _deltas("g 90000 1", 3), _deltas("x", 3)
    ([5.0, 5.0, 4.0], [1.0, 1.0, 1.0], [])
    """
    made: list[float] = []
    words = iter((written or "").split())
    for word in words:
        count = 1
        if word == "g":
            count = int(next(iter(numbers(next(words, ""), 1)), 0.0))
            word = next(words, "")
        found = numbers(word, 1)
        if not found:
            return made
        made += found * max(0, min(count, most - len(made)))
        if len(made) >= most:
            break
    return made


def _turn(placed: list[tuple[str, float, float, float, float]], matrix: Matrix) -> int | None:
    """Quarter turns clockwise that make the line lie; None where it stands aslant."""
    a, b, c, d, _, _ = matrix
    down = any(one[4] for one in placed)
    x, y = (c, d) if down else (a, b)
    if not down and len(placed) > 1 and (placed[-1][1] != placed[0][1] or placed[-1][2] != placed[0][2]):  # lines may be laid by their steps
        dx, dy = placed[-1][1] - placed[0][1], placed[-1][2] - placed[0][2]
        x, y = a * dx + c * dy, b * dx + d * dy
    if not x and not y:
        return None
    angle = math.degrees(math.atan2(y, x))
    quarter = round(angle / 90)
    return -quarter % 4 if abs(angle - 90 * quarter) < 5 else None


def _read(left: float, top: float, right: float, bottom: float, turn: int, sheet: Sheet) -> tuple[float, float, float, float]:
    """An area of the page as it is shown, measured on the page as the line is read: the other way of `Sheet.shown`."""
    match turn:
        case 1:
            return sheet.height - bottom, left, sheet.height - top, right
        case 2:
            return sheet.width - right, sheet.height - bottom, sheet.width - left, sheet.height - top
        case 3:
            return top, sheet.width - right, bottom, sheet.width - left
    return left, top, right, bottom


def _rules(path: etree._Element, matrix: Matrix) -> Iterator[Rule]:
    """The lying and standing lines of a path, stroked or filled."""
    said = next((one.text or "" for one in children(path) if local(one) == "AbbreviatedData"), "")
    stroke = path.get("Stroke", "true").strip().lower() not in ("false", "0")
    fill = path.get("Fill", "false").strip().lower() in ("true", "1")
    for points in _polylines(said, matrix):
        if stroke:
            yield from (rule for one, other in zip(points, points[1:], strict=False) if (rule := _rule([one, other])) is not None)
        if fill and (rule := _rule(points)) is not None:
            yield rule


def _polylines(said: str, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    a, b, c, d, e, f = matrix
    points: list[tuple[float, float]] = []
    words = [found[0] for found in _STEP.finditer(said)]
    if len(words) > 3 * _MOST:
        raise TooLarge("a drawing of the page has too many points", why=f"over {_MOST}", hint="save the file again in a simpler form")
    i = 0
    while i < len(words):
        name = words[i]
        i += 1
        if name == "C":
            points += points[:1]
        elif name in _POINTS:
            values = numbers(" ".join(words[i:i + 2 * _POINTS[name]]), 2 * _POINTS[name])
            i += 2 * _POINTS[name]
            if name != "L" or not values:
                if len(points) > 1:
                    yield points
                points = []
            if values:
                x, y = values[-2:]
                points.append((a * x + c * y + e, b * x + d * y + f))
        elif name == "A":
            i += 7
            if len(points) > 1:
                yield points
            points = []
    if len(points) > 1:
        yield points


def _rule(points: list[tuple[float, float]]) -> Rule | None:
    """What these points enclose, where it is a line that lies or stands and is long enough."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    thin, long = sorted((right - left, bottom - top))
    return Rule(left, top, right, bottom) if thin < _THIN and _SHORT < long < 1e5 else None
