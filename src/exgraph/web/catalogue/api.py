"""The addresses that programs ask, read from api.toml: as an OpenAPI description, and by group for a page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from exgraph.reading.language import Messages
from exgraph.release import citation
from exgraph.settings.description import Description


@dataclass(frozen=True)
class ApiParameter:
    """A part of an address: its name there, where it stands, what it is, and one or all values it may have."""

    key: str
    name: str
    place: str = "query"
    type: str = "string"
    many: bool = False
    values: Sequence[str] = ()
    example: object = None


@dataclass(frozen=True)
class ApiOperation:
    """One address with a method: what it takes and what it answers; `example` is an address to try."""

    name: str
    group: str
    method: str
    path: str
    types: Sequence[str]
    parameters: Sequence[ApiParameter] = ()
    required: Sequence[str] = ()
    body: Sequence[str] = ()
    errors: Sequence[int] = ()
    status: int = 200
    example: str = ""


@dataclass(frozen=True)
class Api:
    """All operations by group, both in the order of the file."""

    groups: Mapping[str, Sequence[ApiOperation]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[ApiOperation]:
        """Yield the operations."""
        for operations in self.groups.values():
            yield from operations


@cache
def read() -> Api:
    """Return the operations of api.toml."""
    document = tomllib.loads((files("exgraph.web.catalogue") / "api.toml").read_text(encoding="utf-8"))
    parameters = {key: _parameter(key, values) for key, values in document["parameters"].items()}
    groups: dict[str, list[ApiOperation]] = {}
    for each in document["operation"]:
        taken = [parameters[key] for key in each.pop("parameters", ())]
        groups.setdefault(each["group"], []).append(ApiOperation(**each, parameters=taken))
    return Api(groups)


def _parameter(key: str, values: Mapping[str, Any]) -> ApiParameter:
    document = dict(values)
    return ApiParameter(key, document.pop("name", key), document.pop("in", "query"), **document)


def openapi(words: Messages, server: str, project: Description) -> dict[str, object]:
    """Return the OpenAPI 3.1 description in a language; `server` is the address of the server without a path."""
    paths: dict[str, dict[str, object]] = {}
    for operation in read():
        paths.setdefault(operation.path, {})[operation.method] = _described(operation, words)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": words.text("api.title"),
            "summary": words.text("site.title"),
            "description": words.text("api.lead"),
            "version": version("exgraph"),
            "license": {"name": citation.licence_name(project), "url": citation.licence(project)},
        },
        "servers": [{"url": server}],
        "tags": [{"name": group, "description": words.text(f"api.group-{group}")} for group in read().groups],
        "paths": paths,
        "components": {"schemas": {"Problem": _PROBLEM}},
    }


def _described(operation: ApiOperation, words: Messages) -> dict[str, object]:
    answers: dict[str, object] = {str(operation.status): _answer(operation, words)}
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    for status in operation.errors:
        content = {} if status < 400 else {"content": {"application/problem+json": problem}}
        answers[str(status)] = {"description": HTTPStatus(status).phrase, **content}
    document: dict[str, object] = {
        "operationId": operation.name,
        "summary": words.text(f"api.{operation.name}"),
        "tags": [operation.group],
        "parameters": [_parameter_of(each, operation, words) for each in operation.parameters],
        "responses": answers,
    }
    if operation.body:
        kind = {"schema": {"type": "string"}}
        document["requestBody"] = {"required": True, "content": dict.fromkeys(operation.body, kind)}
    return document


def _answer(operation: ApiOperation, words: Messages) -> dict[str, object]:
    description = HTTPStatus(operation.status).phrase
    if operation.status == HTTPStatus.SEE_OTHER:
        return {"description": description, "headers": {"Location": {"schema": {"type": "string"}}}}
    return {"description": description, "content": {each: {} for each in operation.types}}


def _parameter_of(parameter: ApiParameter, operation: ApiOperation, words: Messages) -> dict[str, object]:
    schema: dict[str, object] = {"type": parameter.type}
    if parameter.values:
        schema["enum"] = list(parameter.values)
    if parameter.many:
        schema = {"type": "array", "items": schema}
    document: dict[str, object] = {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.place == "path" or parameter.key in operation.required,
        "description": words.text(f"parameter.api-{parameter.key}"),
        "schema": schema,
    }
    if parameter.example is not None:
        document["example"] = [parameter.example] if parameter.many else parameter.example
    return document


def curl(operation: ApiOperation, server: str) -> str:
    """Return how to try an operation in a shell; nothing where it has no example."""
    if not operation.example:
        return ""
    accept = "" if re.search(r"\.\w+(\?|$)", operation.example) else f" -H 'Accept: {operation.types[0]}'"
    return f"curl{accept} '{server}{operation.example}'"


_PROBLEM: dict[str, object] = {
    "type": "object",
    "description": "RFC 9457",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "remedy": {"type": "string"},
        "line": {"type": "integer"},
        "column": {"type": "integer"},
    },
    "required": ["type", "title", "status", "detail"],
}
