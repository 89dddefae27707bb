"""Files from outside: names that lie, archives that burst, contents that attack. Each ends in words, and nothing else is harmed."""
import io
import os
import stat
import struct
import zipfile
import zlib

import pytest
from django.conf import settings
from django.utils import translation

from taizhang.server.documents import storage
from taizhang.server.documents.models import Stored
from taizhang.server.imports import reasons
from taizhang.server.imports.reader import Reader
from taizhang.server.imports.uploads import Handed, put_away
from taizhang.text.containers import clean_name
from taizhang.values.errors import TooLarge, UsageError
from tests.server.imports.papers import paper

NAME, DATA = paper(1)


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def handed(*files: tuple[str, bytes]) -> list[Handed]:
    """Put files away."""
    return put_away((name, io.BytesIO(data)) for name, data in files)


def said(one: Handed) -> str:
    """Why a file was not kept, in English."""
    with translation.override("en"):
        return " ".join(reasons.say(reason) for reason in one.refused)


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "/etc/passwd.txt", "a/../../b.txt", "..\\..\\windows\\b.txt", "C:\\b.txt", "\\\\host\\b.txt"])
def test_a_member_that_leads_out_is_refused_and_the_rest_is_kept(name):
    bad, good = handed(("x.zip", packed((name, DATA), ("ok.txt", DATA))))
    assert bad.kept is None and "leads out of its folder" in said(bad) and ".." not in bad.name and not bad.name.startswith("/")
    assert good.kept is not None and storage.path_of(good.kept.sha256).read_bytes() == DATA


def test_names_in_gbk_and_folders_in_zips_are_read_and_junk_is_passed_over():
    name = "砚政办〔2027〕1号.txt"
    raw = packed(("a" * len(name.encode("gbk")), DATA)).replace(b"a" * len(name.encode("gbk")), name.encode("gbk"))
    inner = packed(("三月/通知.txt", DATA), ("__MACOSX/._通知.txt", b"x"), (".DS_Store", b"x"), ("~$通知.docx", b"x"), ("三月/", b""))
    assert [one.name for one in handed(("gbk.zip", raw), ("tree.zip", inner))] == [name, "三月/通知.txt"]


def test_bombs_are_bounded_however_they_declare_themselves(monkeypatch):
    monkeypatch.setattr(settings, "UPLOAD_BYTES", 40_000_000)
    (declared,) = handed(("b.zip", packed(("a.txt", b"0" * 60_000_000))))
    assert declared.kept is None and "unpacks to too much" in said(declared)
    honest, ratio = packed(("a.txt", DATA)), packed(("a.txt", b"0" * 30_000_000))
    assert handed(("ok.zip", honest))[0].kept is not None
    (much,) = handed(("b.zip", ratio))
    assert much.kept is None and "300 times" in said(much)
    lying = bytearray(packed(("a.txt", b"0" * 60_000_000)))
    for at in (lying.find(b"PK\x03\x04") + 22, lying.find(b"PK\x01\x02") + 24):
        struct.pack_into("<I", lying, at, 10)
    (liar,) = handed(("b.zip", bytes(lying)))
    assert liar.kept is None


def test_too_many_members_and_nested_archives():
    (many,) = handed(("many.zip", packed(*[(f"{n}.txt", b"") for n in range(2001)])))
    assert many.kept is None and "too many files" in said(many)
    (inner,) = handed(("outer.zip", packed(("inner.zip", packed(("a.txt", DATA))))))
    assert inner.name == "inner.zip/a.txt" and inner.kept is not None
    deep = packed(("a.txt", DATA))
    for _ in range(4):
        deep = packed(("in.zip", deep))
    (inner,) = handed(("outer.zip", deep))
    assert inner.kept is None and "archives within archives" in said(inner)


@pytest.mark.parametrize("data", [b"PK\x03\x04 and then nothing", packed(("a.txt", DATA))[:-30], b"PK\x05\x06" + b"\0" * 18])
def test_damaged_archives_are_items_with_a_reason(data):
    (one,) = handed(("broken.zip", data))
    if one.kept is None:
        assert said(one)
    else:
        with Reader() as reader:
            assert reader.read(storage.path_of(one.kept.sha256), one.name).error


def test_an_encrypted_member_says_so():
    data = bytearray(packed(("a.txt", DATA)))
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    (one,) = handed(("secret.zip", bytes(data)))
    assert one.kept is None and "encrypted" in said(one)


def test_too_much_at_once_and_nothing_at_all(monkeypatch):
    monkeypatch.setattr(settings, "UPLOAD_BYTES", len(DATA) + 10)
    with pytest.raises(TooLarge):
        handed((NAME, DATA), ("b.txt", DATA))
    with pytest.raises(UsageError):
        handed()


@pytest.mark.parametrize(("given", "clean"), [
    ("../../x.txt", "x.txt"), ("a\0b.txt", "ab.txt"), ("a\u202etxt.exe", "atxt.exe"), ("a\r\nSet-Cookie: x.txt", "a  Set-Cookie: x.txt"), ("", "unnamed"),
    ("...", "unnamed"), ("\u200b\u2066", "unnamed"),
    ('"><script>alert(1)</script>.txt', '"><script>alert(1)</script>.txt'), ("C:\\Users\\x.txt", "Users/x.txt"),
])
def test_names_are_made_harmless(given, clean):
    assert clean_name(given) == clean


