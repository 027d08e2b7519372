"""Queries as clients send them, read strictly: what is wrong is said in words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Literal, NoReturn, cast

from exgraph.errors import ExgraphError
from exgraph.web.reconciliation.condition import Condition, ConditionValue
from exgraph.web.reconciliation.match import MatchQuery

BATCH = 50
"""Queries, and ids of an extension, in one request."""
LONGEST = 500
"""Signs of a name or value."""
_MOST_VALUES = 20
_MOST_NAMES = 5
"""Ways to write one name."""
_MOST_CANDIDATES = 100
_CANDIDATES = 10
_EXACT = 2**53


class FormatError(ExgraphError):
    """A query that is not of the form that the specification gives."""


def document(text: str, what: str) -> Any:  # noqa: ANN401 - any JSON
    """Return a JSON text as values.

    Raises:
        FormatError: it is no JSON.
    """
    try:
        return json.loads(text, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{what} is not JSON: {error}"[:300]) from error


def _refused(name: str) -> NoReturn:
    raise ValueError(f"{name} is no value of JSON")


def plain_query(sent: object) -> MatchQuery:
    """Return a query of version 0.2.

    Raises:
        FormatError: it is none.
    """
    if isinstance(sent, str):
        sent = {"query": sent}
    fields = _object(sent, "a query", {"query", "type", "type_strict", "limit", "properties"})
    conditions = tuple(_property(each) for each in _list(fields.get("properties") or [], "properties"))
    text = _text(fields["query"], "query") if "query" in fields else ""
    if not text.strip() and not conditions:
        raise FormatError("a query needs `query`, a name, or `properties`, at least one")
    types = fields.get("type") or []
    names = tuple(_text(_id(each), "type") for each in (types if isinstance(types, list) else [types]))
    strict = fields.get("type_strict") or "any"
    if strict not in ("any", "should", "all"):
        raise FormatError("type_strict is one of any, should, all")
    chosen = cast(Literal["any", "should", "all"], strict)
    return MatchQuery((text.strip(),) if text.strip() else (), (), names, chosen, _limit(fields), conditions)


def _property(sent: object) -> Condition:
    fields = _object(sent, "a property", {"pid", "v"})
    if "pid" not in fields or "v" not in cast(dict[str, object], sent):
        raise FormatError("a property needs `pid` and `v`")
    return Condition(_text(fields["pid"], "pid"), _values(fields.get("v")))


def draft_query(sent: object) -> MatchQuery:
    """Return a query of version 1.0-draft.

    Raises:
        FormatError: it is none.
    """
    fields = _object(sent, "a query", {"type", "limit", "lang", "dir", "conditions"})
    conditions = [_condition(each) for each in _list(fields.get("conditions"), "conditions")]
    if not conditions:
        raise FormatError("a query needs `conditions`, at least one")
    types = (_text(fields["type"], "type"),) if "type" in fields else ()
    names = tuple(
        value.text.strip() for kind, values, _ in conditions if kind == "name" for value in values if value.text.strip()
    )
    ids = tuple(value.id or value.text for kind, values, _ in conditions if kind == "id" for value in values)
    narrowing = tuple(condition for _, _, condition in conditions if condition is not None)
    return MatchQuery(names[:_MOST_NAMES], ids, types, "any", _limit(fields), narrowing)


def _condition(sent: object) -> tuple[str, tuple[ConditionValue, ...], Condition | None]:
    allowed = {"matchType", "propertyId", "propertyValue", "required", "matchQuantifier", "matchQualifier"}
    fields = _object(sent, "a condition", allowed | {"lang", "dir"})
    kind = fields.get("matchType")
    if kind not in ("name", "id", "property"):
        raise FormatError("a condition needs matchType: name, id or property")
    if "propertyValue" not in cast(dict[str, object], sent):
        raise FormatError("a condition needs propertyValue")
    quantifier, required = fields.get("matchQuantifier", "any"), fields.get("required", False)
    if quantifier not in ("any", "all", "none") or not isinstance(required, bool):
        raise FormatError("matchQuantifier is one of any, all, none; required is true or false")
    values = _values(fields.get("propertyValue"))
    if kind != "property":
        return kind, values, None
    if "propertyId" not in fields:
        raise FormatError("a condition on a property needs propertyId")
    return kind, values, Condition(_text(fields["propertyId"], "propertyId"), values, quantifier, required)


def _values(sent: object) -> tuple[ConditionValue, ...]:
    values = sent if isinstance(sent, list) else [sent]
    if not values or len(values) > _MOST_VALUES:
        raise FormatError(f"a property has one to {_MOST_VALUES} values")
    return tuple(_value(each) for each in values)


def _value(sent: object) -> ConditionValue:
    if sent is None:  # an empty cell, as some clients send it
        return ConditionValue("")
    if isinstance(sent, dict):
        id_ = _text(_id(sent), "the id of a value")
        return ConditionValue(_text(sent.get("name", id_), "the name of a value"), id_)
    if isinstance(sent, bool):
        return ConditionValue(str(sent).lower())
    if isinstance(sent, (int, float)):
        return ConditionValue(repr(int(sent) if sent == sent // 1 and abs(sent) <= _EXACT else sent))
    return ConditionValue(_text(sent, "a value"))


def _id(sent: object) -> object:
    if isinstance(sent, dict) and "id" not in sent:
        raise FormatError("an object as a value needs `id`")
    return sent["id"] if isinstance(sent, dict) else sent


def _limit(fields: Mapping[str, object]) -> int:
    limit = fields.get("limit")
    if limit is None or limit == "":
        return _CANDIDATES
    if isinstance(limit, str) and re.fullmatch("[0-9]{1,9}", limit):
        limit = int(limit)
    if isinstance(limit, bool) or not isinstance(limit, (int, float)) or not limit >= 1 or limit % 1:
        raise FormatError("limit is a whole number from 1")
    return int(min(limit, _MOST_CANDIDATES))


def _object(sent: object, what: str, allowed: set[str]) -> Mapping[str, Any]:
    """Return the fields of an object; null is as if it were left out."""
    if not isinstance(sent, dict):
        raise FormatError(f"{what} is an object")
    if unknown := sorted(set(sent) - allowed):
        raise FormatError(f"{what} has no `{unknown[0][:50]}`", remedy=f"it may have {', '.join(sorted(allowed))}")
    return {name: value for name, value in sent.items() if value is not None}


def _list(sent: object, what: str) -> list[object]:
    if not isinstance(sent, list) or len(sent) > _MOST_VALUES:
        raise FormatError(f"{what} is a list of at most {_MOST_VALUES}")
    return sent


def _text(sent: object, what: str) -> str:
    if not isinstance(sent, str):
        raise FormatError(f"{what} is a text")
    if len(sent) > LONGEST:
        raise FormatError(f"{what} is longer than {LONGEST} signs")
    return sent
