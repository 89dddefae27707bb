"""The project's own scorer: its definitions, its errors, and the same figures as the scorer beside the real texts."""
import json
import random
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import taizhang
from taizhang.reading.score import Gold, load_gold, mistakes, score
from taizhang.reading.score_gold import GoldCitation, GoldDocument, GoldStatement, GoldTask
from taizhang.reading.score_names import IndicatorJudge, alike
from taizhang.reading.score_pairs import overlap, pair
from taizhang.values import Citation, Facts, Metadata, Period, Statement, Task
from taizhang.values.errors import UsageError

PATENTS = GoldStatement("a.txt", 0, 20, "q", 10, 14, "2.5%", "专利授权量", "grants", "target", "growth", "=", Decimal("2.5"), None, "%",
                        None, "2020", "甲市")
BARE = GoldDocument("a.txt", "甲市计划", ("甲市人民政府",), "甲政〔2020〕1号", "2020-03", None, "2020", ())


def _statement(gold: GoldStatement, **changes: Any) -> Statement:
    """What a perfect reader would find for a row of gold, with some fields changed."""
    period = None if gold.period is None else Period.parse(gold.period)
    perfect = Statement(
        doc=gold.doc, start=gold.start, end=gold.end, quote=gold.quote, value_start=gold.value_start, value_end=gold.value_end,
        value_quote=gold.value_quote, indicator=gold.indicator or "", kind=gold.kind, measure=gold.measure, op=gold.op,  # type: ignore[arg-type]
        value=gold.value or Decimal(0), value2=gold.value2, unit=gold.unit or "", per=gold.per, period=period, subject=gold.subject or "")
    return replace(perfect, **changes)


def _task(gold: GoldTask, **changes: Any) -> Task:
    perfect = Task(gold.doc, gold.start, gold.end, "", gold.number, gold.title, gold.path, gold.units_start, gold.units_end, "", gold.units,
                   gold.roles)  # type: ignore[arg-type]
    return replace(perfect, **changes)


def _facts(gold: Gold, document: GoldDocument, **changes: Any) -> Facts:
    own = gold.only({document.doc})
    metadata = Metadata(document.title, document.issuers, document.number, document.issued, document.year_of, document.plan_for)
    cites = tuple(Citation(c.start, c.end, c.quote, None, None, c.relation) for c in document.cites)  # type: ignore[arg-type]
    facts = Facts(document.doc, "", "", metadata, "china", "", statements=tuple(map(_statement, own.statements)),
                  tasks=tuple(map(_task, own.tasks)), cites=cites)
    return replace(facts, **changes)


class TestStatements:
    def test_perfect(self) -> None:
        gold = Gold((BARE,), (PATENTS,), ())
        result = score(gold, [_facts(gold, BARE)])
        assert result.statements.f1 == result.strict.f1 == 1.0
        assert set(result.fields.values()) == {1.0}
        assert set(result.metadata.values()) == {1.0}
        assert result.mistakes == ()

    @pytest.mark.parametrize("field, value", [
        ("value", Decimal("2.6")), ("unit", "家"), ("op", ">="), ("kind", "actual"), ("period", Period.parse("2019")),
        ("indicator", "专利申请量")])
    def test_one_wrong_strict_field_is_found_but_not_strict(self, field: str, value: object) -> None:
        gold = Gold((BARE,), (PATENTS,), ())
        result = score(gold, [_facts(gold, BARE, statements=(_statement(PATENTS, **{field: value}),))])
        assert (result.statements.f1, result.strict.f1, result.fields[field]) == (1.0, 0.0, 0.0)
        assert [m.what for m in result.mistakes] == ["wrong"]
        assert field in result.mistakes[0].says

    def test_extra_and_missed(self) -> None:
        gold = Gold((BARE,), (PATENTS,), ())
        result = score(gold, [_facts(gold, BARE, statements=(_statement(PATENTS, value_start=30, value_end=33),))])
        assert (result.statements.precision, result.statements.recall) == (0.0, 0.0)
        assert sorted(m.what for m in result.mistakes) == ["extra", "missed"]

    def test_borderline_is_neither_missed_nor_wrong(self) -> None:
        doubtful = replace(PATENTS, value_start=40, value_end=44, borderline=True)
        gold = Gold((BARE,), (PATENTS, doubtful), ())
        with_it = score(gold, [_facts(gold, BARE)])
        without = score(gold, [_facts(gold, BARE, statements=(_statement(PATENTS),))])
        assert with_it.statements == without.statements
        assert with_it.gold == with_it.found == 1

    def test_unscored_field_is_right(self) -> None:
        gold = Gold((BARE,), (replace(PATENTS, unscored=frozenset({"period"})),), ())
        assert score(gold, [_facts(gold, BARE, statements=(_statement(PATENTS, period=None),))]).strict.f1 == 1.0

    def test_document_that_was_not_read_counts_as_missed_and_without_gold_is_passed_over(self) -> None:
        gold = Gold((BARE,), (PATENTS,), ())
        stranger = _facts(gold, replace(BARE, doc="b.txt"), statements=(_statement(replace(PATENTS, doc="b.txt")),))
        assert score(gold, [stranger]).statements.recall == 0.0
        assert score(gold, [stranger]).found == 0
        assert mistakes(gold, [stranger], 1)[0].doc == "a.txt"

    def test_wording_nearer_to_another_indicator_is_wrong(self) -> None:
        other = replace(PATENTS, indicator="发明专利拥有量", indicator_id="held", value_start=50, value_end=52)
        judge = IndicatorJudge([PATENTS, other])
        assert judge.right(other, "每万人发明专利拥有量")
        assert not judge.right(PATENTS, "发明专利拥有量")
        assert not judge.right(PATENTS, "")


