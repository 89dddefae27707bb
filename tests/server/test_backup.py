"""Backup and restore on both engines: what comes back is what was there, verified; what is no whole backup changes nothing."""
import io
import json
import shutil
import sqlite3
import stat
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction

from taizhang.server.accounts.models import Grant, User
from taizhang.server.audit.anchors import write_anchor
from taizhang.server.audit.models import Entry
from taizhang.server.audit.trail import record
from taizhang.server.audit.verifying import verify
from taizhang.server.backup import Installation, Made, backup, restore
from taizhang.server.backup import archive as archives
from taizhang.server.backup.archive import Unusable
from taizhang.server.documents.models import Document, Stored
from taizhang.server.facts.models import Fact
from taizhang.server.history import guard
from taizhang.values.errors import TaizhangError, UsageError
from tests.server.documents.texts import SHORT, written

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "研发投入占比 2.5%".encode()
DIGEST = sha256(WORDS).hexdigest()


@pytest.fixture
def office(tmp_path: Path, settings: Any, person: Callable[..., User]) -> Installation:
    """An office at work: a person with a role that was revised, a stored file, a trail, an anchor."""
    if connection.vendor == "postgresql" and not (shutil.which("pg_dump") and shutil.which("pg_restore")):
        pytest.skip("no pg_dump and pg_restore on this machine (Debian: apt install postgresql-client)")
    settings.HOME = tmp_path / "home"
    settings.FILES, settings.ANCHORS = settings.HOME / "files", settings.HOME / "anchors"
    (settings.FILES / DIGEST[:2]).mkdir(parents=True)
    (settings.FILES / "new").mkdir()
    (settings.FILES / "new" / "half-written").write_bytes(b"x")
    (settings.FILES / DIGEST[:2] / DIGEST).write_bytes(WORDS)
    (settings.HOME / "keys").mkdir()
    (settings.HOME / "keys" / "secret.txt").write_text("very secret\n")
    user = person("reviewer")
    Grant.objects.get().revise(by=user, reason="moved", role="liaison")
    Stored.objects.create(sha256=DIGEST, size=len(WORDS))
    written(SHORT)
    for number in range(5):
        with transaction.atomic():
            record(user, "fact.accept", "fact", number, {"title": f"Title {number}"})
    write_anchor()
    return Installation.this()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Installation]:
    """An empty office of the same engine beside."""
    said = dict(connections["default"].settings_dict)
    home = tmp_path / "elsewhere"
    if connection.vendor == "sqlite":
        said["NAME"] = home / "taizhang.sqlite3"
    else:
        said["NAME"] = f"{said['NAME']}_elsewhere"
        _administer(f'DROP DATABASE IF EXISTS "{said["NAME"]}"', f'CREATE DATABASE "{said["NAME"]}"')
    connections.databases["elsewhere"] = said
    beside = connections["elsewhere"]
    # Django's tests let in the databases of the settings only, by this method.
    beside.ensure_connection = lambda: None if beside.connection else beside.connect()  # type: ignore[method-assign, func-returns-value]
    yield Installation(home, "elsewhere")
    connections["elsewhere"].close()
    del connections["elsewhere"]
    del connections.databases["elsewhere"]
    if connection.vendor == "postgresql":
        _administer(f'DROP DATABASE IF EXISTS "{said["NAME"]}"')


def _administer(*orders: str) -> None:
    said = connection.settings_dict
    with psycopg.connect(host=said["HOST"], port=said["PORT"], user=said["USER"], password=said["PASSWORD"], dbname="postgres", autocommit=True) as server:
        for order in orders:
            server.execute(order)  # type: ignore[call-overload]


@pytest.fixture
def made(office: Installation, tmp_path: Path) -> Made:
    return backup(tmp_path / "office.tar")


def names(path: Path) -> set[str]:
    with tarfile.open(path) as tar:
        return {one.name for one in tar}


