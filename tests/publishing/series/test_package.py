"""The data package holds for the reference implementation, where that is installed (``pip install frictionless``)."""
import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from taizhang.packs import load
from taizhang.publishing.series import named
from tests.publishing.series.make import LICENCE, edition, point, several

frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed: it checks data packages against their standard")
Package, system = frictionless.Package, frictionless.system


def test_the_package_is_valid_for_the_reference_implementation(tmp_path: Path) -> None:
    pack = load("sample")
    whole = replace(edition(*several(), indicators=pack.indicators), licence=LICENCE, address="https://example.invalid/")
    for i, one in enumerate((whole, edition(), edition(point(indicator="unheard of")))):
        path = tmp_path / f"{i}"
        with ZipFile(BytesIO(named("package").write(one, "en"))) as archive:
            archive.extractall(path)
        with system.use_context(trusted=True):
            package = Package(path / "datapackage.json")
            report, rows = package.validate(), package.get_resource("values").read_rows()
        assert report.valid, report.flatten(["type", "message"])
        assert len(rows) == len(one.points)
    said = json.loads((tmp_path / "0" / "datapackage.json").read_text("utf-8"))
    assert said["licenses"] == [LICENCE.plain()] and {"title": "砚州市方案 砚政〔2028〕7号", "path": "https://example.invalid/plan"} in said["sources"]
    assert [one["name"] for one in said["resources"]] == ["values", "indicators", "documents"]


def test_the_reference_implementation_would_find_a_fault(tmp_path: Path) -> None:
    with ZipFile(BytesIO(named("package").write(edition(*several()), "en"))) as archive:
        archive.extractall(tmp_path)
    file = tmp_path / "data" / "values.csv"
    file.write_bytes(file.read_bytes().replace(b",actual,", b",guess,", 1))
    with system.use_context(trusted=True):
        found = {one[0] for one in Package(tmp_path / "datapackage.json").validate().flatten(["type"])}
    assert {"hash-count", "constraint-error"} <= found