def test_a_very_long_name_keeps_its_suffix():
    name = clean_name("很" * 5000 + ".docx")
    assert len(name) <= 200 and name.endswith(".docx")
    assert len(clean_name("很" * 5000)) <= 200


@pytest.mark.django_db
def test_bytes_are_kept_once_for_the_server_only_and_never_changed():
    kept = storage.put([DATA[:5], DATA[5:]])
    path = storage.path_of(kept.sha256)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and path.read_bytes() == DATA
    inode = path.stat().st_ino
    assert storage.put([DATA]) == kept and path.stat().st_ino == inode
    assert not list((settings.FILES / "new").iterdir())
    assert storage.row_of(kept).pk == storage.row_of(kept).pk and Stored.objects.count() == 1


@pytest.mark.django_db
def test_abandoned_bytes_go_and_named_ones_stay():
    named, abandoned, fresh = storage.put([b"named"]), storage.put([b"abandoned"]), storage.put([b"fresh"])
    storage.row_of(named)
    for one in (named, abandoned):
        os.utime(storage.path_of(one.sha256), (1, 1))
    storage.sweep()
    assert [storage.path_of(one.sha256).exists() for one in (named, abandoned, fresh)] == [True, False, True]


def test_what_breaks_off_leaves_nothing():
    def chunks():
        yield b"abc"
        raise OSError("gone")

    with pytest.raises(OSError):
        storage.put(chunks())
    with pytest.raises(TooLarge):
        storage.put([b"12345", b"67890"], limit=8)
    assert not list((settings.FILES / "new").iterdir())


@pytest.fixture(scope="module")
def reader():
    """A reader with little time and memory."""
    with Reader(seconds=5, memory=600_000_000) as one:
        yield one


def bomb(size: int) -> bytes:
    """A .docx whose text unpacks to so many bytes."""
    names = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w>" + b" " * size + b"</w>"}
    return packed(*names.items())


@pytest.mark.parametrize(("name", "data"), [
    ("bomb.docx", bomb(100_000_000)), ("deep.html", b"<html><body>" + b"<div>" * 200_000), ("long.txt", b"1" * 3_000_000), ("zero.txt", b"\0" * 5000),
    ("laugh.docx", packed(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b'<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><l>&b;</l>'))),
    ("x.pdf", b"%PDF-1.7"), ("e.txt", b""),
    ("entity.docx", packed(("word/document.xml", b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>'))),
    ("a.zip", zlib.compress(b"x")), ("x.docx", DATA), ("x.exe", b"MZ" + b"\0" * 100),
])
def test_hostile_contents_end_in_words_and_the_next_file_is_read(reader, tmp_path, name, data):
    bad, good = tmp_path / "bad", tmp_path / "good"
    bad.write_bytes(data)
    good.write_bytes(DATA)
    error = reader.read(bad, name).error
    assert error["what"] and "reader failed" not in error["what"]
    assert reader.read(good, NAME).made["counts"]["task"] == 2


def test_a_file_that_takes_too_long_or_too_much_costs_only_itself(tmp_path):
    slow, good = tmp_path / "slow.txt", tmp_path / "good.txt"
    slow.write_bytes("到2030年，研发投入占地区生产总值比重达2.5%以上。\n".encode() * 150_000)
    good.write_bytes(DATA)
    with Reader(seconds=1) as quick:
        assert "too long" in quick.read(slow, "slow.txt").error["what"]
        assert quick.read(good, "good.txt").made
    with Reader(seconds=6, memory=250_000_000) as small:
        assert small.read(slow, "slow.txt").error["what"]


def test_a_child_that_is_killed_is_started_anew(tmp_path):
    good = tmp_path / "good.txt"
    good.write_bytes(DATA)
    with Reader() as reader:
        assert reader.read(good, "good.txt").made
        assert reader._child is not None
        reader._child.kill()
        assert reader.read(good, "good.txt").made


def test_the_cage_has_no_network_no_programs_and_writes_nothing(tmp_path):
    import subprocess
    import sys

    from taizhang.server.imports import cage

    tries = """
import os, socket, subprocess, sys, urllib.request
from taizhang.server.imports import cage
cage.without_network(); cage.limit(2_000_000_000, 10)
def attempt(what):
    try: what(); print("did it")
    except OSError as error: print(type(error).__name__)
attempt(lambda: socket.create_connection(("127.0.0.1", 9), 1))
attempt(lambda: urllib.request.urlopen("http://127.0.0.1:9/"))
attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)))
attempt(lambda: subprocess.run(["true"]))
attempt(lambda: os.system("true"))
attempt(lambda: open(sys.argv[1], "wb", 0).write(b"x"))
print(sorted(name for name in os.environ if "TAIZHANG" in name or "proxy" in name.lower()))
"""
    os.environ["https_proxy"] = "http://127.0.0.1:9"
    try:
        done = subprocess.run([sys.executable, "-c", "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)" + tries, str(tmp_path / "x")],
                              env=cage.environment(), capture_output=True, text=True, timeout=60)
    finally:
        del os.environ["https_proxy"]
    lines = done.stdout.splitlines()
    assert "did it" not in lines and len(lines) == 7, done.stdout + done.stderr
    assert lines[-1] == "[]"
