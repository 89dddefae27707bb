"""Undo brings an old place back, but never one that another fact took meanwhile."""
import pytest

from taizhang.server.accounts.models import User
from taizhang.server.facts import actions
from taizhang.server.facts.adding import add
from taizhang.server.facts.errors import Incomplete
from taizhang.server.facts.models import Fact
from tests.server.documents.texts import first, written

pytestmark = pytest.mark.django_db
TEXT = "砚州市创新工作方案\n一、主要目标\n到2030年，研发经费投入占比达到2.5%以上，力争进入全省前列。\n"


def test_a_place_that_was_taken_meanwhile_is_not_given_twice(one: User) -> None:
    document = written(TEXT)
    goal = first(document, kind="goal")
    old = goal.start, goal.end
    moved = actions.correct(one, goal.key, goal.version, actions.filled(goal, {"start": goal.start + 2, "end": goal.end}))
    taken = add(one, document.key, *old, {"kind": "goal", "what": "名次"})
    with pytest.raises(Incomplete) as refused:
        actions.undo(one, moved.key, moved.version)
    assert "名次" in str(refused.value)
    assert (Fact.objects.current().get(key=goal.key).start, Fact.objects.current().get(key=taken.key).start) == (moved.start, old[0])
    actions.undo(one, taken.key, taken.version)
    back = actions.undo(one, moved.key, moved.version)
    assert (back.start, back.end) == old
