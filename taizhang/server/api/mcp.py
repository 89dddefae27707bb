"""The ledger as tools of an assistant, over standard input and output (Model Context Protocol); loaded by ``taizhang mcp`` alone.

The assistant shows the token of a person. It is looked up at every call, so a token that ends ends the assistant's reach at once. The
tools read; there is none that changes anything.
"""
import functools
import inspect
import json
from collections.abc import Callable
from typing import Annotated, Any, Literal

from django.db import close_old_connections
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext as _
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

import taizhang
from taizhang.server.accounts.models import User
from taizhang.server.api import asking, lookup, tokens
from taizhang.server.audit.actions import Refused
from taizhang.server.audit.trail import refusal
from taizhang.values.errors import TaizhangError, UsageError

FROM = "mcp"
INSTRUCTIONS = """Looks up the ledger of a Chinese city's innovation-policy documents: targets, results, tasks with responsible units, goals,
citations and incentives. Every fact carries its source: number and title of the document, clause, offsets (code points) and the quoted
words. Cite the document's number and the quote with whatever you say from it. A fact with "counts": false was suggested by a machine,
disputed or rejected: no person stands behind it, so say so, or ask for reviewed facts only. Where several documents set different targets
for one thing, name all of them. What is not in the ledger is not known here: do not fill gaps."""
Kind = Literal["", "target", "actual", "goal", "task", "clause", "forecast", "cite"]
State = Literal["", "suggested", "accepted", "corrected", "rejected", "disputed", "lost"]
Year = Annotated[int, Field(ge=1900, le=2100)] | None
Limit = Annotated[int, Field(ge=1, le=lookup.ROWS)]
DocumentNamed = Annotated[str, Field(description="the document's number or its key", max_length=200)]


def person_of(secret: str) -> User:
    """The person of a token, narrowed to what it may use; raises `UsageError` where it opens nothing."""
    token, why = tokens.find(secret)
    if token is None:
        tokens.refuse(secret, FROM, why)
        raise UsageError(_("this token opens nothing"), where="TAIZHANG_TOKEN", hint=_("Make a new one on the page “Tokens” of your account."))
    if wait := asking.ASKED.count(f"token {token.pk}"):
        raise UsageError(_("too many requests with this token"), hint=_("Try again in {n} seconds.").format(n=wait))
    tokens.use(token, FROM)
    return tokens.person_of(token)


def server(secret: str, language: str = "zh-hans") -> MCPServer[Any]:
    """The tools for whoever holds this token."""
    made: MCPServer[Any] = MCPServer("taizhang", title="Taizhang", version=taizhang.__version__, instructions=INSTRUCTIONS, log_level="WARNING")

    def offer(title: str) -> Callable[[Callable[..., dict[str, Any]]], None]:
        def wrap(function: Callable[..., dict[str, Any]]) -> None:
            @functools.wraps(function)
            def call(**given: Any) -> str:
                return _answered(secret, language, function, given)

            call.__signature__ = inspect.signature(function).replace(return_annotation=str)  # type: ignore[attr-defined]
            call.__annotations__ = {**function.__annotations__, "return": str}
            made.tool(title=title, annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False), structured_output=False)(call)

        return wrap

    _offer_all(offer)
    return made


def _offer_all(offer: Callable[[str], Callable[[Callable[..., dict[str, Any]]], None]]) -> None:
    @offer("Search the ledger")
    def search_facts(
        words: Annotated[str, Field(description="words in the name or the sentence of the fact", max_length=100)] = "", kind: Kind = "",
        unit: Annotated[str, Field(description="name or id of a responsible unit", max_length=100)] = "",
        document: Annotated[str, Field(description="words of a document's number or title", max_length=100)] = "",
        first_year: Year = None, last_year: Year = None, state: State = "", reviewed_only: bool = False,
        subject: Annotated[str, Field(description="region or subject", max_length=100)] = "", limit: Limit = 20, cursor: str = "",
    ) -> dict[str, Any]:
        """Find facts by kind, words, unit, document, years, state. Without words all facts of the filters; go on with next_cursor."""
        return {"words": words, "kind": kind, "unit": unit, "document": document, "first_year": first_year, "last_year": last_year, "state": state,
                "reviewed_only": reviewed_only, "subject": subject, "limit": limit, "cursor": cursor}

    @offer("Get a fact")
    def get_fact(key: Annotated[str, Field(description="the key of a fact, from another answer", max_length=60)]) -> dict[str, Any]:
        """One fact with its sentence, the words around it, its document, and who decided what about it when."""
        return {"key": key}

    @offer("Find documents")
    def find_documents(words: Annotated[str, Field(description="words of title or number", max_length=100)] = "", limit: Limit = 20) -> dict[str, Any]:
        """Documents by title or number, the newest first."""
        return {"words": words, "limit": limit}

    @offer("Headings of a document")
    def get_outline(document: DocumentNamed) -> dict[str, Any]:
        """The headings of a document with their offsets, to ask get_text for the part that matters."""
        return {"document": document}

    @offer("Text of a document")
    def get_text(
        document: DocumentNamed, start: Annotated[int, Field(ge=0, le=100_000_000)] = 0, end: Annotated[int, Field(ge=0, le=100_000_000)] | None = None,
    ) -> dict[str, Any]:
        """A part of the canonical text, from start to end in code points, as facts and headings give them; at most 20,000 at once."""
        return {"document": document, "start": start, "end": end}

    @offer("Tasks of a unit")
    def tasks_of_unit(unit: Annotated[str, Field(description="name or id of the unit", max_length=100)], limit: Limit = 20, cursor: str = "") -> dict[str, Any]:
        """The tasks a unit leads or supports, over all documents in force, with the other units and the source of each."""
        return {"unit": unit, "limit": limit, "cursor": cursor}

    @offer("Targets of an indicator")
    def targets_of_indicator(
        indicator: Annotated[str, Field(description="its name, or words of it", min_length=1, max_length=100)], first_year: Year = None, last_year: Year = None,
    ) -> dict[str, Any]:
        """What documents in force set as target for an indicator. Rivals (two values for one year) stand side by side: name both."""
        return {"indicator": indicator, "first_year": first_year, "last_year": last_year}


def _answered(secret: str, language: str, function: Callable[..., dict[str, Any]], given: dict[str, Any]) -> str:
    """Look up what was asked, as the person of the token; what cannot be done is said in a sentence."""
    close_old_connections()
    try:
        with translation.override(language):
            person = person_of(secret)
            try:
                found = getattr(lookup, function.__name__)(person, **function(**given))
            except Refused as refused:
                refusal(person, refused.sentence, refused.noun, refused.key, f"mcp:{function.__name__}")
                raise
            return json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    except Http404:
        raise ToolError(_("There is nothing here")) from None
    except TaizhangError as error:
        raise ToolError(str(error)) from error
    finally:
        close_old_connections()


def run(secret: str, language: str = "zh-hans") -> None:
    """Serve until the input ends; says at once where the token opens nothing."""
    with translation.override(language):
        person_of(secret)
    close_old_connections()
    server(secret, language).run("stdio")
