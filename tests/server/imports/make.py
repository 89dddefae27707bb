"""Imports in every state, for the table of permissions and the walk of all addresses."""
from taizhang.server.accounts.models import User
from taizhang.server.imports.models import Import, Item
from taizhang.server.imports.permissions import STATES
from tests.server.things import Where, arguments, somebody, things


@things("import")
def imports(user: User, where: Where) -> dict[str, Import]:
    """By somebody else, for the unit of the place."""
    other = somebody()
    made = {state: Import.objects.create(by=other, owner=where.unit, state=state, label="x") for state in STATES}
    for batch in made.values():
        Item.objects.create(batch=batch, position=0, name="x.txt", finding="doubtful", gate={"restricted": ["x"]})
    return made


arguments("imports:found", lambda batch: {"key": batch.key, "item": batch.items.get().pk})
