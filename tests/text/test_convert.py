"""Old office files through LibreOffice: what comes of them, and what it may not do."""
import http.server
import io
import os
import threading
import time
from pathlib import Path

import docx
import openpyxl
import pytest

from taizhang.text import Limits, convert_first, load
from taizhang.text import convert as convert_module
from taizhang.text.convert import program
from taizhang.values.errors import Damaged, TooLarge, UnknownFormat
from tests.text.soffice import saved_as

needed = pytest.mark.skipif(program() is None, reason="LibreOffice is not installed (tools/debian.sh)")
RTF = r"{\rtf1\ansi\ansicpg936 \u24314?\u25104? 9\par %s}"


def word() -> bytes:
    made, data = docx.Document(), io.BytesIO()
    made.add_paragraph("一、到2030年建成桥梁9座。")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "专利", "1200件"
    made.add_paragraph("完")  # Word never ends with a table
    made.save(data)
    return data.getvalue()


def sheet() -> bytes:
    made, data = openpyxl.Workbook(), io.BytesIO()
    made.active.append(["专利", 1200])
    made.save(data)
    return data.getvalue()


@needed
@pytest.mark.parametrize(("suffix", "called"), [(".doc", ".doc"), (".doc", ".wps"), (".odt", ".odt"), (".rtf", ".rtf")])
def test_texts(suffix: str, called: str, tmp_path: Path) -> None:
    data = saved_as(word(), ".docx", suffix, tmp_path)
    made = load(data, f"a{called}")
    assert made.text == "一、到2030年建成桥梁9座。\n专利\t1200件\n完"
    assert (made.format, made.address(0)) == ({".wps": "doc"}.get(called, called[1:]), "p1")
    first = convert_first(data, f"a{called}")
    assert first is not None and load(data, f"a{called}", converted=first).text == made.text


@needed
@pytest.mark.parametrize(("suffix", "called"), [(".xls", ".xls"), (".xls", ".et"), (".ods", ".ods")])
def test_sheets(suffix: str, called: str, tmp_path: Path) -> None:
    assert load(saved_as(sheet(), ".xlsx", suffix, tmp_path), f"a{called}").text == "专利\t1200"


def test_without_the_program_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert_module, "program", lambda: None)
    with pytest.raises(UnknownFormat, match=r"a\.rtf: .*not installed here\. install it .*libreoffice-writer-nogui"):
        load((RTF % "").encode(), "a.rtf")


@needed
def test_damaged_and_slow_files_are_told() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 5000
    with pytest.raises(Damaged, match="cannot open"):
        load(ole, "a.doc")
    begun = time.monotonic()
    with pytest.raises(TooLarge, match="convert_seconds"):
        load((RTF % "").encode(), "a.rtf", Limits(convert_seconds=0))
    assert time.monotonic() - begun < 5
    assert not [one for one in Path("/tmp").glob("taizhang-*/profile") if one.stat().st_uid == os.getuid() and one.stat().st_mtime > time.time() - 1]


@needed
def test_links_are_never_followed(tmp_path: Path) -> None:
    """Neither to the network nor to a file beside it."""
    asked: list[str] = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *said: object) -> None:
            """Say nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Listening)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        there = f"http://127.0.0.1:{server.server_port}"
        secret = tmp_path / "secret.txt"
        secret.write_text("QUITE SECRET")
        fields = "".join(rf'{{\field{{\*\fldinst {{ {code} }}}}{{\fldrslt x}}}}' for code in (
            f'INCLUDEPICTURE "{there}/a.png" \\\\d', f'INCLUDETEXT "{secret.as_uri()}"', f'INCLUDETEXT "{there}/b.txt"',
            f'LINK Word.Document.8 "{there}/c.doc"'))
        made = load((RTF % (fields + rf"{{\*\template {there}/d.dot}}")).encode(), "a.rtf")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert "建成 9" in made.text and "SECRET" not in made.text and asked == []
