"""The pages of imports: from the form to the documents, and what is refused on the way."""
import io
import re
import uuid

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from taizhang.server.audit.models import Entry
from taizhang.server.documents.models import Document
from taizhang.server.imports import actions
from taizhang.server.imports.models import Import, Item
from taizhang.server.imports.uploads import put_away
from taizhang.server.jobs.models import Job
from tests.server.imports.conftest import bring_in, do_jobs, hand_in
from tests.server.imports.papers import paper, papers

XSS = '<img src=x onerror="alert(1)">'


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data, "text/plain")


def page(answer) -> str:
    """The text of a page."""
    return answer.content.decode()


@pytest.fixture
def client(importer, as_person) -> Client:
    """The importer's browser."""
    return as_person(importer)


@pytest.mark.django_db
def test_from_the_form_to_the_documents(client, importer):
    assert client.get(reverse("imports:new")).status_code == 200
    answer = client.post(reverse("imports:new"), {"handed": [upload(*one) for one in papers(2)], "pack": "auto", "owner": "990400.kjj"})
    batch = Import.objects.get()
    assert answer.status_code == 302 and answer["Location"] == reverse("imports:plan", args=[batch.key])
    planning = page(client.get(answer["Location"]))
    assert "hx-get" in planning and '"X-Poll": "1"' in planning and "paper1.txt" in planning
    do_jobs(batch)
    planned = page(client.get(answer["Location"]))
    assert f'action="{reverse("imports:apply", args=[batch.key])}"' in planned and planned.count('value="create" checked') == 2
    assert client.post(reverse("imports:apply", args=[batch.key])).status_code == 302
    do_jobs(batch)
    done = page(client.get(answer["Location"]))
    for document in Document.objects.current():
        assert reverse("documents:page", args=[document.key]) in done
    assert Document.objects.current().count() == 2 and "hx-trigger=\"every" not in done
    assert batch.label in page(client.get(reverse("imports:list")))


@pytest.mark.django_db
def test_a_zip_by_the_form(client):
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in papers(3):
            archive.writestr(f"三月/{name}", data)
        archive.writestr("../evil.txt", b"x")
    client.post(reverse("imports:new"), {"handed": [upload("三月.zip", out.getvalue())]})
    assert [item.finding for item in Import.objects.get().items.all()] == ["", "", "", "refused"]


@pytest.mark.django_db
def test_doubtful_files_are_decided_on_the_page(client, importer):
    bring_in(importer, paper(1, number=""))
    batch = do_jobs(hand_in(importer, paper(1, number="", extra="附：说明。\n")))
    item = batch.items.get()
    assert "checked" not in page(client.get(reverse("imports:plan", args=[batch.key])))
    answer = client.post(reverse("imports:choose", args=[batch.key]), {f"choice-{item.pk}": "version", "choice-x": "skip", "other": "1"})
    assert answer.status_code == 302
    item.refresh_from_db()
    assert item.choice == "version"
    part = client.post(reverse("imports:choose", args=[batch.key]), {f"choice-{item.pk}": "create"}, headers={"HX-Request": "true"})
    assert part.status_code == 200 and 'id="outlook"' in page(part) and "<html" not in page(part)
    assert Entry.objects.filter(action="imports.choose").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("data", [
    {}, {"handed": ""}, {"handed": [upload("a.txt", b"x")], "pack": "nowhere"}, {"handed": [upload("a.txt", b"x")], "owner": "990403.kjj' OR 1=1"},
])
def test_a_form_that_is_wrong_says_so_and_makes_nothing(client, data):
    answer = client.post(reverse("imports:new"), data)
    assert answer.status_code == 422 and ("err" in page(answer))
    assert not Import.objects.exists()


@pytest.mark.django_db
def test_what_is_too_large_is_refused_before_it_is_read(client, monkeypatch):
    monkeypatch.setattr(settings, "UPLOAD_BYTES", 1000)
    answer = client.post(reverse("imports:new"), {"handed": [upload("a.txt", b"x" * 3_000_000)]})
    assert answer.status_code in (400, 409, 413) and "MB" in page(answer) and not Import.objects.exists()


@pytest.mark.django_db
def test_too_many_files_and_a_form_cut_off_are_refused_in_words(client, monkeypatch):
    monkeypatch.setattr(settings, "DATA_UPLOAD_MAX_NUMBER_FILES", 3)
    answer = client.post(reverse("imports:new"), {"handed": [upload(f"{n}.txt", b"x") for n in range(5)]})
    assert 400 <= answer.status_code < 500 and ".zip" in page(answer)
    answer = client.post(reverse("imports:new"), b"--x\r\nbroken", content_type="multipart/form-data; boundary=" + "x" * 500)
    assert 400 <= answer.status_code < 500 and not Import.objects.exists()


@pytest.mark.django_db
def test_every_post_needs_its_token(importer, as_person):
    batch = do_jobs(hand_in(importer, paper(1)))
    inside = as_person(importer)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = inside.cookies
    for name in ("new", "choose", "apply", "discard", "replan"):
        url = reverse(f"imports:{name}", args=[] if name == "new" else [batch.key])
        assert strict.post(url, {"handed": upload("a.txt", b"x")}).status_code == 403, name
    batch.refresh_from_db()
    assert batch.state == "planned" and Import.objects.count() == 1
    job = Job.objects.get()
    for name in ("cancel", "retry"):
        assert strict.post(reverse(f"jobs:{name}", args=[job.key])).status_code == 403


