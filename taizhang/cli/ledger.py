"""Values out of the office's ledger for ``taizhang series``: reviewed facts that a person may read."""
from dataclasses import replace

from taizhang.cli.keeping import known
from taizhang.indicators.collecting import subject_of
from taizhang.indicators.listing import Listed, order, wanted
from taizhang.server.accounts.roles import place
from taizhang.server.indicators import values


def listed(indicator: str, subject: str | None, by: str) -> Listed:
    """The reviewed values of an indicator that the person of an account may read; documents go by number or title."""
    pack = place()
    found, measure = wanted(indicator, pack)
    told = values.of_indicator(known(by), found.id, subjects=[subject_of(subject, pack)] if subject else None)
    named = {key: one.number or one.title for key, one in told.documents.items()}
    rows = [replace(one, document=named.get(one.document, one.document)) for one in told.points if not measure or one.measure == measure]
    names = {one.subject: pack.regions[one.subject].name for one in rows if one.subject in pack.regions}
    return Listed(found, tuple(sorted(rows, key=order)), names)
