"""The layer as a folder in memory: fetched when its mark changed, and exactly what an export writes."""
import csv
import io
import uuid
import zipfile
from collections.abc import Iterable
from typing import Any

import yaml
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy

from taizhang import packs
from taizhang.server.accounts.roles import OWN_LAYER, Fetched
from taizhang.server.audit.actions import action
from taizhang.server.audit.trail import record
from taizhang.server.local.models import Alias, Mark
from taizhang.server.local.permissions import ALIASES

NAME = "local"
FILE = "aliases.csv"
COLUMNS = ("id", "section", "of", "name", "since", "until", "source")
_tables: set[str] = set()


def fetch(known: Fetched) -> Fetched:
    """The layer in its present state; as it was where the mark is the same."""
    if not _there():
        return "", None
    stamp = Mark.objects.order_by("pk").values_list("stamp", flat=True).first() or ""
    return known if stamp == known[0] else (stamp, packs.folder_of(texts(Alias.objects.current()), NAME) if stamp else None)


def changed() -> None:
    """Note, in the action's own transaction, that the layer is another now."""
    stamp = uuid.uuid4().hex
    if not Mark.objects.update(stamp=stamp):
        Mark.objects.create(stamp=stamp)
    OWN_LAYER.look_again()
    transaction.on_commit(OWN_LAYER.look_again)


def texts(rows: Iterable[Alias]) -> dict[str, str]:
    """The files of the layer, by name."""
    below = packs.load(settings.PACK)
    manifest = {"id": NAME, "title": below.title, "english": f"{below.english}, the layer of this installation", "version": "1",
                "parent": settings.PACK, "sections": ["aliases"]}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in sorted(rows, key=lambda one: (one.section, one.of, one.name, one.id_in_pack)):
        writer.writerow((one.id_in_pack, one.section, one.of, one.name, one.valid_from or "", one.valid_until or "", one.source))
    return {"pack.yaml": yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False), FILE: out.getvalue()}


@action("local.export", gettext_lazy("{actor} exported the installation's own layer: {names} names"))
def export(actor: Any) -> dict[str, str]:
    """The files of the layer as it is now, for who takes it along; empty, it is a folder that adds nothing."""
    ALIASES.require(actor, "export")
    rows = list(Alias.objects.current())
    record(actor, "local.export", "alias", "", {"names": str(len(rows))})
    return texts(rows)


def packed(actor: Any) -> bytes:
    """The folder of the layer, zipped, for who takes it along."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, text in export(actor).items():
            archive.writestr(f"{NAME}/{file}", text)
    return whole.getvalue()


def _there() -> bool:
    """Whether the tables are made: commands ask for the pack before the first migration too."""
    name = str(connection.settings_dict["NAME"])
    if name not in _tables and Mark._meta.db_table in connection.introspection.table_names():
        _tables.add(name)
    return name in _tables
