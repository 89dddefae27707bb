"""Under which of its units a fact is listed."""
from collections.abc import Iterable

Charge = tuple[str, str, str, bool]  # id in the pack or nothing, name, role or nothing, inherited


def lead_of(units: Iterable[Charge]) -> str:
    """The id (the name, where the pack does not know it) of the first lead, else of the first unit; nothing where there is none.

    >>> lead_of([("990400.czj", "a", "support", False), ("990400.kjj", "b", "lead", False)])
    '990400.kjj'
    >>> lead_of([("", "somebody", "", False)]), lead_of([])
    ('somebody', '')
    """
    rows = list(units)
    for role in ("lead", "inferred", None):
        for id, name, said, _ in rows:
            if role is None or said == role:
                return (id or name)[:120]
    return ""
