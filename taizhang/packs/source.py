"""Files of a pack, read strictly: YAML and CSV become plain trees of text that remember their lines.

Scalars stay text; the schema of a section turns them into numbers and dates. So a code such as ``012345`` keeps its
zero, and ``no`` is a word. Refused: doubled keys, anchors, merge keys, tags, several documents, files over 5 MB.
"""
import csv
import io
from pathlib import Path

import yaml

from taizhang.values.errors import PackError

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LIMIT = 5_000_000
_TAGS = frozenset(f"tag:yaml.org,2002:{t}" for t in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map"))
NULL = "tag:yaml.org,2002:null"


class Record(dict[str, object]):
    """A mapping with the line of each key (``lines``) and its own (``line``), counted from 1."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Fault(PackError):
    """A mistake in a file of a pack: file, line, key, what is wrong and what is allowed.

    >>> str(Fault(3, "nmae", "unknown key", "allowed keys: id, name").at("local/units.yaml"))
    'local/units.yaml:3: nmae: unknown key. allowed keys: id, name'
    """

    def __init__(self, line: int, key: str, what: str, hint: str = "", *, file: str = "") -> None:
        super().__init__(what, hint=hint)
        self.line, self.key = line, key
        self.at(file)

    def at(self, file: str) -> "Fault":
        """The same mistake, now with the file it is in (kept where one is known already)."""
        self.file: str = getattr(self, "file", "") or file
        self.where = self.file + (f":{self.line}" if self.line else "") + (f": {self.key}" if self.key else "")
        return self

    def __str__(self) -> str:
        return (f"{self.where}: " if self.where else "") + self.what + (f". {self.hint}" if self.hint else "")


def read_text(path: Path) -> str:
    """The file's text without BOM and with ``\\n`` line ends; a `Fault` where it is too large or not UTF-8."""
    if path.stat().st_size > LIMIT:
        raise Fault(0, "", f"larger than {LIMIT // 1_000_000} MB", "split it into several layers")
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Fault(0, "", f"not UTF-8 at byte {error.start}", "save it as UTF-8") from error


def parse_yaml(text: str) -> object:
    """The tree of one YAML document.

    >>> tree = parse_yaml("id: a\\nlist: [1, no]")
    >>> tree, tree.lines
    ({'id': 'a', 'list': ['1', 'no']}, {'id': 1, 'list': 2})
    >>> parse_yaml("id: a\\nid: b")
    Traceback (most recent call last):
    ...
    taizhang.packs.source.Fault: :2: id: the key is there twice, first on line 1. remove one of them
    """
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise Fault(mark.line + 1 if mark else 0, "", f"not YAML: {problem}", "see the line before it too") from error
    except RecursionError as error:
        raise Fault(0, "", "nested too deep") from error
    return _tree(node, set(), 0)


def _tree(node: "yaml.Node | None", seen: set[int], depth: int) -> object:
    if node is None:
        return None
    line: int = node.start_mark.line + 1
    if depth > 20:
        raise Fault(line, "", "nested too deep")
    if node.tag not in _TAGS:
        raise Fault(line, "", f"the tag {node.tag.removeprefix('tag:yaml.org,2002:')} is not allowed", "write plain values")
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == NULL and not node.style else str(node.value)
    if id(node) in seen:
        raise Fault(line, "", "anchors and aliases (& and *) are not allowed", "write the value out")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_tree(item, seen, depth + 1) for item in node.value]
    record = Record(line)
    for key, value in node.value:
        name = key.value
        if not isinstance(key, yaml.ScalarNode):
            raise Fault(key.start_mark.line + 1, "", "a key must be a word")
        if name in record:
            raise Fault(key.start_mark.line + 1, name, f"the key is there twice, first on line {record.lines[name]}", "remove one of them")
        record.lines[name] = key.start_mark.line + 1
        record[name] = _tree(value, seen, depth + 1)
    return record


def parse_csv(text: str) -> tuple[str | None, list[Record]]:
    """The note ``# source: …`` above the header, if any, and one record a row; empty cells are left out.

    A cell with several values separates them by ``|``.

    >>> parse_csv("# source: a list\\nid,name\\n1,x\\n")
    ('a list', [{'id': '1', 'name': 'x'}])
    """
    source, skip = None, 0
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        skip += 1
        word, _, rest = line[1:].partition(":")
        if word.strip() == "source":
            source = rest.strip()
    body = text.split("\n", skip)[skip] if skip else text
    rows = csv.reader(io.StringIO(body), strict=True)
    records: list[Record] = []
    try:
        header = next(rows, [])
        for column in header:
            if header.count(column) > 1:
                raise Fault(skip + 1, column, "the column is there twice", "remove one of them")
        for row in rows:
            if not row:
                continue
            line_number = skip + rows.line_num
            if len(row) != len(header):
                raise Fault(line_number, "", f"{len(row)} cells under {len(header)} columns", "quote a cell that holds a comma")
            record = Record(line_number)
            for column, cell in zip(header, row, strict=True):
                if cell:
                    record[column] = cell
            records.append(record)
    except csv.Error as error:
        raise Fault(skip + rows.line_num, "", f"not CSV: {error}", "check the quotes") from error
    return source, records
