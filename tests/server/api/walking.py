"""Every address of the API with things of every state that stand for its keys, and a body that is right: for the walk and for the fuzzing."""
import re
from collections.abc import Callable
from typing import Any

from ninja.operation import Operation

from taizhang.server.accounts.doors import Asks, asks
from taizhang.server.accounts.models import User
from taizhang.server.accounts.roles import place
from taizhang.server.api.v1 import api
from taizhang.server.tasks.models import Assignment
from tests.server.things import INSIDE, THINGS

#: Method, path (as the description has it) and operation, by the name of the operation.
OPERATIONS: dict[str, tuple[str, str, Operation]] = {}
for _path, _made in api.operations():
    for _method in _made.methods:
        OPERATIONS[api.get_openapi_operation_id(_made)] = (_method, re.sub(r"\{\w+:", "{", _path), _made)
NO_KEY = "00000000-0000-4000-8000-000000000000"
#: What changes something by a body that has to be right before anybody is asked whether it may be changed. 0: another person's number.
BODIES: dict[str, Any] = {
    "documents_edit": {"number": "1"}, "documents_withdraw": {"reason": "x"}, "facts_correct": {"what": "x"}, "facts_reject": {"reason": "x"},
    "documents_add_fact": {"kind": "task", "start": 0, "end": 4, "what": "x"}, "facts_second": {"verdict": "accept"},
    "facts_split_it": {"parts": [{"start": 0, "end": 2}, {"start": 2, "end": 4}]}, "ledger_accept": {"seed": "x", "expected": 1},
    "facts_merge_it": {"others": [{"key": NO_KEY, "version": 1}]},
    "facts_dispute": {"reason": "x"}, "facts_settle_it": {"proposal": "accept"}, "views_save": {"name": "x"}, "views_change": {"name": "y"},
    "imports_admit": {"handling": "admit", "grounds": "x", "choice": "skip"}, "imports_choose": {"choices": [{"item": 1, "choice": "skip"}]},
    "accounts_new": {"account": "new-one", "name": "x"}, "accounts_edit": {"name": "y"},
    "accounts_close": {"reason": "x"}, "accounts_reopen": {"reason": "x"}, "accounts_remove_factor": {"reason": "x"}, "grants_withdraw": {"reason": "x"},
    "grants_give": {"account": 0, "role": "leader", "scope": "all", "reason": "x"}, "grants_transfer": {"giver": 0, "taker": 0, "reason": "x"},
    "accounts_hand_over": {"taker": 0, "planned": {}, "reason": "x"}, "me_password": {"old": "x", "new": "y"},
    "tasks_give": {"sentence": "请市科技局办理。", "said_by": "王市长", "said_on": "2020-01-02"}, "tasks_suggest": {"sentence": "请市科技局办理。"},
    "tasks_correct": {"number": "1"}, "tasks_withdraw": {"reason": "x"},
    "tasks_assign": {"clauses": [{"fact": NO_KEY, "version": 1, "units": [{"name": "市科技局"}]}]},
    "accuracy_adopt": {"section": "units", "old": "x", "new": "y"}, "names_add": {"name": "x", "section": "units", "stands_for": INSIDE.unit},
    "names_end": {"last_day": "2040-01-01"}, "review_assign": {"person": None}, "review_read_second": {"verdict": "read", "reason": "x"},
    "library_record": {"other": NO_KEY, "version": 1, "does": "revises"}, "library_days": {"name": "valid_from"},
    "systems_make": {"document": NO_KEY, "title": "x"}, "systems_edit": {"title": "y"}, "systems_end": {}, "systems_add": {"title": "x"},
    "systems_change": {"title": "y"}, "workbooks_choose": {"choices": [{"row": 1, "choice": "skip"}]},
    "workbooks_name_columns": {"sheet": "x", "first": 1, "lines": 1, "columns": [{"column": 1, "field": "what"}]}, "mappings_change": {"name": "y"},
    "editions_prepare": {"form": "edit"}, "rereadings_start": {"everything": True}, "rereadings_choose": {"choices": [{"item": 1, "choice": "skip"}]},
    "expungings_ask": {"noun": "user", "key": "1", "basis": "law"}, "expungings_confirm": {"sure": True}, "expungings_decline": {"remark": "x"},
    "tokens_make": {"name": "x", "capabilities": ["own"], "last_day": "2020-01-01"},
    "series_export": {"form": "json"}, "series_sheet": {"sheet": "st_yearly_city", "year": 2027},
    "judgements_judge": {"about": "part", "of": "hnte_count", "region": INSIDE.region, "period": "2020", "state": "not started", "reason": "x"},
    "deputies_name": {"deputy": 0, "since": "2040-01-01", "last_day": "2040-01-02"},
}
#: The noun whose things stand for ``{key}`` or ``{pk}``, by the beginning of the address; the longest that fits.
NOUNS = {
    "documents": "document", "facts": "fact", "views": "view", "imports": "import", "jobs": "job", "accounts": "user", "grants": "grant", "ledger": "bulk",
    "tasks": "task", "names": "alias", "review": "review", "judgements": "judgement",
    "review/facts": "fact", "review/{key}/assign": "assignment", "library": "document", "library/effects": "effect", "systems": "system",
    "workbooks": "workbook", "mappings": "mapping", "editions": "edition", "rereadings": "rereading", "expungings": "expunging",
    "me/sessions": "session", "me/tokens": "token", "me/deputies": "deputy", "audit/entries": "audit", "audit/of": "user",
}
IDS = {"units/{id}": INSIDE.unit, "regions/{id}": INSIDE.region}
QUERIES = {"search": "q=x", "search/suggest": "q=x", "indicators/one": f"name={next(iter(place().indicators))}", "ledger/sample": "seed=x",
           "rollups/one": "indicator=hnte_count", "rollups/cascade": "indicator=hnte_count", "rollups/formula": "id=990400.four_more",
           "review/facts/{key}/picks": "field=what"}


