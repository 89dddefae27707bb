"""Tables drawn with rules: grids of lying and standing lines, and the signs in their cells."""
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from taizhang.text.formats.pages.runs import lines_of, runs_of
from taizhang.text.formats.pages.shapes import Cell, Rule, Sheet, Sign, Table

_NEAR = 3.0  # points within which two rules meet or are one
_MOST_RULES = 6_000  # of a page; a drawing has more
_MOST_CELLS = 20_000


def tables_of(sheet: Sheet, page: int) -> tuple[list[Table], list[Sign]]:
    """The ruled tables of a page, and the signs that stand in none of them."""
    if not 4 <= len(sheet.rules) <= _MOST_RULES:
        return [], sheet.signs
    grids = [grid for rules in _connected(_joined(sheet.rules)) if (grid := _Grid.of(rules)) is not None]
    if not grids:
        return [], sheet.signs
    left: list[Sign] = []
    inside: dict[int, list[Sign]] = {}
    grids.sort(key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0]))
    for sign in sheet.signs:
        x, y = (sign.left + sign.right) / 2, (sign.top + sign.bottom) / 2
        for i, grid in enumerate(grids):
            if grid.xs[0] <= x <= grid.xs[-1] and grid.ys[0] <= y <= grid.ys[-1]:
                inside.setdefault(i, []).append(sign)
                break
        else:
            left.append(sign)
    return [grids[i].table(signs, page) for i, signs in inside.items()], left


class _Grid:
    """Standing edges ``xs``, lying edges ``ys``, and the rules between them."""

    def __init__(self, xs: list[float], ys: list[float], lying: list[Rule], standing: list[Rule]) -> None:
        self.xs, self.ys, self._lying, self._standing = xs, ys, lying, standing

    @classmethod
    def of(cls, rules: Sequence[Rule]) -> "_Grid | None":
        """The grid of rules that meet; None for a frame or a few strokes."""
        lying, standing = [rule for rule in rules if rule.lying], [rule for rule in rules if not rule.lying]
        if len(lying) < 2 or not standing:
            return None
        # The outer rules of an open table are left out by many; its lying rules say where it ends.
        ends = [min(rule.left for rule in lying), max(rule.right for rule in lying)]
        xs = _places([(rule.left + rule.right) / 2 for rule in standing] + ends)
        ys = _places([(rule.top + rule.bottom) / 2 for rule in lying])
        cells = (len(xs) - 1) * (len(ys) - 1)
        return cls(xs, ys, lying, standing) if 2 <= cells <= _MOST_CELLS and len(xs) > 2 else None

    def table(self, signs: Iterable[Sign], page: int) -> Table:
        """The table with these signs in it."""
        columns, rows = len(self.xs) - 1, len(self.ys) - 1
        own: list[list[list[Sign]]] = [[[] for _ in range(columns)] for _ in range(rows)]
        for sign in signs:
            column = min(columns, max(1, bisect_right(self.xs, (sign.left + sign.right) / 2))) - 1
            row = min(rows, max(1, bisect_right(self.ys, (sign.top + sign.bottom) / 2))) - 1
            own[row][column].append(sign)
        right_open = [[self._open(self._standing, self.xs[j + 1], (self.ys[i] + self.ys[i + 1]) / 2, True) for j in range(columns - 1)]
                      for i in range(rows)]
        below_open = [[self._open(self._lying, self.ys[i + 1], (self.xs[j] + self.xs[j + 1]) / 2, False) for j in range(columns)]
                      for i in range(rows - 1)]
        taken = [[False] * columns for _ in range(rows)]
        made: list[list[Cell]] = []
        for i in range(rows):
            cells: list[Cell] = []
            for j in range(columns):
                if taken[i][j]:
                    continue
                wide = 1
                while j + wide < columns and right_open[i][j + wide - 1] and not taken[i][j + wide]:
                    wide += 1
                high = 1
                while i + high < rows and all(below_open[i + high - 1][j:j + wide]) and not any(taken[i + high][j:j + wide]):
                    high += 1
                mine: list[Sign] = []
                for y in range(i, i + high):
                    for x in range(j, j + wide):
                        taken[y][x] = True
                        mine += own[y][x]
                cells.append(Cell(lines_of(runs_of(mine, page)), wide, high, self.xs[j + wide] - self.xs[j]))
            made.append(cells)
        return Table(page, self.xs[0], self.ys[0], self.xs[-1], self.ys[-1], made)

    @staticmethod
    def _open(rules: Sequence[Rule], place: float, at: float, standing: bool) -> bool:
        """Whether no rule stands at ``place`` where it passes ``at``."""
        if standing:
            return not any(abs((rule.left + rule.right) / 2 - place) <= _NEAR and rule.top - _NEAR <= at <= rule.bottom + _NEAR for rule in rules)
        return not any(abs((rule.top + rule.bottom) / 2 - place) <= _NEAR and rule.left - _NEAR <= at <= rule.right + _NEAR for rule in rules)


def _places(values: Iterable[float]) -> list[float]:
    """Distinct places, those that are near each other taken as one."""
    made: list[float] = []
    for value in sorted(values):
        if not made or value - made[-1] > _NEAR:
            made.append(value)
    return made


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules on one line that touch become one rule: many programs draw the border of each cell by itself."""
    made: list[Rule] = []
    for lying in (True, False):
        mine = [rule for rule in rules if rule.lying is lying]
        mine.sort(key=(lambda r: (round((r.top + r.bottom) / 2), r.left)) if lying else (lambda r: (round((r.left + r.right) / 2), r.top)))
        for rule in mine:
            last = made[-1] if made and made[-1].lying is lying else None
            if last and lying and abs(last.top + last.bottom - rule.top - rule.bottom) < _NEAR and rule.left <= last.right + _NEAR:
                made[-1] = Rule(last.left, last.top, max(last.right, rule.right), last.bottom)
            elif last and not lying and abs(last.left + last.right - rule.left - rule.right) < _NEAR and rule.top <= last.bottom + _NEAR:
                made[-1] = Rule(last.left, last.top, last.right, max(last.bottom, rule.bottom))
            else:
                made.append(rule)
    return made


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules by what they touch: each group is one grid."""
    parent = list(range(len(rules)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    lying = sorted((i for i, rule in enumerate(rules) if rule.lying), key=lambda i: rules[i].top)
    tops = [rules[i].top for i in lying]
    for k, rule in enumerate(rules):
        if rule.lying:
            continue
        begin, end = bisect_right(tops, rule.top - 2 * _NEAR), bisect_right(tops, rule.bottom + _NEAR)
        for i in lying[begin:end]:
            if rules[i].left - _NEAR <= rule.left and rule.right <= rules[i].right + _NEAR:
                parent[root(i)] = root(k)
    groups: dict[int, list[Rule]] = {}
    for i, rule in enumerate(rules):
        groups.setdefault(root(i), []).append(rule)
    return [group for group in groups.values() if len(group) > 2]
