"""``taizhang series`` without files lists reviewed values of the ledger that the person may read."""
import pytest

from taizhang.cli import ledger
from taizhang.values.errors import UsageError
from tests.server.indicators.make import reviewed
from tests.server.things import somebody

pytestmark = pytest.mark.django_db


def test_reviewed_values_with_the_name_of_their_document() -> None:
    document = reviewed("关于2030年目标的通知\n到2030年，地区生产总值达到9000亿元。\n")
    found = ledger.listed("GDP", None, somebody("planning").account)
    assert [(one.period.year, one.value, one.reviewed) for one in found] == [(2030, 900_000_000_000, True)]
    assert found.rows[0].document == (document.number or document.title)


def test_an_unknown_account_is_refused() -> None:
    with pytest.raises(UsageError, match="no such account"):
        ledger.listed("gdp", None, "nobody")
