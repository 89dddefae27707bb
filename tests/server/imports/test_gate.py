"""What must not come in: a secret leaves nothing behind, restricted papers and data of persons wait for a person's decision."""
import hashlib
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from taizhang.server.audit.models import Entry, Value
from taizhang.server.documents.models import Document, Stored, Text
from taizhang.server.documents.storage import path_of, sweep
from taizhang.server.facts.models import Fact
from taizhang.server.imports import actions, deciding
from taizhang.server.imports.models import Import, Item
from taizhang.server.imports.uploads import Handed
from taizhang.server.jobs.models import Job
from taizhang.values.errors import UsageError
from tests.server.imports.conftest import bring_in, do_jobs, hand_in
from tests.server.imports.papers import paper
from tests.server.imports.test_planning import said

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "市委常委会关于甲事项的纪要.txt"
IDENTITY, MOBILE = "11010519491231002X", "13812345678"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    """A data folder for each test."""
    settings.FILES = tmp_path


def lying() -> list[str]:
    """The names of all bytes that lie in the data folder."""
    return sorted(one.name for one in Path(settings.FILES).rglob("*") if one.is_file())


def marked(head: str, n: int = 1, tail: str = "") -> bytes:
    """A paper with a head line more, and a tail."""
    return head.encode() + b"\n" + paper(n)[1] + tail.encode()


def everything_said() -> str:
    """All that the trail, the jobs and the imports say."""
    parts = [*Value.objects.values_list("value", flat=True), *Job.objects.values_list("label", flat=True), *Job.objects.values_list("now", flat=True),
             *Import.objects.values_list("label", flat=True)]
    parts += [f"{one.name} {one.title} {one.number} {one.identity} {one.reasons} {one.reading}" for one in Item.objects.all()]
    return "\n".join(map(str, parts))


@pytest.mark.parametrize("files", [
    [(NAME, marked("机密★10年"))], [(NAME, marked("000012\n机密★10年 特急")), paper(2)], [paper(2), (NAME, marked("密级：秘密"))], [(NAME, marked("绝密")), (NAME, marked("绝密"))],
    [("【机密】" + NAME, paper(1)[1])], [("【机密】" + NAME.replace("txt", "doc"), b"\xd0\xcf\x11\xe0" + b"x" * 100)],
], ids=["alone", "before another", "after another", "twice", "by its name", "by its name, unreadable"])
def test_a_secret_is_refused_and_nothing_of_it_stays(importer, files):
    batch = hand_in(importer, *files)
    assert NAME not in "\n".join(Value.objects.values_list("value", flat=True)), "no name is in the trail before the file was looked at"
    batch = do_jobs(batch)
    secrets = [one for one in batch.items.all() if one.name.startswith("#")]
    assert len(secrets) == sum(NAME[:-4] in name for name, _data in files)
    for one in secrets:
        assert (one.finding, one.choice, one.held, one.stored, one.reading, one.title) == ("refused", "skip", "", None, None, "")
        assert "mark of secrecy" in said(batch, one.position)
    told = everything_said()
    assert NAME[:-4] not in told and "创新工作要点" not in "\n".join(Value.objects.values_list("value", flat=True))
    entries = Entry.objects.filter(action="imports.secret", outcome="refused")
    assert entries.count() >= 1 and set(Value.objects.filter(entry__in=entries).values_list("name", flat=True)) == {"level", "salt", "digest"}
    others = [one for one in batch.items.all() if one not in secrets]
    assert lying() == sorted(one.held for one in others), "the bytes are gone, those of the others are there"
    assert not Stored.objects.exists() and not Document.objects.exists()
    if others:
        actions.apply(importer, batch)
        do_jobs(batch)
        assert Document.objects.count() == 1


def test_the_name_of_a_file_that_was_not_even_kept_goes_too(importer):
    batch = actions.start(importer, [Handed("【机密】" + NAME, None), Handed("b.txt", None)], "auto", "")
    assert [one.name for one in batch.items.all()] == ["#1", "b.txt"] and batch.label == "#1 + 1" and NAME not in everything_said()


def test_the_salted_digest_shows_which_file_it_was(importer):
    data = marked("机密")
    do_jobs(hand_in(importer, (NAME, data)))
    values = dict(Value.objects.filter(entry__action="imports.secret").values_list("name", "value"))
    plain = hashlib.sha256(data).hexdigest()
    assert hashlib.sha256((values["salt"] + plain).encode()).hexdigest() == values["digest"] != plain
    assert plain not in everything_said()


