"""Answers to queries, in the form of each version."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from exgraph.reading.reader import Reader
from exgraph.web.reconciliation.match import Candidate, Matcher, MatchQuery
from exgraph.web.reconciliation.naming import all_types, described, entity_name
from exgraph.web.reconciliation.query import BATCH, FormatError, draft_query, plain_query

_SECONDS = 5.0
"""How long a batch is worked on; what is left of it then is refused."""
_FEATURES = ("name", "type", "properties")


class BatchError(FormatError):
    """More queries in one request than the manifest allows."""


def plain(reader: Reader, matcher: Matcher, sent: object) -> dict[str, Any]:
    """Answer a batch of version 0.2: what stands under each key of `sent`, an object.

    A query that cannot be read has no candidates and says why; the others are answered.

    Raises:
        FormatError: the batch is no object, or none of its queries can be read.
        BatchError: there are too many.
    """
    if not isinstance(sent, dict):
        raise FormatError("queries is an object of queries by key")
    answers = _answers(reader, matcher, sent, plain_query)
    return {
        key: {"result": each} if isinstance(each, list) else {"result": [], "error": each}
        for key, each in answers.items()
    }


def draft(reader: Reader, matcher: Matcher, sent: object) -> dict[str, Any]:
    """Answer a batch of version 1.0-draft: {queries: [...]}.

    Raises:
        FormatError: it is no such object, or none of its queries can be read.
        BatchError: there are too many.
    """
    if not isinstance(sent, dict) or not isinstance(sent.get("queries"), list):
        raise FormatError("the body is an object with `queries`, a list")
    numbered = {str(number): each for number, each in enumerate(sent["queries"])}
    answers = _answers(reader, matcher, numbered, draft_query)
    return {
        "results": [
            {"candidates": each} if isinstance(each, list) else {"candidates": [], "error": each}
            for each in answers.values()
        ]
    }


def _answers(
    reader: Reader, matcher: Matcher, sent: Mapping[str, object], read: Callable[[object], MatchQuery]
) -> dict[str, list[dict[str, Any]] | str]:
    if len(sent) > BATCH:
        raise BatchError(f"there are {len(sent)} queries; {BATCH} are answered at a time")
    answers: dict[str, list[dict[str, Any]] | str] = {}
    wrong, end = 0, time.monotonic() + _SECONDS
    for key, each in sent.items():
        if answers and time.monotonic() > end:
            answers[key] = "the queries before took too long; send fewer at a time"
            continue
        try:
            query = read(each)
        except FormatError as error:
            wrong += 1
            answers[key] = str(error)
        else:
            answers[key] = [candidate(reader, found) for found in matcher.match(query)]
    if wrong and wrong == len(sent):
        raise FormatError("; ".join(f"{key}: {each}" for key, each in answers.items())[:1000])
    return answers


def candidate(reader: Reader, found: Candidate) -> dict[str, Any]:
    """Return a candidate as both versions write it."""
    values = (found.name, found.of_type, float(len(found.met) - len(found.contradicted)))
    answer: dict[str, Any] = {
        "id": found.entity.id,
        "name": entity_name(reader, found.entity),
        "score": found.score,
        "match": found.match,
        "type": all_types(reader, found.entity),
        "features": [
            {"id": id_, "name": reader.words.text(f"reconcile.feature-{id_}"), "value": value}
            for id_, value in zip(_FEATURES, values, strict=True)
        ],
    }
    if text := described(reader, found.entity):
        answer["description"] = text
    return answer