def test_an_archive_holds_database_files_anchors_and_no_secrets(made: Made) -> None:
    held = names(made.path)
    assert {"manifest.json", f"files/{DIGEST[:2]}/{DIGEST}", "keys/anchor.pub"} < held
    assert archives.DATABASES[connection.vendor] in held and len([one for one in held if one.startswith("anchors/")]) == 1
    assert not {"keys/secret.txt", "keys/anchor.pem"} & held and not any("half-written" in one for one in held)
    assert made.ok and made.files == Stored.objects.count() == 2 and made.entries == Entry.objects.count()
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert b"very secret" not in made.path.read_bytes()
    assert Entry.objects.order_by("-place")[0].action == "backup.made"


def test_keys_go_along_only_when_asked_for_and_it_is_said(office: Installation, tmp_path: Path) -> None:
    made = backup(tmp_path / "office.tar.gz", keys=True)
    assert {"keys/secret.txt", "keys/anchor.pem"} <= names(made.path)
    assert any("like the key of a safe" in line for line in made.lines())


def test_a_folder_gets_an_archive_named_by_the_time(office: Installation, tmp_path: Path) -> None:
    assert backup(tmp_path).path.name.startswith("taizhang-20")


def test_an_archive_is_never_overwritten(made: Made) -> None:
    before = made.path.read_bytes()
    with pytest.raises(UsageError, match="there already"):
        backup(made.path)
    assert made.path.read_bytes() == before
    with pytest.raises(UsageError, match="no such folder"):
        backup(made.path.parent / "gone" / "a.tar")


def test_a_missing_or_damaged_file_is_told(office: Installation, tmp_path: Path) -> None:
    Stored.objects.create(sha256="0" * 64, size=1)
    (office.files / DIGEST[:2] / DIGEST).write_bytes(b"something else")
    made = backup(tmp_path / "office.tar")
    assert not made.ok and any("0" * 64 in line and "Missing" in line for line in made.lines())
    assert any("Damaged" in line and DIGEST in line for line in made.lines())


@pytest.mark.parametrize("name", ["office.tar", "office.tar.gz"])
def test_what_is_restored_is_what_was_there_and_verifies(office: Installation, elsewhere: Installation, tmp_path: Path, name: str) -> None:
    made = backup(tmp_path / name)
    with transaction.atomic():
        record(None, "job.end", "job", 1)  # after the backup: not in it
    found = restore(made.path, into=elsewhere)
    assert found.ok and found.report.anchored and found.report.entries == made.entries == Entry.objects.count() - 1
    assert not any("does not know" in line for line in found.report.limits)
    assert Fact.objects.exists()
    for model in (User, Grant, Entry, Stored, Document, Fact):
        rows = list(model._base_manager.order_by("pk")[:made.entries].values())
        assert list(model._base_manager.using("elsewhere").order_by("pk").values()) == rows
    assert (elsewhere.files / DIGEST[:2] / DIGEST).read_bytes() == WORDS
    assert [path.name for path in elsewhere.anchors.glob("*")] == [path.name for path in office.anchors.glob("*")]
    assert guard.missing(connections["elsewhere"]) == []
    assert not [path for path in elsewhere.home.iterdir() if path.name.startswith((".restore", "replaced"))]


def test_a_restored_office_goes_on(made: Made, elsewhere: Installation) -> None:
    restore(made.path, into=elsewhere)
    user = User.objects.using("elsewhere").get()
    user.pk = None
    user.account = "one-more"
    user.save(using="elsewhere", force_insert=True)
    assert User.objects.using("elsewhere").count() == 2


def test_with_keys_the_old_signing_key_comes_back(office: Installation, elsewhere: Installation, tmp_path: Path) -> None:
    restore(backup(tmp_path / "office.tar", keys=True).path, into=elsewhere)
    assert (elsewhere.keys / "secret.txt").read_text() == "very secret\n"
    assert (elsewhere.keys / "anchor.pem").read_bytes() == (office.keys / "anchor.pem").read_bytes()
    assert stat.S_IMODE((elsewhere.keys / "anchor.pem").stat().st_mode) == 0o600