@pytest.mark.django_db
def test_titles_and_names_of_files_are_words_and_not_markup(client, importer):
    name, data = paper(1, title=f"砚州市人民政府办公室关于{XSS}的通知")
    batch = do_jobs(hand_in(importer, (f"{XSS}.txt", data), ("b.pdf", b"%PDF")))
    for url in (reverse("imports:plan", args=[batch.key]), reverse("imports:list"), reverse("jobs:own")):
        text = page(client.get(url))
        assert "<img src=x" not in text
        assert not re.search(r"<script(?![^>]*\bsrc=)", text) and not re.search(r"\son\w+=", text.replace("onerror=&quot;", ""))


@pytest.mark.django_db
def test_foreign_and_odd_addresses(client, person, as_person, importer):
    batch = do_jobs(hand_in(importer, paper(1)))
    stranger = as_person(person("importer", scope="unit", scope_id="990403.kjj"))
    for name in ("plan", "choose", "apply", "discard", "replan"):
        url = reverse(f"imports:{name}", args=[batch.key])
        answer = stranger.get(url) if name == "plan" else stranger.post(url)
        assert answer.status_code == 404, name
        other = reverse(f"imports:{name}", args=[uuid.uuid4()])
        assert (client.get(other) if name == "plan" else client.post(other)).status_code == 404
    assert client.get("/imports/not-a-key/").status_code == 404
    assert client.get(reverse("imports:plan", args=[batch.key]) + "?finding=<x>&page=-7").status_code == 200
    assert as_person(person("reviewer")).get(reverse("imports:list")).status_code == 403
    assert Client().get(reverse("imports:list")).status_code == 302
    batch.refresh_from_db()
    assert batch.state == "planned"


@pytest.mark.django_db
def test_of_a_foreign_import_no_item_can_be_chosen(client, importer, person):
    mine, other = do_jobs(hand_in(importer, paper(1))), do_jobs(hand_in(person("planning"), paper(2)))
    item = other.items.get()
    answer = client.post(reverse("imports:choose", args=[mine.key]), {f"choice-{item.pk}": "skip", "choice-99999999999999999999999": "skip"})
    assert 400 <= answer.status_code < 500
    item.refresh_from_db()
    assert item.choice == "create"


@pytest.mark.django_db
def test_nobody_imports_for_a_unit_outside_the_scope(person, as_person):
    user = person("importer", scope="unit", scope_id="990402.kjj")
    answer = as_person(user).post(reverse("imports:new"), {"handed": [upload(*paper(1))], "owner": "990403.kjj"})
    assert answer.status_code == 422 and not Import.objects.exists()
    from taizhang.server.audit.actions import Refused

    with pytest.raises(Refused):
        actions.start(user, put_away([("a.txt", io.BytesIO(b"x"))]), owner="990403.kjj")


@pytest.mark.django_db
def test_what_is_carried_out_or_discarded_stays_so(client, importer):
    batch = bring_in(importer, paper(1))
    for name in ("choose", "apply", "discard", "replan"):
        assert client.post(reverse(f"imports:{name}", args=[batch.key])).status_code == 403, name
    other = do_jobs(hand_in(importer, paper(2)))
    assert client.post(reverse("imports:discard", args=[other.key])).status_code == 302
    assert client.post(reverse("imports:apply", args=[other.key])).status_code == 403
    assert Document.objects.current().count() == 1 and not Item.objects.filter(batch=other, reading__isnull=False).exists()


@pytest.mark.django_db
def test_a_job_is_followed_by_who_asked_and_its_files_are_named_to_nobody_else(client, importer, person, as_person):
    batch = hand_in(importer, ("秘密名字.txt", paper(1)[1]))
    job = Job.objects.get()
    url = reverse("jobs:progress", args=[job.key])
    part = client.get(url, headers={"HX-Request": "true"})
    assert "every 1s" in page(part) and "HX-Refresh" not in part.headers
    do_jobs(batch)
    ended = client.get(url, headers={"HX-Request": "true"})
    assert ended.headers["HX-Refresh"] == "true" and "every 1s" not in page(ended)
    assert as_person(person("planning")).get(url).status_code == 404
    administrator = as_person(person("system"))
    everything = page(administrator.get(reverse("jobs:list")))
    assert administrator.get(url).status_code == 200 and "秘密名字" not in everything + page(administrator.get(url))
    assert "秘密名字" in page(client.get(reverse("jobs:own")))
    assert client.get(reverse("jobs:list")).status_code == 403


@pytest.mark.django_db
def test_a_job_leads_back_to_this_server_only(client, importer):
    hand_in(importer, paper(1))
    job = Job.objects.get()
    for there in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        Job.objects.update(state="waiting")
        answer = client.post(reverse("jobs:cancel", args=[job.key]), {"next": there})
        assert answer.status_code == 302 and "evil" not in answer["Location"] and "javascript" not in answer["Location"]