def _page(name: str) -> Callable[[User, Any], dict[str, Any]]:
    """As the address of a page of this name takes it."""
    return lambda _user, thing: THINGS.addresses[name][1](thing)


#: What addresses take that is more than the key of the thing: by the name of the operation.
ARGUMENTS: dict[str, Callable[[User, Any], dict[str, Any]]] = {
    "documents_download": lambda _user, document: {"key": document.key, "text": document.text.key},
    "originals_layout": lambda _user, document: {"key": document.key, "text": document.text.key},
    "originals_picture": lambda _user, document: {"key": document.key, "text": document.text.key, "number": 1},
    "imports_admit": lambda _user, batch: {"key": batch.key, "item": item.pk if (item := batch.items.first()) else 1},
    "audit_of": lambda _user, user: {"noun": "user", "key": user.pk},
    "review_assign": lambda _user, thing: {"key": getattr(thing, "document", thing.key)},
    "library_undo": _page("library:undo_effect"), "systems_restore": _page("library:restore_system"), "systems_change": _page("library:change_member"),
    "systems_remove": _page("library:remove_member"), "systems_bring_back": _page("library:restore_member"),
    "workbooks_undo": lambda _user, workbook: {"key": workbook.key, "row": workbook.rows.get().pk},
}
#: Operations whose thing is no noun's: what stands for it.
ALONE: dict[str, Callable[[User], Any]] = {"tasks_unassign": lambda user: Assignment.objects.create(by=user)}
#: Operations whose versions are those of another row than the thing of the address.
VERSIONS: dict[str, Callable[[Any], int]] = {"library_undo": lambda thing: 1}


def said(operation: Operation) -> Asks:
    """What an operation asks of who comes."""
    found = asks(operation.view_func)
    assert found is not None, f"{operation.view_func}: put @page(noun, act), @everybody or @open_door above it"
    return found


def noun_of(path: str) -> str:
    """The noun of the things for an address; empty where it takes none."""
    return max((one for one in NOUNS if path == one or path.startswith(f"{one}/")), key=len, default="")


def addresses(name: str, user: User, made: Callable[[str], dict[str, Any]]) -> list[tuple[str, Any]]:
    """The addresses of an operation for things of every state, each with its thing; ``made`` gives the things of a noun."""
    _method, path, _operation = OPERATIONS[name]
    query = f"?{QUERIES[path]}" if path in QUERIES else ""
    if "{" not in path:
        return [(path + query, None)]
    if path in IDS:
        return [(path.replace("{id}", IDS[path]), None)]
    found = []
    for thing in [ALONE[name](user)] if name in ALONE else made(NOUNS[noun_of(path)]).values():
        given = ARGUMENTS[name](user, thing) if name in ARGUMENTS else {one: getattr(thing, one) for one in ("key", "pk") if hasattr(thing, one)}
        found.append((re.sub(r"\{(\w+)\}", lambda at, given=given: str(given[at[1]]), path) + query, thing))  # type: ignore[misc]
    return found


def body_of(name: str, other: Callable[[], User]) -> Any:
    """A body that is right, or None."""
    body = BODIES.get(name)
    return {key: other().pk if value == 0 and value is not False else value for key, value in body.items()} if body is not None else None


__all__ = ["ALONE", "ARGUMENTS", "BODIES", "NOUNS", "OPERATIONS", "QUERIES", "VERSIONS", "addresses", "body_of", "noun_of", "said"]
