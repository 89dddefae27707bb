"""Values in four formats: each row with its source, exact, in one order, and nothing that starts a formula."""
import csv
import json
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.publishing.series import COLUMNS, FORMS, KEPT_UNTIL, OPS, lists, named
from taizhang.publishing.series.written import STARTS_FORMULA, text
from taizhang.publishing.words import catalogue
from taizhang.values.errors import UsageError
from tests.publishing.series.make import edition, point, several

#: The names of version 1: they are promised until `KEPT_UNTIL`, so this list may only grow at its end.
NAMES = (
    "indicator indicator_name calibre subject subject_name period first_year last_year kind measure op value value2 unit per vintage modality "
    "derived trace reviewed number title issued start end quote document key address"
).split()


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_names_of_version_one_stay() -> None:
    assert [one.name for one in COLUMNS][:len(NAMES)] == NAMES and KEPT_UNTIL.year >= 2029
    assert list(OPS.values()) == ["eq", "ge", "gt", "le", "lt", "about", "range"]


def test_a_row_carries_its_source_and_exact_value() -> None:
    row = read_csv(named("csv").write(edition(point()), "zh_Hans"))[0]
    said = {"number": "砚政〔2028〕7号", "title": "砚州市方案", "start": "10", "end": "14", "quote": "生产总值", "value": "462721060000", "op": "eq",
            "period": "2027", "kind": "actual", "subject_name": "砚州市", "issued": "2028-03-12", "reviewed": "true", "derived": "false"}
    assert {name: row[name] for name in said} == said
    assert named("csv").write(edition(point()), "en").startswith(b"\xef\xbb\xbf")


def test_json_has_the_same_rows_with_all_digits() -> None:
    data = named("json").write(edition(*several()), "zh_Hans")
    said = json.loads(data, parse_float=Decimal, parse_int=Decimal)
    assert said["format"] == "taizhang-series" and said["version"] == "1.0" and said["licences"][0]["name"] == "notspecified"
    rows = read_csv(named("csv").write(edition(*several()), "zh_Hans"))
    assert [format(one["value"], "f") for one in said["values"]] == [one["value"] for one in rows]
    assert "12345678901234567890.50" in {one["value"] for one in rows} and "0" in {one["value"] for one in rows}
    assert next(one for one in said["values"] if one["key"] == "k4")["last_year"] is None
    assert "level from growth" in next(one for one in said["values"] if one["derived"])["trace"]


@pytest.mark.parametrize("name", ["csv", "json", "package"])
@given(st.permutations(range(len(several()))))
def test_the_order_of_points_changes_nothing(name: str, order: list[int]) -> None:
    made, mixed = several(), [several()[i] for i in order]
    assert named(name).write(edition(*mixed), "en") == named(name).write(edition(*made), "en")


@given(st.text(max_size=40))
def test_no_cell_of_words_can_start_a_formula(said: str) -> None:
    assert not text(said).lstrip().startswith(STARTS_FORMULA)


def test_no_cell_of_a_file_can_start_a_formula() -> None:
    for row in read_csv(named("csv").write(edition(*several()), "en")):
        assert not [one for name, one in row.items() if name not in ("value", "value2") and one.lstrip().startswith(STARTS_FORMULA)]
    data = named("xlsx").write(edition(*several()), "en")
    with ZipFile(BytesIO(data)) as archive:
        assert not any(b"<f>" in archive.read(name) or b"<f " in archive.read(name) for name in archive.namelist() if name.endswith(".xml"))
    cells = [cell for sheet in openpyxl.load_workbook(BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    suspicious = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(STARTS_FORMULA)]
    assert suspicious and all(cell.data_type == "s" and cell.quotePrefix for cell in suspicious if cell.value[:1] in "=+-@\t")


def test_the_workbook_speaks_chinese_and_says_what_it_is() -> None:
    book = openpyxl.load_workbook(BytesIO(named("xlsx").write(edition(*several()), "zh_Hans")))
    assert book.sheetnames == ["数值表", "指标", "文件", "说明"] and book["数值表"].max_row == len(several()) + 1
    assert [book["数值表"].cell(1, i).value for i in (1, 9, 12)] == ["指标编码", "种类", "数值"]
    said = [one for column in COLUMNS for one in (column.head, column.says)]
    said += [one for listed in (lists.INDICATORS, lists.DOCUMENTS) for row in listed for one in row[1:]] + [form.says for form in FORMS]
    assert sorted(set(said) - catalogue("zh_Hans").keys()) == []


def test_an_unknown_form_says_which_there_are() -> None:
    with pytest.raises(UsageError, match="csv, json, xlsx, package"):
        named("pdf")
