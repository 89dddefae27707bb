"""What a plan says of files: new, changed, unchanged, doubtful, refused, and why."""
import pytest
from django.utils import translation

from taizhang.server.documents.models import Document
from taizhang.server.imports import actions, reasons
from taizhang.server.imports.models import Import
from tests.server.imports.conftest import bring_in, do_jobs, hand_in
from tests.server.imports.papers import number_of, paper, papers


def findings(batch: Import) -> list[tuple[str, str]]:
    """Finding and choice of each item."""
    return list(batch.items.values_list("finding", "choice"))


def said(batch: Import, position: int = 0) -> str:
    """The reasons of an item, in English."""
    with translation.override("en"):
        return " ".join(reasons.say(one) for one in batch.items.get(position=position).reasons)


def plan(person, *files, **more) -> Import:
    """Hand in and plan."""
    return do_jobs(hand_in(person, *files, **more))


@pytest.mark.django_db
def test_a_document_that_is_not_here_is_new_and_changes_nothing_yet(importer):
    batch = plan(importer, paper(1))
    assert (batch.state, findings(batch)) == ("planned", [("new", "create")])
    item = batch.items.get()
    assert item.number == number_of(1) and item.counts["task"] == 2 and item.counts["target"] >= 2
    assert number_of(1) in said(batch)
    assert not Document.objects.exists()


@pytest.mark.django_db
def test_the_same_text_from_another_place_is_unchanged(importer):
    bring_in(importer, paper(1))
    name, data = paper(1)
    batch = plan(importer, ("copy of it.text", b"\xef\xbb\xbf" + data), ("utf16.txt", data.decode().encode("utf-16")), (name, data))
    assert findings(batch) == [("unchanged", "skip")] * 3
    assert "character for character" in said(batch, 0)
    assert "same text as “copy of it.text”" in said(batch, 1)


@pytest.mark.django_db
def test_the_same_number_with_another_text_is_a_new_version_however_its_brackets_are_written(importer):
    bring_in(importer, paper(1))
    key = Document.objects.current().get().key
    for number in (number_of(1), "砚政办[2027]1号", "砚政办﹝2027﹞ 1号", "砚政办［２０２７］1号"):
        batch = plan(importer, paper(1, number=number, extra="以上请遵照执行。\n"))
        assert findings(batch) == [("changed", "version")], number
        assert (batch.items.get().target, batch.items.get().base) == (key, 1)


@pytest.mark.django_db
def test_the_same_number_with_another_title_is_doubtful(importer):
    bring_in(importer, paper(1))
    batch = plan(importer, paper(1, title="砚州市财政局转发关于做好夏季防汛抗旱与安全生产检查的紧急通知"))
    assert findings(batch) == [("doubtful", "")]
    assert "whose title or issuer is another" in said(batch)
    assert actions.possible(batch.items.get()) == ("create", "version", "skip")


@pytest.mark.django_db
def test_the_same_title_issuer_and_year_without_a_number_is_doubtful(importer):
    bring_in(importer, paper(1, number=""))
    batch = plan(importer, paper(1, number="", extra="以上请遵照执行。\n"), paper(2, number=""))
    assert findings(batch) == [("doubtful", ""), ("new", "create")]
    assert "same title, issuer and year" in said(batch, 0)


@pytest.mark.django_db
def test_doubles_within_an_import_are_seen(importer):
    name, data = paper(1)
    batch = plan(importer, (name, data), ("again.txt", data), ("bom.txt", b"\xef\xbb\xbf" + data), ("other.txt", data + "附：说明。\n".encode()))
    assert findings(batch) == [("new", "create"), ("unchanged", "skip"), ("unchanged", "skip"), ("doubtful", "")]
    assert "same file as “paper1.txt”" in said(batch, 1)
    assert "same text as “paper1.txt”" in said(batch, 2)
    assert f"same number {number_of(1)}" in said(batch, 3)
    assert actions.possible(batch.items.get(position=3)) == ("create", "skip")


@pytest.mark.django_db
def test_an_earlier_version_that_comes_again_is_doubtful(importer):
    bring_in(importer, paper(1))
    bring_in(importer, paper(1, extra="以上请遵照执行。\n"))
    assert Document.objects.current().get().version == 2
    batch = plan(importer, paper(1))
    assert findings(batch) == [("doubtful", "")]
    assert "earlier version" in said(batch)


@pytest.mark.django_db
def test_a_withdrawn_document_is_not_a_target_but_its_text_is_remembered(importer):
    bring_in(importer, paper(1))
    Document.objects.current().get().revise(by=importer, state="withdrawn")
    assert findings(plan(importer, paper(1))) == [("doubtful", "")]
    assert findings(plan(importer, paper(1, extra="以上请遵照执行。\n"))) == [("new", "create")]


@pytest.mark.django_db
def test_what_cannot_be_read_is_refused_in_words_and_the_rest_goes_on(importer):
    batch = plan(importer, ("plan.pptx", b"..."), ("empty.txt", b" \n"), paper(1), ("x.docx", b"not a zip"), ("x.exe", b"MZ\0\0"))
    assert [finding for finding, _ in findings(batch)] == ["refused", "refused", "new", "refused", "refused"]
    assert "a presentation" in said(batch, 0) and "save its text as .docx" in said(batch, 0)
    assert "empty" in said(batch, 1)


@pytest.mark.django_db
def test_a_person_of_one_unit_does_not_see_or_change_what_another_keeps(importer, person):
    bring_in(importer, paper(1))
    other = person("importer", scope="unit", scope_id="990402.kjj")
    batch = plan(other, paper(1, extra="以上请遵照执行。\n"), owner="990402.kjj")
    assert findings(batch) == [("doubtful", "")]
    assert "outside your scope" in said(batch) and "第1批" not in said(batch)
    assert actions.possible(batch.items.get()) == ("create", "skip")


@pytest.mark.django_db
def test_planned_anew_nothing_is_read_twice_and_the_finding_is_of_today(importer, monkeypatch):
    batch = plan(importer, paper(1), paper(2))
    bring_in(importer, paper(1))
    monkeypatch.setattr("taizhang.server.imports.reader.Reader.read", lambda *given, **more: pytest.fail("read again"))
    actions.replan(importer, batch)
    assert findings(do_jobs(batch)) == [("unchanged", "skip"), ("new", "create")]


@pytest.mark.django_db
def test_an_interrupted_plan_goes_on_and_reads_each_file_once(importer, monkeypatch):
    from taizhang.server.imports import planning
    from taizhang.server.imports.reader import Reader

    read: list[str] = []
    real, whole = planning.settle, Reader.read

    def fails_once(batch, item, reading):
        real(batch, item, reading)
        if len(read) == 2:
            read.append("boom")
            raise RuntimeError("boom")

    monkeypatch.setattr(Reader, "read", lambda self, path, name, pack: read.append(name) or whole(self, path, name, pack))
    monkeypatch.setattr(planning, "settle", fails_once)
    batch = plan(importer, *papers(3))
    assert batch.state == "planned" and [one for one, _ in findings(batch)] == ["new"] * 3
    assert read == ["paper1.txt", "paper2.txt", "boom", "paper2.txt", "paper3.txt"]
