"""Documents with what they do to others, systems with a member, and what addresses of the library take."""
from datetime import date
from uuid import UUID

from taizhang.server.accounts.models import User
from taizhang.server.documents.models import STATES, Document, Effect
from taizhang.server.library.models import Member, System
from tests.server.documents.texts import SHORT, written
from tests.server.things import Where, arguments, things


def paper(title: str = "关于支持创新的意见", text: str = SHORT, **more: object) -> Document:
    """A document of a few sentences."""
    return written(text, title=title, **more)


def effect(acting: Document, affected: Document, does: str = "revises", **more: object) -> Effect:
    """What one document does to another, without the action."""
    made = Effect(acting=acting.key, affected=affected.key, does=does, **more)
    made.save()
    return made


def system(document: Document, title: str = "创新政策体系", **more: object) -> System:
    """A system of a main document."""
    made = System(document=document.key, title=title, **more)
    made.save()
    return made


def member(of: System, title: str = "实施细则", **more: object) -> Member:
    """A member of a system."""
    made = Member(system=of.key, title=title, **more)
    made.save()
    return made


@things("effect")
def effects(user: User, where: Where) -> dict[str, Document]:
    """Acting documents in every state; what each does is asked of the document."""
    return {state: paper(f"测试文件 {state}", region=where.region, owner=where.unit, state=state) for state in STATES}


@things("library")
def library(user: User, where: Where) -> dict[str, Document]:
    """One document: the library lists them in every state."""
    return {"": paper(region=where.region, owner=where.unit)}


@things("system")
def systems(user: User, where: Where) -> dict[str, System]:
    """One whose main document lies in the place."""
    return {"": system(paper(region=where.region, owner=where.unit))}


def _effect_of(document: Document) -> UUID:
    return effect(document, paper("另一份文件", region=document.region, owner=document.owner)).key


def _member_of(made: System) -> dict[str, UUID]:
    return {"key": made.key, "member": member(made, due=date(2030, 1, 1)).key}


def _ended(made: System) -> dict[str, UUID]:
    made.conclude(by=None, reason="")
    return {"key": made.key}


def _removed(made: System) -> dict[str, UUID]:
    gone = member(made)
    gone.conclude(by=None, reason="")
    return {"key": made.key, "member": gone.key}


arguments("library:undo_effect", lambda document: {"key": _effect_of(document)})
arguments("library:change_member", _member_of)
arguments("library:remove_member", _member_of)
arguments("library:restore_member", _removed)
arguments("library:restore_system", _ended)
arguments("library:export", lambda document: {"format": "csv"})
arguments("library:unit", lambda document: {"id": "990402.kjj"})
arguments("library:region", lambda document: {"id": "990402"})
arguments("library:indicator", lambda document: {"id": "rd_gdp_ratio"})
