"""Moments in an address: what lies at the ends of the calendar is said to be no date, before any time zone is asked."""
import pytest

from taizhang.server.history import Moment
from taizhang.values.errors import UsageError

ENDS = [{"known": "0001-01-01"}, {"known": "0001-01-01T00:00"}, {"known": "0001-01-01T00:00:00+14:00"}, {"known": "9999-12-31T23:59:59-14:00"},
        {"known": "9999-12-31"}, {"valid": "0001-01-01"}, {"valid": "9999-12-31"}, {"valid": "0000-01-01"}, {"known": "2018-07-05T10:42:00+99:99"},
        {"known": "0382-03-29T19:00:56+20:38"}]


@pytest.mark.parametrize("given", ENDS, ids=str)
def test_the_ends_of_the_calendar_are_refused(given: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        Moment.parse(given)


@pytest.mark.parametrize("given", [{"known": "0002-01-01T00:00:00+14:00"}, {"known": "9998-12-31T23:59:59-14:00"}, {"valid": "9998-12-31"}], ids=str)
def test_what_lies_inside_leads_back_to_itself(given: dict[str, str]) -> None:
    asked = Moment.parse(given)
    assert Moment.parse(asked.parameters()) == asked
