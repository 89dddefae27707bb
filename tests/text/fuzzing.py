"""Damaged, hostile and random files of every format, the same for a seed: `files`; and a child that reads them within limits: `Reading`."""
import io
import json
import random
import resource
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl

from benchmarks.papers.ofd import Setter, package
from taizhang.text.formats import get, known
from tests.text.soffice import saved_as

WORDS = ["砚州市人民政府关于加快创新的意见", "到2030年全市建成桥梁9座，拥有专利1200件，研发投入年均增长8.5%。", "（责任单位：市科技局、市发改委）"]
LAUGHS = b'<!DOCTYPE z [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 500 + b'"><!ENTITY c "' + b"&b;" * 500 + b'">]>'
NUMBERS = (b"-1", b"0", b"1e308", b"nan", b"inf", b"99999999999999999999", b"2147483648", b"-2147483649", b"0.0000000001", b"\xef\xbc\x99")
MAGIC = {"pdf": b"%PDF-1.7\n", "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument".encode("utf-16-le"),
         "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "Workbook".encode("utf-16-le"),
         "rtf": b"{\\rtf1 ", "docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04",
         "ofd": b"PK\x03\x04", "odt": b"PK\x03\x04", "ods": b"PK\x03\x04", "html": b"<html>", "eml": b"MIME-Version: 1.0\n", "txt": b"\xff\xfe"}
OLD = ("doc", "rtf", "odt", "xls", "ods")  # read through LibreOffice


@dataclass(frozen=True, slots=True)
class Odd:
    """A file that nobody should have to read, and how it came about."""

    name: str
    data: bytes
    how: str


def seeds(folder: Path) -> dict[str, bytes]:
    """A sound file of each format; those of old formats where LibreOffice is at hand."""
    word, sheet, setter = docx.Document(), openpyxl.Workbook(), Setter()
    for line in WORDS:
        word.add_paragraph(line)
        setter.paragraph(line, "paragraph")
        sheet.active.append([line, 9, 0.5])
    setter.rows([["指标", "目标"], ["专利", "1200件"]])
    table = word.add_table(2, 2)
    table.cell(1, 1).text = "1200件"
    word.add_paragraph("完")
    made = {"ofd": package(setter.pages), "docx": _saved(word), "xlsx": _saved(sheet), "txt": "\n".join(WORDS).encode(),
            "csv": "指标,目标\n专利,\"1200件\"\n".encode("gb18030"), "markdown": "# 意见\n\n**到2030年**建成[桥梁](a)9座\n\n|a|b|\n|-|-|\n|1|2|\n".encode(),
            "html": ("<html><body>" + "".join(f"<p>{one}</p>" for one in WORDS) + "<table><tr><td>a<td>b</table></body></html>").encode(),
            "eml": b"From: a@x.test\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=gbk\n\n"
                   + WORDS[1].encode("gbk") + b"\n--b\nContent-Disposition: attachment; filename=a.txt\n\nx\n--b--\n", "pdf": _pdf(),
            "rtf": b"{\\rtf1\\ansi \\u24314?\\u25104? 9\\par {\\b x}{\\field{\\*\\fldinst HYPERLINK a}{\\fldrslt b}}}"}
    for name, given in (("doc", "docx"), ("odt", "docx"), ("xls", "xlsx"), ("ods", "xlsx")):
        made[name] = saved_as(made[given], f".{given}", f".{name}", folder)
    return {name: data for name, data in made.items() if name in known()}


def files(seed: int, count: int, sound: dict[str, bytes]) -> Iterator[Odd]:
    """Odd files over all formats in turn; the n-th is the same for a seed, however many follow."""
    names = sorted(sound)
    for number in range(count):
        chance = random.Random(f"{seed}.{number}")
        # Every file of an old format starts LibreOffice anew: they come less often.
        name = names[number % len(names)] if number % 4 == 0 else chance.choice([one for one in names if one not in OLD])
        way = chance.choice(_WAYS)
        suffix = chance.choice(get(name).suffixes)
        yield Odd(f"odd{number}{suffix}", way(chance, name, sound), f"{name}: {way.__name__.strip('_')}")