class TestTasks:
    TASK = GoldTask("a.txt", 0, 50, "3.", "产业创新", ("总则",), 52, 60, ("市发改委", "市经信委"), ("lead", "support"))

    def test_each_part_counts_by_itself(self) -> None:
        gold = Gold((BARE,), (), (self.TASK,))
        found = _task(self.TASK, units=("市发改委",), roles=("lead",), path=("别处",), end=20, number="4.", title="无关")
        shares = score(gold, [_facts(gold, BARE, tasks=(found,))]).task_shares
        assert shares is not None
        assert (shares.units_exact, shares.title, shares.body, shares.number, shares.path, shares.roles) == (0, 0, 0, 0, 0, 0)

    def test_roles_are_not_scored_where_the_gold_tells_none(self) -> None:
        gold = Gold((BARE,), (), (replace(self.TASK, roles=(None, None)),))
        shares = score(gold, [_facts(gold, BARE)]).task_shares
        assert shares is not None and shares.roles is None

    def test_task_without_units_is_no_answer(self) -> None:
        gold = Gold((BARE,), (), (self.TASK,))
        assert score(gold, [_facts(gold, BARE, tasks=(_task(self.TASK, units=()),))]).tasks.recall == 0.0


class TestDocuments:
    def test_month_is_answered_by_a_day_of_it(self) -> None:
        gold = Gold((BARE,), (), ())
        metadata = Metadata(title="甲市计划", issued="2020-03-15")
        result = score(gold, [_facts(gold, BARE, metadata=metadata)])
        assert (result.metadata["issued"], result.metadata["title"], result.metadata["number"]) == (1.0, 1.0, 0.0)

    def test_excerpt_has_no_metadata(self) -> None:
        gold = Gold((BARE, replace(BARE, doc="b.txt", excerpt=True)), (), ())
        assert score(gold, [_facts(gold, BARE)]).metadata["title"] == 1.0

    def test_relation_is_a_share_of_the_citations_found(self) -> None:
        cites = (GoldCitation(0, 5, "《甲》", "implements"), GoldCitation(9, 14, "《乙》", "other"))
        document = replace(BARE, cites=cites)
        gold = Gold((document,), (), ())
        found = (Citation(0, 5, "《甲》", "甲", None, "issues"), Citation(20, 25, "《丙》", "丙", None, "other"))
        result = score(gold, [_facts(gold, document, cites=found)])
        assert (result.citations.precision, result.citations.recall, result.relation) == (0.5, 0.5, 0.0)