def test_a_restricted_paper_waits_for_a_reason_and_is_never_public(importer, client):
    batch = do_jobs(hand_in(importer, ("a.txt", marked("000012\n内部资料 注意保存"))))
    item = batch.items.get()
    assert (item.finding, item.choice, item.gate["restricted"]) == ("doubtful", "", ["000012", "内部资料注意保存"])
    assert actions.possible(item) == ("skip",)
    with pytest.raises(UsageError):
        actions.choose(importer, batch, {item.pk: "create"})
    for handling, grounds in (("admit", ""), ("admit", " "), ("keep", "x"), ("mask", "x"), ("", "x")):
        with pytest.raises(UsageError):
            deciding.admit(importer, batch, item, handling, grounds, "create")
        item.refresh_from_db()
    client.force_login(importer)
    address = reverse("imports:found", args=[batch.key, item.pk])
    assert "内部资料注意保存" in client.get(address).content.decode()
    assert address in client.get(reverse("imports:plan", args=[batch.key])).content.decode()
    assert client.post(address, {"grounds": "", "choice": "create"}).status_code == 422
    assert client.post(address, {"grounds": "市政府办同意录入", "choice": "create"}).status_code == 302
    entry = dict(Value.objects.filter(entry__action="imports.admit").values_list("name", "value"))
    assert entry["reason"] == "市政府办同意录入" and "内部资料" in entry["found"]
    actions.apply(importer, batch)
    do_jobs(batch)
    document = Document.objects.current().select_related("text").get()
    assert document.restricted == "000012、内部资料注意保存" and document.text.gate["grounds"] == "市政府办同意录入" and document.text.stored
    page = client.get(reverse("documents:page", args=[document.key])).content.decode()
    assert "内部资料注意保存" in page and "市政府办同意录入" in page
    bring = do_jobs(hand_in(importer, ("b.txt", paper(1, extra="补充。")[1])))
    assert bring.items.get().finding == "changed"
    actions.apply(importer, bring)
    do_jobs(bring)
    assert Document.objects.current().get().restricted, "a later version without the mark does not make it public"


def test_an_undecided_paper_stays_out_and_its_bytes_go(importer):
    batch = do_jobs(hand_in(importer, ("a.txt", marked("内部资料"))))
    assert len(lying()) == 1
    actions.apply(importer, batch)
    do_jobs(batch)
    assert not Document.objects.exists() and not Stored.objects.exists() and lying() == []


def test_a_decision_is_taken_back_by_leaving_it_out(importer):
    batch = do_jobs(hand_in(importer, ("a.txt", marked("内部资料"))))
    deciding.admit(importer, batch, batch.items.get(), "admit", "reason", "create")
    deciding.admit(importer, batch, batch.items.get(), "admit", "", "skip")
    item = batch.items.get()
    assert (item.choice, item.handling, item.grounds) == ("skip", "", "")


@pytest.mark.parametrize("tail", [f"联系人：张三，{IDENTITY}，电话0598-2345678\n", f"责任单位：市科技局（{MOBILE}）\n"])
def test_data_of_persons_are_masked_and_the_file_is_not_kept(importer, client, tail):
    batch = do_jobs(hand_in(importer, ("a.txt", marked("", tail=tail))))
    item = batch.items.get()
    assert item.finding == "doubtful" and item.gate["masked"] and IDENTITY not in everything_said() and MOBILE not in everything_said()
    kept = zlib.decompress(bytes(item.reading)).decode()
    assert not any(one in kept for one in (IDENTITY, MOBILE, "2345678")), "before any decision nothing unmasked is stored"
    deciding.admit(importer, batch, item, "mask", "", "create")
    actions.apply(importer, batch)
    do_jobs(batch)
    text = Text.objects.get()
    assert text.stored is None and text.gate["masked"] and "****" in text.text and not any(one in text.text for one in (IDENTITY, MOBILE, "2345678"))
    assert not Stored.objects.exists() and lying() == []
    assert all(text.text[one.start:one.end] == one.quote for one in Fact.objects.all()) and Fact.objects.exists()
    client.force_login(importer)
    page = client.get(reverse("documents:page", args=[text.document])).content.decode()
    assert "the file itself was not kept" in page or "文件本身未保留" in page
    again = do_jobs(hand_in(importer, ("a.txt", marked("", tail=tail))))
    assert again.items.get().finding == "unchanged"


def test_data_of_persons_are_kept_with_a_legal_basis(importer):
    data = marked("", tail=f"手机：{MOBILE}\n")
    batch = do_jobs(hand_in(importer, ("a.txt", data)))
    item = batch.items.get()
    with pytest.raises(UsageError):
        deciding.admit(importer, batch, item, "keep", "", "create")
    deciding.admit(importer, batch, Item.objects.get(pk=item.pk), "keep", "个人信息保护法第十三条", "create")
    actions.apply(importer, batch)
    do_jobs(batch)
    text = Text.objects.select_related("stored").get()
    assert MOBILE in text.text and text.text.encode() == data and path_of(text.stored.sha256).read_bytes() == data
    assert text.gate["grounds"] == "个人信息保护法第十三条" and not text.gate["masked"]
    assert do_jobs(hand_in(importer, ("again.txt", data))).items.get().finding == "unchanged"


def test_bytes_that_wait_are_not_swept_and_go_with_a_discarded_plan(importer):
    batch = do_jobs(hand_in(importer, paper(1)))
    assert len(lying()) == 1 and sweep(older=-1) == 0 and len(lying()) == 1
    actions.discard(importer, Import.objects.get(pk=batch.pk))
    assert lying() == []


def test_a_file_that_went_missing_says_so(importer):
    batch = hand_in(importer, paper(1))
    path_of(batch.items.get().held).unlink()
    assert "hand it in again" in said(do_jobs(batch))


def test_what_is_ordinary_comes_in_as_before(importer):
    bring_in(importer, paper(1))
    document = Document.objects.select_related("text__stored").get()
    assert not document.restricted and document.text.gate == {} and path_of(document.text.stored.sha256).is_file()
    assert timezone.now() >= document.recorded_at
