"""Anchors: signed heads in files of their own, one a day, never overwritten, not to be forged."""
import json
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from taizhang.server.audit import anchors, chain
from taizhang.server.audit.anchors import Anchor, anchor_due, newest_anchor, parse_anchor, read_anchor, sign_head, write_anchor
from taizhang.server.audit.models import Entry
from taizhang.server.audit.verifying import verify
from taizhang.values.errors import UsageError


@pytest.mark.django_db
def test_an_anchor_is_written_once_a_day_by_the_worker(trail: list[Entry], home: Path) -> None:
    day = date(2018, 7, 5)
    path = anchor_due(day)
    assert path == home / "anchors" / "2018-07-05.json" and anchor_due(day) is None
    found = read_anchor(path)
    # Its own entry is the head it signs.
    assert (found.place, found.count, found.seal) == (11, 11, chain.head()[1])
    assert Entry.objects.get(place=11).action == "audit.anchor"
    assert found.genuine and verify(found).ok and verify(found).anchored


@pytest.mark.django_db
def test_by_hand_a_second_one_is_put_beside_the_first(trail: list[Entry], home: Path) -> None:
    paths = [write_anchor(on=date(2018, 7, 5)) for _ in range(11)]
    assert [path.name for path in paths[:3]] == ["2018-07-05.json", "2018-07-05-2.json", "2018-07-05-3.json"]
    assert anchors.anchor_files() == paths[::-1]
    newest = newest_anchor()
    assert newest is not None and newest.place == 21


@pytest.mark.django_db
def test_without_entries_there_is_nothing_to_anchor(home: Path) -> None:
    assert anchor_due() is None and newest_anchor() is None


@pytest.mark.django_db
def test_the_worker_seals_what_was_left(trail: list[Entry], monkeypatch: pytest.MonkeyPatch) -> None:
    Entry.objects.create(at=timezone.now(), action="job.end")
    anchor_due()
    assert not Entry.objects.filter(place__isnull=True).exists()


@pytest.mark.django_db
def test_the_private_key_is_readable_by_nobody_else_and_made_once(trail: list[Entry], home: Path) -> None:
    first, second = sign_head(timezone.now()), sign_head(timezone.now())
    path = home / "keys" / "anchor.pem"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and first.public_key == second.public_key
    assert (home / "keys" / "anchor.pub").read_text().strip() == first.public_key
    assert anchors.keys_of_this_place() == {first.public_key}


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"place": 9}, {"seal": "0" * 64}, {"count": 3}, {"time": "2001-01-01"}, {"signature": "AAAA"}, {"signature": "é"},
                                    {"public_key": "AAAA"}, {"digest": "sm3"}, {"release": "9"}], ids=str)
def test_a_changed_anchor_is_not_genuine_and_proves_nothing(trail: list[Entry], change: dict[str, object]) -> None:
    forged = replace(sign_head(timezone.now()), **change)  # type: ignore[arg-type]
    assert not forged.genuine
    report = verify(forged)
    assert [one.kind for one in report.findings] == ["anchor"] and not report.anchored


@pytest.mark.django_db
def test_an_anchor_signed_by_another_key_is_told(trail: list[Entry], home: Path) -> None:
    anchor = sign_head(timezone.now())
    (home / "keys" / "anchor.pem").unlink()
    (home / "keys" / "anchor.pub").unlink()
    sign_head(timezone.now())
    report = verify(anchor)
    assert report.ok and any(anchor.fingerprint in line for line in report.limits)


@pytest.mark.django_db
def test_a_key_of_another_kind_is_refused(home: Path) -> None:
    (home / "keys").mkdir()
    (home / "keys" / "anchor.pem").write_bytes(_other_key())
    with pytest.raises(UsageError, match="Ed25519"):
        sign_head(timezone.now())


def _other_key() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


GOOD = {"format": anchors.FORMAT, "place": 1, "seal": "0", "count": 1, "time": "t", "digest": "sha256", "release": "1", "public_key": "k", "signature": "s"}


def test_a_good_file_is_read() -> None:
    assert parse_anchor(json.dumps(GOOD).encode(), "a.json").place == 1


@pytest.mark.parametrize("content", [
    b"", b"[]", b"7", b"{", b"\xff", b"[" * 15000, json.dumps(GOOD | {"place": "1"}).encode(), json.dumps(GOOD | {"place": True}).encode(),
    json.dumps(GOOD | {"more": 1}).encode(), json.dumps({k: v for k, v in GOOD.items() if k != "seal"}).encode(),
    json.dumps(GOOD | {"format": "other"}).encode(), json.dumps(GOOD | {"seal": "x" * 30_000}).encode(),
], ids=lambda one: str(one)[:40])
def test_what_is_no_anchor_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(UsageError, match="bad.json.*not an anchor.*taizhang audit anchor"):
        parse_anchor(content, "bad.json")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="gone.json"):
        read_anchor(tmp_path / "gone.json")


def test_a_signature_binds_all_that_is_said() -> None:
    key = Ed25519PrivateKey.generate()
    bare = Anchor(1, "s", 1, "t", "sha256", "1", anchors._public(key))
    assert all(name.encode() in bare.said() for name in Anchor.__dataclass_fields__ if name != "signature")
