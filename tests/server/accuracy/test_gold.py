"""Decisions leave as gold that the scorer takes; the reader scored on it says what people corrected."""
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from taizhang.reading import read
from taizhang.reading.score import Score, load_gold, score
from taizhang.server.accounts.models import User
from taizhang.server.accuracy import gold
from taizhang.server.facts import actions
from taizhang.server.facts.adding import add
from taizhang.server.facts.models import Fact
from tests.server.accuracy.deciding import accept_all, correct, suggestions
from tests.server.documents.texts import SHORT, sample, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(person: Callable[..., User]) -> User:
    return person("planning")


def scored(made: gold.Made, into: Path) -> Score:
    for name, text in made.files.items():
        path = into / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    return score(load_gold(into / gold.GOLD), [read(path, doc=path.name) for path in sorted((into / gold.TEXTS).iterdir())])



def test_where_everything_was_accepted_the_reader_is_right_in_everything(reviewer: User, tmp_path: Path) -> None:
    accept_all(sample(genre="plan"), reviewer)
    accept_all(written(SHORT), reviewer)
    made = gold.export(reviewer)
    assert made.documents == 2 and made.facts == Fact.objects.current().count()
    result = scored(made, tmp_path)
    assert result.statements.f1 == result.strict.f1 == result.tasks.f1 == result.citations.f1 == 1.0
    assert set(result.fields.values()) == {1.0} and result.task_shares is not None
    assert result.task_shares.units_exact == 1.0 and result.task_shares.roles in (None, 1.0)


def test_what_people_changed_is_what_the_score_finds(reviewer: User, tmp_path: Path) -> None:
    document = written(SHORT)
    share, firms = suggestions(document)
    correct(share, reviewer, period="2031")
    actions.reject(reviewer, firms.key, firms.version, "counted elsewhere")
    text = document.text
    assert text is not None
    result = scored(gold.export(reviewer), tmp_path)
    assert (result.gold, result.found, result.statements.recall, result.statements.precision) == (1, 2, 1.0, 0.5)
    assert result.fields["period"] == 0.0 and result.fields["value"] == 1.0


def test_an_added_number_is_one_the_reader_misses(reviewer: User, tmp_path: Path) -> None:
    document = written("一、说明\n编号为77的平台已建。\n二、目标\n高新技术企业达到600家。\n")
    accept_all(document, reviewer)
    text = document.text
    assert text is not None
    at = text.text.index("编号为77")
    add(reviewer, document.key, at, at + 5, {"kind": "actual", "what": "平台编号", "op": "=", "value": "77", "measure_unit": ""})
    result = scored(gold.export(reviewer), tmp_path)
    assert result.gold == 2 and result.statements.recall == 0.5


def test_what_is_undecided_or_decided_in_bulk_is_no_gold(reviewer: User) -> None:
    half, bulk = written(SHORT, title="一半"), written(SHORT, title="成批")
    one = suggestions(half)[0]
    actions.accept(reviewer, one.key, one.version)
    first, second = suggestions(bulk)
    actions.accept(reviewer, first.key, first.version, manner="bulk")
    actions.accept(reviewer, second.key, second.version)
    made = gold.export(reviewer)
    assert made.documents == 0 and [one.title for one in made.left] == ["一半", "成批"] or {one.title for one in made.left} == {"一半", "成批"}
    assert made.files == {}


def test_the_download(reviewer: User, as_person: Callable[[User], Client], tmp_path: Path) -> None:
    client = as_person(reviewer)
    assert client.get("/accuracy/gold/files/").status_code == 302
    accept_all(written(SHORT), reviewer)
    with zipfile.ZipFile(io.BytesIO(client.get("/accuracy/gold/files/").content)) as archive:
        archive.extractall(tmp_path)
    assert len(load_gold(tmp_path / "gold").statements) == 2