def test_an_office_that_is_not_empty_is_replaced_only_by_force(made: Made, elsewhere: Installation) -> None:
    restore(made.path, into=elsewhere)
    User.objects.using("elsewhere").update(name="changed since")
    (elsewhere.anchors / "2018-07-05.json").write_text("{}")
    with pytest.raises(UsageError, match="not empty.*1 accounts.*--force"):
        restore(made.path, into=elsewhere)
    assert User.objects.using("elsewhere").get().name == "changed since"
    found = restore(made.path, force=True, into=elsewhere)
    assert found.ok and User.objects.using("elsewhere").get().name != "changed since"
    assert found.kept_aside is not None and (found.kept_aside / "anchors" / "2018-07-05.json").exists()
    assert not (elsewhere.anchors / "2018-07-05.json").exists()


def test_tables_without_rows_are_an_empty_office(made: Made, elsewhere: Installation) -> None:
    elsewhere.home.mkdir()
    call_command("migrate", database="elsewhere", verbosity=0)
    assert elsewhere.holds() == []
    found = restore(made.path, into=elsewhere)
    assert found.ok and found.kept_aside is None


def test_what_somebody_did_to_the_saved_trail_is_found(office: Installation, elsewhere: Installation, tmp_path: Path) -> None:
    with guard.lifted(connection), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET action = 'fact.reject' WHERE place = 2")
    found = restore(backup(tmp_path / "office.tar").path, into=elsewhere)
    assert not found.ok and [(one.kind, one.place) for one in found.report.findings] == [("changed", 2)]
    assert verify().ok is False


def test_a_file_that_is_missing_after_all_is_told(office: Installation, elsewhere: Installation, tmp_path: Path) -> None:
    (office.files / DIGEST[:2] / DIGEST).unlink()
    found = restore(backup(tmp_path / "office.tar").path, into=elsewhere)
    assert not found.ok and found.missing == [DIGEST]


def members_of(path: Path) -> dict[str, bytes]:
    with tarfile.open(path) as tar:
        return {one.name: tar.extractfile(one).read() for one in tar}  # type: ignore[union-attr]


def put_together(path: Path, members: dict[str, bytes], *odd: tarfile.TarInfo) -> Path:
    with tarfile.open(path, "w") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
        for info in odd:
            tar.addfile(info, io.BytesIO(b"x" * info.size))
    return path


def odd_one(name: str, type: bytes = tarfile.REGTYPE, link: str = "", size: int = 0) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = type, link, size
    return info


ODD = {
    "a way up": odd_one("../outside"), "a way up inside": odd_one(f"files/../../{DIGEST}"), "an absolute name": odd_one("/etc/passwd"),
    "a link": odd_one(f"files/aa/{DIGEST}", tarfile.SYMTYPE, "/etc/passwd"), "a hard link": odd_one(f"files/aa/{DIGEST}", tarfile.LNKTYPE, "manifest.json"),
    "a device": odd_one("files/aa/dev", tarfile.CHRTYPE), "a folder": odd_one("files", tarfile.DIRTYPE), "a name twice": odd_one("manifest.json", size=2),
    "a file nobody names": odd_one(f"files/aa/{'a' * 64}", size=3), "another name": odd_one("home/run.py"), "backslashes": odd_one("files\\..\\x"),
    "a file like an anchor": odd_one("anchors/2018-07-05.json/../../x"), "digits of another script": odd_one("anchors/２０１８-07-05.json"),
}


def test_an_archive_with_something_odd_in_it_changes_nothing(made: Made, elsewhere: Installation, tmp_path: Path) -> None:
    for name, odd in ODD.items():
        path = put_together(tmp_path / f"{name}.tar", members_of(made.path), odd)
        with pytest.raises(Unusable, match=f"{name}.tar: this is not a whole backup"):
            restore(path, into=elsewhere)
        assert not elsewhere.home.exists() and not (tmp_path / "outside").exists(), name