def _flipped(chance: random.Random, name: str, sound: dict[str, bytes]) -> bytes:
    data = bytearray(sound[name])
    for _ in range(chance.choice((1, 3, 30, 300))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _cut(chance: random.Random, name: str, sound: dict[str, bytes]) -> bytes:
    data = sound[name]
    begin, end = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    return chance.choice((data[:begin], data[begin:], data[:begin] + data[end:]))


def _repeated(chance: random.Random, name: str, sound: dict[str, bytes]) -> bytes:
    data = sound[name]
    begin, end = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    return data[:end] + data[begin:end] * chance.choice((1, 10, 1000 if end - begin < 2000 else 2)) + data[end:]


def _swapped(chance: random.Random, name: str, sound: dict[str, bytes]) -> bytes:
    """Parts in each other's place; of a file without parts its halves, of two formats."""
    parts = _parts(sound[name])
    if not parts:
        data, other = sound[name], sound[chance.choice(sorted(sound))]
        return data[: len(data) // 2] + other[len(other) // 2:]
    keys = list(parts)
    chance.shuffle(keys)
    return _packed(dict(zip(parts, (parts[key] for key in keys), strict=True)))


def _numbers(chance: random.Random, name: str, sound: dict[str, bytes]) -> bytes:
    """Absurd numbers in the place of sound ones."""
    return _within(chance, sound[name], lambda data: _renumbered(chance, data))


def _doctyped(chance: random.Random, name: str, sound: dict[str, bytes]) -> bytes:
    """A bomb of entities in front of the markup."""
    return _within(chance, sound[name], lambda data: LAUGHS + data.replace(b"9", b"&c;") if b"<" in data else LAUGHS + data)


def _nested(chance: random.Random, name: str, sound: dict[str, bytes]) -> bytes:
    """Markup within markup, very deep or very wide."""
    many, mark = chance.choice((300, 50_000)), chance.choice((b"<a>", b"<td>", b"<w:tbl>", b"{", b"[", b"> ", b"(", b"<<", b"**", b"|", b"--b\n"))
    return _within(chance, sound[name], lambda data: data[: len(data) // 2] + mark * many + data[len(data) // 2:])


def _bomb(chance: random.Random, name: str, sound: dict[str, bytes]) -> bytes:
    """Parts that unpack to a great deal; of a file without parts, one long line."""
    parts = _parts(sound[name])
    size = chance.choice((9_000_000, 70_000_000))
    if not parts:
        return sound[name] + b"x" * min(size, 12_000_000)
    parts[chance.choice(list(parts))] = chance.choice((b" ", b"<a/>", b"0")) * (size // 4)
    return _packed(parts)


def _dropped(chance: random.Random, name: str, sound: dict[str, bytes]) -> bytes:
    parts = _parts(sound[name])
    if not parts:
        return b""
    del parts[chance.choice(list(parts))]
    return _packed(parts)


def _noise(chance: random.Random, name: str, sound: dict[str, bytes]) -> bytes:
    """Random bytes behind the first ones of the format."""
    return MAGIC.get(name, b"") + chance.randbytes(chance.choice((0, 1, 10, 1000, 100_000)))


def _other(chance: random.Random, name: str, sound: dict[str, bytes]) -> bytes:
    """A sound file of another format under this name."""
    return sound[chance.choice(sorted(sound))]


_WAYS = (_flipped, _cut, _repeated, _swapped, _numbers, _doctyped, _nested, _bomb, _dropped, _noise, _other)


def _renumbered(chance: random.Random, data: bytes) -> bytes:
    pieces, made, i = max(1, len(data) // 200), bytearray(data), 0
    places = [at for at, sign in enumerate(data) if 48 <= sign <= 57]
    for at in sorted(chance.sample(places, min(len(places), pieces)), reverse=True):
        made[at:at + 1] = chance.choice(NUMBERS)
        i += 1
    return bytes(made)


def _within(chance: random.Random, data: bytes, change) -> bytes:
    """Changed in one of its parts, or as a whole where it has none."""
    parts = _parts(data)
    if not parts:
        return change(data)
    name = chance.choice([one for one in parts if one.endswith(".xml")] or list(parts))
    return _packed(parts | {name: change(parts[name])})


def _parts(data: bytes) -> dict[str, bytes]:
    if not data.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def _packed(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def _saved(made) -> bytes:
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def _pdf() -> bytes:
    """A page with a line of Latin text."""
    stream = b"BT /F1 16 Tf 72 700 Td (plan 2030: 9 bridges) Tj ET"
    objects = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
               b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    made, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % one for one in places)
    return made + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, len(made))


def reader() -> None:
    """The life of the child: a path and a name a line, an answer a line; no socket of the network connects."""
    from taizhang.text import Limits, load
    from taizhang.values import TaizhangError

    def refuse(event: str, given: tuple) -> None:
        if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
            print(json.dumps({"network": event}), flush=True)
            raise OSError("no network here")

    sys.addaudithook(refuse)
    limits = Limits(convert_seconds=40)
    for line in sys.stdin:
        path, name = json.loads(line)
        try:
            made = load(Path(path).read_bytes(), name, limits)
            said = {"text": len(made.text), "good": made.text.encode("utf-8", "surrogatepass") != b""}
        except TaizhangError as error:
            said = {"what": error.what, "why": error.why, "hint": error.hint, "where": error.where}
        except BaseException as error:
            said = {"failed": f"{type(error).__name__}: {error}"[:300]}
        said["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps(said), flush=True)


class Reading:
    """A child that reads odd files; started anew when it ended."""

    def __init__(self, folder: Path, memory: int = 2_500_000_000) -> None:
        self._folder, self._memory = folder, memory
        self._child: subprocess.Popen[str] | None = None

    def read(self, odd: Odd) -> dict:
        """What came of it; ``ended`` where the child did."""
        path = self._folder / "odd"
        path.write_bytes(odd.data)
        if self._child is None or self._child.poll() is not None:
            bounds = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({self._memory}, {self._memory}))"
            self._child = subprocess.Popen([sys.executable, "-c", f"{bounds}\nfrom tests.text.fuzzing import reader\nreader()"], text=True,
                                           stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).resolve().parents[2])
        assert self._child.stdin is not None and self._child.stdout is not None
        self._child.stdin.write(json.dumps([str(path), odd.name]) + "\n")
        self._child.stdin.flush()
        watch = threading.Timer(90, self._child.kill)
        watch.start()
        line = self._child.stdout.readline()
        watch.cancel()
        return json.loads(line) if line else {"ended": self._child.wait()}

    def close(self) -> None:
        """End the child."""
        if self._child is not None and self._child.stdin is not None and self._child.stdout is not None:
            self._child.stdin.close()
            self._child.wait(10)
            self._child.stdout.close()
