"""Made-up facts for examples in docstrings and for tests; the place and all figures are invented."""
from decimal import Decimal
from typing import Any

from taizhang.values import Statement

_BASE: dict[str, Any] = {
    "doc": "example.txt", "start": 0, "end": 4, "quote": "1", "value_start": 0, "value_end": 1, "value_quote": "1", "indicator": "",
    "kind": "target", "measure": "level", "op": "=", "value": Decimal(1), "value2": None, "unit": "",
    "per": None, "period": None, "subject": "",
}


def statement(**given: Any) -> Statement:
    """A statement with whatever fields the example is about."""
    return Statement(**(_BASE | given))