def changed_manifest(**changes: Any) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps({**json.loads(members["manifest.json"]), **changes}).encode()

    return change


def other_content(members: dict[str, bytes]) -> None:
    members[f"files/{DIGEST[:2]}/{DIGEST}"] = b"y" * len(WORDS)


def no_database(members: dict[str, bytes]) -> None:
    manifest = json.loads(members["manifest.json"])
    del members[archives.DATABASES[connection.vendor]], manifest["members"][archives.DATABASES[connection.vendor]]
    members["manifest.json"] = json.dumps(manifest).encode()


DAMAGE: dict[str, tuple[Callable[[dict[str, bytes]], Any], str]] = {
    "no manifest": (lambda members: members.pop("manifest.json"), "no manifest.json"),
    "a manifest that is no JSON": (lambda members: members.update({"manifest.json": b"\xff{"}), "damaged"),
    "a manifest that is a list": (lambda members: members.update({"manifest.json": b"[]"}), "damaged"),
    "another format": (changed_manifest(format="taizhang backup 99"), "another format"),
    "one field too many": (changed_manifest(more=1), "damaged"),
    "members of a wrong type": (changed_manifest(members={"a": 1}), "damaged"),
    "a file left out": (lambda members: members.pop(f"files/{DIGEST[:2]}/{DIGEST}"), "other files"),
    "a newer release": (changed_manifest(release="99.0"), "newer release"),
    "another engine": (changed_manifest(engine="postgresql" if connection.vendor == "sqlite" else "sqlite"), "database"),
    "a forged head": (changed_manifest(anchor={"place": 1}), "not genuine"),
    "content exchanged": (other_content, "its digest differs"),
    "no database": (no_database, "no database"),
}


def test_a_damaged_archive_is_refused_with_its_reason_and_changes_nothing(made: Made, elsewhere: Installation, tmp_path: Path) -> None:
    for name, (damage, why) in DAMAGE.items():
        members = members_of(made.path)
        damage(members)
        with pytest.raises(TaizhangError, match=why):
            restore(put_together(tmp_path / f"{name}.tar", members), into=elsewhere)
        assert elsewhere.holds() == [] and (not elsewhere.home.exists() or not list(elsewhere.home.iterdir())), name


def test_what_is_no_archive_or_was_cut_off_is_refused(made: Made, elsewhere: Installation, tmp_path: Path) -> None:
    whole = made.path.read_bytes()
    cut = [whole[:len(whole) * tenths // 10] for tenths in (1, 5, 9)]
    for number, content in enumerate([b"", b"not a tar file", b"\x1f\x8b broken", *cut]):
        (tmp_path / f"x{number}.tar").write_bytes(content)
        with pytest.raises(Unusable, match=f"x{number}.tar"):
            restore(tmp_path / f"x{number}.tar", into=elsewhere)
    with pytest.raises(Unusable, match="gone.tar"):
        restore(tmp_path / "gone.tar", into=elsewhere)
    assert elsewhere.holds() == []


def test_postgresql_without_its_tools_says_what_to_install(office: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the embedded database needs no tools")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="pg_dump is missing.*postgresql-client"):
        backup(tmp_path / "office.tar")
    assert not (tmp_path / "office.tar").exists()


def test_a_full_disk_is_told_before_anything_is_touched(made: Made, elsewhere: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: type("Usage", (), {"free": 10}))
    with pytest.raises(UsageError, match="disk is too small"):
        restore(made.path, into=elsewhere)
    assert not (elsewhere.home / "files").exists()


def test_a_copy_of_the_embedded_database_is_one_file_with_all_that_was_committed(made: Made, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("of the embedded database")
    (tmp_path / "copy.sqlite3").write_bytes(members_of(made.path)["database/taizhang.sqlite3"])
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
        assert copy.execute("SELECT count(*) FROM audit_entry").fetchone()[0] == made.entries
        assert copy.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