def test_pairing_is_that_of_all_pairs() -> None:
    rng = random.Random(7)
    for _ in range(200):
        gold = [(a, a + rng.randint(0, 9)) for a in (rng.randint(0, 60) for _ in range(rng.randint(0, 12)))]
        found = [(a, a + rng.randint(0, 25)) for a in (rng.randint(0, 60) for _ in range(rng.randint(0, 12)))]
        rows = sorted((-overlap(g, f), abs(g[0] - f[0]), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if overlap(g, f))
        expected: list[tuple[int, int]] = []
        for _, _, i, j in rows:
            if i not in {a for a, _ in expected} and j not in {b for _, b in expected}:
                expected.append((i, j))
        assert pair(gold, found) == expected


def test_alike_is_not_shortened_by_its_bounds() -> None:
    assert alike("高新技术企业数量", "高新技术企业") == pytest.approx(0.5 + 0.5 * 6 / 8)
    assert alike("甲", "乙") == 0.0
    assert alike("", None) == 1.0


class TestLoading:
    def test_rows_of_a_folder(self, tmp_path: Path) -> None:
        document = '{"doc": "a.txt", "title": "计划", "issuers": [], "year_of": 2017, "cites": []}'
        (tmp_path / "a.documents.jsonl").write_text(document + "\n", "utf-8")
        row = {"doc": "a.txt", "start": 0, "end": 3, "quote": "5件", "value_start": 0, "value_end": 2, "value": 0.1, "borderline": True}
        (tmp_path / "a.statements.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n\n", "utf-8")
        (tmp_path / "README.md").write_text("not gold", "utf-8")
        gold = load_gold(tmp_path)
        assert gold.documents[0].year_of == "2017"
        assert gold.statements[0].value == Decimal("0.1")
        assert gold.statements[0].borderline
        assert gold.only({"b.txt"}) == Gold((), (), ())

    @pytest.mark.parametrize("name, line, says", [
        ("a.statements.jsonl", "{", "a.statements.jsonl:1: is not a row of gold"),
        ("a.statements.jsonl", '{"doc": "a.txt"}', "'start' is not a number"),
        ("a.statements.jsonl", '["a.txt"]', "not an object"),
        ("a.tasks.jsonl", '{"doc": "b.txt", "start": 0, "end": 1, "units_start": 0, "units_end": 1}', "'b.txt' is incomplete"),
    ])
    def test_what_is_wrong_is_said(self, tmp_path: Path, name: str, line: str, says: str) -> None:
        (tmp_path / "a.documents.jsonl").write_text('{"doc": "a.txt"}\n', "utf-8")
        (tmp_path / name).write_text(line, "utf-8")
        with pytest.raises(UsageError, match=says):
            load_gold(tmp_path)

    def test_no_gold(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="holds no gold"):
            load_gold(tmp_path)
        with pytest.raises(UsageError, match="is not a folder"):
            load_gold(tmp_path / "absent")


# -- the same figures as the scorer beside the real texts ------------------------------------------------------------------

_PLAIN = ("doc", "start", "end", "quote", "value_start", "value_end", "value_quote", "indicator", "kind", "measure", "op", "unit", "per",
          "subject")


def _rows(found: Iterable[Facts]) -> Iterable[dict[str, Any]]:
    """The fields that the other scorer reads, in the order of the facts."""
    for facts in found:
        meta = facts.metadata
        yield {"type": "document", "doc": facts.doc, "title": meta.title, "issuers": list(meta.issuers), "number": meta.number,
               "issued": meta.issued, "year_of": meta.year_of, "plan_for": meta.plan_for,
               "cites": [{"start": c.start, "end": c.end, "quote": c.quote, "relation": c.relation} for c in facts.cites]}
        for s in facts.statements:
            yield {"type": "statement", **{name: getattr(s, name) for name in _PLAIN}, "value": float(s.value),
                   "value2": None if s.value2 is None else float(s.value2), "period": None if s.period is None else str(s.period)}
        for t in facts.tasks:
            yield {"type": "task", "doc": t.doc, "start": t.start, "end": t.end, "number": t.number, "title": t.title, "path": list(t.path),
                   "units_start": t.units_start, "units_end": t.units_end, "units": list(t.units), "roles": list(t.roles)}


def _theirs(shared: Path, found: Iterable[Facts], folder: Path) -> dict[str, Any]:
    rows = folder / "found.jsonl"
    named = [{"type": kind, "doc": ""} for kind in ("document", "statement", "task")]  # it wants a row of each type
    rows.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in (*named, *_rows(found))), "utf-8")
    command = [sys.executable, str(shared / "reading/score.py"), str(shared / "reading/gold"), str(rows), "--json", "--by-document"]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env={"PYTHONIOENCODING": "utf-8"})
    figures: dict[str, Any] = json.loads(done.stdout)
    figures.pop("_notes")
    return figures


