"""What stands for the portal's addresses."""
from taizhang.server.accounts.models import User
from tests.server.documents.texts import SHORT, written
from tests.server.things import arguments

ARGUMENTS = {"portal:indicator": {"id": "rd_gdp_ratio"}, "portal:indicator_file": {"id": "rd_gdp_ratio", "form": "csv"}, "portal:file": {"form": "json"},
             "portal:part": {"name": "values"}, "portal:nothing": {"rest": "no/such"}}
for _name, _given in ARGUMENTS.items():
    arguments(_name, lambda _thing, _given=_given: _given, noun="document")  # type: ignore[misc]
arguments("portal:document", lambda thing: {"key": thing.key}, noun="document")


def public(text: str = SHORT, user: User | None = None, **more: object):
    """A public document in force."""
    return written(text, by=user, publicity="主动公开", **more)
