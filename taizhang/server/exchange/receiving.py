"""The door of workbooks: looked through before a row names them. A secret is dropped; a bureau's sheet with data of persons is turned away."""
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.server.audit.actions import kind
from taizhang.server.audit.trail import record
from taizhang.server.documents.gate import NotHere, counted, numbers
from taizhang.server.documents.storage import Kept, drop, path_of
from taizhang.server.exchange import actions
from taizhang.server.exchange.models import Workbook
from taizhang.server.exchange.permissions import WORKBOOKS
from taizhang.server.exchange.taking import take
from taizhang.server.imports.reader import kept as reader_kept
from taizhang.text.cells import Sheet
from taizhang.text.secrecy import PERSONAL, marks, name_marked

SECRET = kind("exchange.secret", gettext_lazy("A workbook that {actor} handed in bears a mark of secrecy ({level}); it was refused and dropped"))


def receive(person: Any, name: str, kept: Kept) -> Workbook:
    """Take a workbook in if nothing in it has to stay out. Outside of any transaction; raises `NotHere`, and nothing is kept then."""
    WORKBOOKS.require(person, "start", Workbook(by=person, name=""))
    with reader_kept() as reader:
        reading = reader.read(path_of(kept.sha256), "workbook.xlsx", way="cells")
    sheets = [] if reading.error else [Sheet.of(one) for one in reading.made["sheets"]]
    texts = [*words(sheets)]
    found = [one for text in texts for one in marks(text)]
    level = name_marked(name) or next((one.says for one in found if one.kind == "secret"), "")
    if level:
        drop(kept.sha256)
        with transaction.atomic():
            record(person, SECRET, "workbook", "", {"level": level}, outcome="refused")
        raise NotHere(_("It bears a mark of secrecy ({level}): what is secret does not come in here.").format(level=level))
    personal = numbers([one for one in found if one.kind in PERSONAL])
    if personal and not take(iter(sheets)).ours:  # in our own edition they stand in texts about which a person decided
        drop(kept.sha256)
        raise NotHere(_("It holds data of persons: {what}. Leave them out, or put * for the digits.").format(what=counted(personal)))
    return actions.start(person, name, kept)


def words(sheets: list[Sheet]) -> list[str]:
    """Each sheet as a text: a row a line, its cells set apart by tabs."""
    return ["\n".join("\t".join(cell.text for cell in row.values()) for row in sheet.rows.values()) for sheet in sheets]