def _perturbed(gold: Gold, rng: random.Random) -> list[Facts]:
    """Gold as a poor reader would find it: rows dropped, moved, doubled, changed."""
    return [_perturbed_document(gold, document, rng) for document in gold.documents if rng.random() > 0.1]


def _perturbed_document(gold: Gold, document: GoldDocument, rng: random.Random) -> Facts:
    own = gold.only({document.doc})
    names = [s.indicator or "" for s in gold.statements]
    statements: list[Statement] = []
    for s in own.statements:
        one = _statement(s)
        if rng.random() < 0.1:
            continue
        if rng.random() < 0.3:
            by = rng.randint(-4, 4)
            one = replace(one, value_start=max(0, one.value_start + by), value_end=one.value_end + by + rng.randint(0, 3),
                          start=max(0, one.start - 3 * abs(by)))
        if rng.random() < 0.5:
            changes: list[dict[str, Any]] = [
                {"indicator": rng.choice(names)}, {"indicator": one.indicator[: rng.randint(0, len(one.indicator))]}, {"kind": "rule"},
                {"value": one.value + Decimal("1e-13")}, {"value": one.value * 10}, {"value2": Decimal(5)}, {"unit": "家"}, {"op": ">="},
                {"measure": "rank"}, {"period": rng.choice([None, *map(Period.parse, ("2017", "2017-12", "2016/2020"))])},
                {"subject": rng.choice(["", "企业", f"{one.subject}市"])}, {"per": "年"},
                {"indicator": rng.choice(["“", "申请", "省级"]) + one.indicator}]
            one = replace(one, **rng.choice(changes))
        statements.append(one)
        if rng.random() < 0.1:
            statements.append(replace(one, value_end=one.value_end + 2))
        if rng.random() < 0.1:
            statements.append(replace(one, value_start=one.value_start + 900, value_end=one.value_end + 900))
    tasks = []
    for t in own.tasks:
        if rng.random() < 0.1:
            continue
        changes = [{}, {}, {"title": None}, {"number": "9."}, {"path": t.path[:-1]}, {"end": t.start + 9}, {"units": t.units[::-1]},
                   {"units": ()}, {"roles": (None,) * len(t.units)}, {"units_start": t.units_start - 30}, {"roles": ()}]
        tasks.append(_task(t, **rng.choice(changes)))
    cites = tuple(Citation(c.start + rng.randint(-9, 9), c.end, c.quote, None, None, rng.choice(["implements", "other", "issues"]))
                  for c in document.cites if rng.random() > 0.2)
    metadata = Metadata(rng.choice([document.title, document.title and document.title[:-6], None]), rng.choice([document.issuers, ()]),
                        rng.choice([document.number, None]), rng.choice([document.issued, None, "2017-12-31"]),
                        rng.choice([document.year_of, "2017"]), rng.choice([document.plan_for, None]))
    rng.shuffle(statements)
    return _facts(gold, document, statements=tuple(statements), tasks=tuple(tasks), cites=cites, metadata=metadata)


@pytest.mark.parametrize("seed", range(4))
def test_same_figures_on_perturbed_gold(shared: Path, tmp_path: Path, seed: int) -> None:
    gold = load_gold(shared / "reading/gold")
    found = _perturbed(gold, random.Random(seed))
    ours = score(gold, found)
    assert ours.as_dict() == _theirs(shared, found, tmp_path)
    assert 0.3 < ours.strict.f1 < 0.9  # the perturbation reached the figures


def test_same_figures_on_gold_itself(shared: Path, tmp_path: Path) -> None:
    gold = load_gold(shared / "reading/gold")
    found = [_facts(gold, document) for document in gold.documents]
    ours = score(gold, found)
    assert ours.as_dict() == _theirs(shared, found, tmp_path)
    assert ours.statements.f1 == ours.tasks.f1 == ours.citations.f1 == 1.0


def test_same_figures_on_what_the_reader_finds(shared: Path, tmp_path: Path) -> None:
    gold = load_gold(shared / "reading/gold")
    paths = [path for part in ("seeds", "reading/texts") for path in sorted((shared / part).glob("*.txt")) if path.name in gold.docs]
    found = [taizhang.read_text(path.read_bytes().decode("utf-8"), path.name) for path in paths]
    ours = score(gold, found)
    assert len(paths) == ours.documents
    assert ours.as_dict() == _theirs(shared, found, tmp_path)
