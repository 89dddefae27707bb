"""The description of the API as a page shows it: a chapter a noun, made from the same OpenAPI that programs read."""
from dataclasses import dataclass, field
from typing import Any

from taizhang.server.api import errors
from taizhang.server.api.v1 import description


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an address."""

    name: str
    place: str
    kind: str
    required: bool
    says: str


@dataclass(frozen=True, slots=True)
class Address:
    """One address with its method."""

    id: str
    method: str
    path: str
    title: str
    says: str
    act: str
    capability: str
    parameters: tuple[Parameter, ...]
    body: tuple[Parameter, ...]
    answers: tuple[str, ...]


@dataclass(slots=True)
class Chapter:
    """The addresses of one noun."""

    name: str
    addresses: list[Address] = field(default_factory=list)


def chapters() -> list[Chapter]:
    """All addresses, by noun, in the order of the description."""
    found: dict[str, Chapter] = {}
    for path, methods in description()["paths"].items():
        for method, operation in methods.items():
            name = operation["tags"][0]
            found.setdefault(name, Chapter(name)).addresses.append(_address(path, method, operation))
    return list(found.values())


def codes() -> list[tuple[str, int, str]]:
    """The codes of errors, with their status and when they come."""
    return [(code, status, when.replace("`", "")) for code, (status, when) in errors.CODES.items()]


def _address(path: str, method: str, operation: dict[str, Any]) -> Address:
    parameters = tuple(Parameter(one["name"], one["in"], kind_of(one["schema"]), bool(one.get("required")), one.get("description", "").replace("`", ""))
                       for one in operation["parameters"])
    return Address(operation["operationId"], method.upper(), path, operation["summary"], operation.get("description", "").replace("`", ""),
                   operation.get("x-act", ""), operation.get("x-capability", ""), parameters, _body(operation), tuple(operation["responses"]))


def _body(operation: dict[str, Any]) -> tuple[Parameter, ...]:
    content = operation.get("requestBody", {}).get("content", {})
    if not content:
        return ()
    place, held = next(iter(content.items()))
    schema = resolved(held["schema"])
    required = set(schema.get("required", []))
    return tuple(Parameter(name, place, kind_of(one), name in required, one.get("description", "").replace("`", ""))
                 for name, one in schema.get("properties", {}).items())


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """What a reference in the description points to."""
    while "$ref" in schema or "allOf" in schema:
        schema = schema["allOf"][0] if "allOf" in schema else description()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def kind_of(schema: dict[str, Any]) -> str:
    """The kind of a value in a few words."""
    schema = resolved(schema)
    if "enum" in schema:
        return " | ".join(str(one) or '""' for one in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    if "anyOf" in schema:
        kinds = dict.fromkeys(kind_of(one) for one in schema["anyOf"] if one.get("type") != "null")
        return " | ".join(kinds)
    if schema.get("type") == "array":
        return f"{kind_of(schema.get('items', {}))} …"
    return str(schema.get("format") or schema.get("type") or "")
