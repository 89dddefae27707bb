"""The API of this release: every router below ``/api/v1/``, read strictly, answered in one shape, and described completely."""
import json
from functools import lru_cache
from importlib import import_module
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.operation import Operation
from ninja.parser import Parser

import taizhang
from taizhang.server.accounts.doors import Asks, asks
from taizhang.server.accounts.policy import POLICIES
from taizhang.server.api import asking, errors
from taizhang.server.api.routers import ROUTERS
from taizhang.server.api.shapes.common import Error

PREFIX = "/api/v1/"
HOME = "taizhang.server.api.routers."
ABOUT = """The ledger of innovation-policy documents, for programs. A program shows a token (`Authorization: Bearer tz_…`), which its person
makes on the page “Tokens”; it may what the token was given, and never more than the person. Every fact carries the number of its document, its
offsets and its quote: `text[start:end] == quote`, in code points. Numbers are exact and come as texts; days and times are in ISO form.
Lists go on by `cursor`; reads carry an `ETag`; what changes a versioned row takes the version you saw in `If-Match`."""


class Strict(Parser):
    """JSON as it should be: UTF-8, no NaN, no NUL, no half characters, nothing nested without end."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body; raises `HttpError` for what cannot be read."""
        try:
            found = json.loads(request.body.decode("utf-8"), parse_constant=_no_constant)
            json.dumps(found, ensure_ascii=False).encode("utf-8")
        except RecursionError:
            raise HttpError(400, "nested too deeply") from None
        except ValueError as error:
            raise HttpError(400, f"no JSON in UTF-8: {str(error)[:120]}") from None
        if _holds_nul(found):
            raise HttpError(400, "a text holds NUL")
        return found


def _no_constant(written: str) -> Any:
    raise ValueError(f"{written} is no number")


def _holds_nul(found: Any) -> bool:
    waiting = [found]
    while waiting:
        at = waiting.pop()
        if isinstance(at, dict):
            waiting += [*at.keys(), *at.values()]
        elif isinstance(at, list):
            waiting += at
        elif isinstance(at, str) and "\0" in at:
            return True
    return False


class Api(NinjaAPI):
    """Ninja's API, with names of our own and a description that leaves no answer out."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The noun and what is done: ``facts_accept``."""
        return _name(operation)

    def get_operation_url_name(self, operation: Operation, router: Any) -> str:
        """The same, for addresses."""
        return _name(operation)

    def operations(self) -> list[tuple[str, Operation]]:
        """Every address with its operation."""
        return [("/".join(part for part in (bound.prefix.strip("/"), path.strip("/")) if part), one) for bound in self._get_bound_routers()
                for path, view in bound.path_operations.items() for one in view.operations]


def _name(operation: Operation) -> str:
    return f"{operation.view_func.__module__.rpartition('.')[2]}_{operation.view_func.__name__}"


def who(request: HttpRequest) -> Any:
    """The person for whom a request asks."""
    return asking.who(request)


def _made() -> Api:
    made = Api(title="Taizhang", version=taizhang.__version__, description=ABOUT, openapi_url=None, docs_url=None, urls_namespace="v1", auth=who,
               parser=Strict())
    for prefix, module in ROUTERS:
        made.add_router(prefix, import_module(HOME + module).router)
    for kind, handler in errors.HANDLERS:
        made.add_exception_handler(kind, handler)
    return made


api = _made()


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The API in OpenAPI 3.1: with every answer there can be, and who may ask."""
    found = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
    schemas = found["components"].setdefault("schemas", {})
    schemas |= Error.model_json_schema(ref_template="#/components/schemas/{model}").pop("$defs")
    schemas["Error"] = {"title": "Error", "type": "object", "required": ["error"], "properties": {"error": {"$ref": "#/components/schemas/Fault"}}}
    found["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "description": "A token that its person made."},
                                              "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"}}
    by_name = {_name(one): one for _path, one in api.operations()}
    for path in found["paths"].values():
        for method, operation in path.items():
            _complete(operation, method, by_name[operation["operationId"]])
    found.pop("servers", None)
    result: dict[str, Any] = found
    return result




def _complete(operation: dict[str, Any], method: str, made: Operation) -> None:
    """Say who may ask, and every answer that is no success."""
    said = asks(made.view_func) or Asks()
    body = operation.get("requestBody")
    answers = operation["responses"]
    if not said.open:
        operation["security"] = [{"token": []}, {"session": []}]
        if said.noun:
            act = POLICIES.get(said.noun).act(said.act)
            operation["x-act"] = f"{said.noun}.{said.act}"
            operation["x-capability"] = "" if act.anyone else act.capability
    takes_version = any(one["name"] == "If-Match" for one in operation["parameters"])
    inside = made.view_func.__name__ == "get" or any(one["in"] == "path" for one in operation["parameters"])  # of what may not be there
    codes = {400, 429, *(() if said.open else (401, 403)), *((404,) if inside else ()), *((409, 422) if method != "get" else (422,)),
             *((413, 415) if body or method != "get" else ()), *((412, 428) if takes_version else ())}
    if method in ("get",) and "application/json" in answers.get("200", {}).get("content", {}):
        operation["parameters"].append({"in": "header", "name": "If-None-Match", "required": False, "schema": {"type": "string"},
                                        "description": "The `ETag` you have: the answer is 304 where nothing changed."})
        answers["304"] = {"description": "Nothing changed since the `ETag` you have"}
        answers["200"]["headers"] = {"ETag": {"description": "Names this answer", "schema": {"type": "string"}}}
    if takes_version:
        answers["200"]["headers"] = {"ETag": {"description": "The version of the row as it is now", "schema": {"type": "string"}}}
    meanings: dict[int, list[str]] = {}
    for code, (status, when) in errors.CODES.items():
        meanings.setdefault(status, []).append(f"`{code}`: {when}")
    for status in sorted(codes):
        answers.setdefault(str(status), {"description": "; ".join(meanings[status]), "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}})
