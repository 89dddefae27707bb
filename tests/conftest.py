"""What every test may use: the real texts beside the checkout, profiles of hypothesis, markers.

``shared`` is the folder ``../shared`` (or the one named by ``TAIZHANG_SHARED``): real documents that are never part of
the project. A test that asks for it skips, saying so, where it is absent.
"""
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import browser

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("TAIZHANG_SHARED") or ROOT.parent / "shared")
ABSENT = "no folder of real documents (../shared, or TAIZHANG_SHARED)"

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("default"), derandomize=True)
settings.register_profile("soak", parent=settings.get_profile("default"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--soak``: run the long tests too (``make soak``)."""
    parser.addoption("--soak", action="store_true", help="run the tests marked soak too")


def pytest_configure(config: pytest.Config) -> None:
    """Register our markers."""
    config.addinivalue_line("markers", "soak: takes minutes; runs in `make soak` only")
    config.addinivalue_line("markers", "browser: drives a real browser; skips where there is none")
    config.addinivalue_line("markers", "covers(*ids, status): the rows of docs/coverage.md this test holds to account")


def pytest_sessionstart(session: pytest.Session) -> None:
    """While tests are collected there is no database to ask for the installation's own layer; tests with one ask theirs."""
    try:
        from taizhang.server.accounts.roles import OWN_LAYER
    except (ImportError, RuntimeError):  # the library alone is tested
        return
    OWN_LAYER.fetch = None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests to ``make soak``."""
    if config.getoption("--soak"):
        return
    for item in items:
        if item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.skip(reason="a long test: make soak runs it"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the checkout."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip(ABSENT)
    return SHARED


def _real_texts(*parts: str) -> list[Path]:
    return [path for part in parts for path in sorted((SHARED / part).rglob("*.txt"))]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """``real_text`` runs a test once for every real document, ``gold_text`` once for each in seeds and reading/texts."""
    for name, parts in (("real_text", ("seeds", "reading/texts", "corpus")), ("gold_text", ("seeds", "reading/texts"))):
        if name in metafunc.fixturenames:
            paths = _real_texts(*parts)
            absent = pytest.param(None, id="absent", marks=pytest.mark.skip(reason=ABSENT))
            metafunc.parametrize(name, paths or [absent], ids=[str(path.relative_to(SHARED)) for path in paths] or None)


@pytest.fixture(scope="session")
def real_texts(shared: Path) -> tuple[Path, ...]:
    """Every real document as a .txt file: seeds, reading/texts and corpus."""
    return tuple(_real_texts("seeds", "reading/texts", "corpus"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Every test with a page uses Debian's browser."""
    return browser.launch()
