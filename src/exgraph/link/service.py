"""Proposals of a reconciliation service (Reconciliation Service API 0.2)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from exgraph.errors import ExgraphError
from exgraph.link.proposal import LEAST, LinkProposal
from exgraph.link.thing import LinkedThing

_BATCH = 10
_REMEDY = "give the address of a reconciliation service"
_WAIT = 60.0
"""Seconds for one batch."""


class ServiceError(ExgraphError):
    """A reconciliation service cannot be reached, or answers what is no reconciliation."""


def ask(address: str, scheme: str, things: Sequence[LinkedThing]) -> Iterator[LinkProposal]:
    """Yield what a service proposes for places, in batches of ten.

    Scores of services are of any range: they are taken as shares of 100.

    Raises:
        ServiceError: see there.
    """
    if not re.match(r"https?://", address):
        raise ServiceError(f"{address} is no address", remedy="give one that begins with http:// or https://")
    for start in range(0, len(things), _BATCH):
        batch = things[start : start + _BATCH]
        queries = {thing.key: {"query": thing.label, "limit": 5} for thing in batch}
        answers = _post(address, {"queries": json.dumps(queries, ensure_ascii=False)})
        for thing in batch:
            for each in answers.get(thing.key, {}).get("result", []):
                score = round(min(float(each.get("score", 0)), 100.0) / 100, 2)
                if score >= LEAST:
                    reason = "the service is sure" if each.get("match") else "the service proposes it"
                    yield LinkProposal(thing.key, scheme, str(each["id"]), str(each["name"]), score, reason)


def _post(address: str, form: Mapping[str, str]) -> dict[str, Any]:
    headers = {"User-Agent": "exgraph", "Accept": "application/json"}
    request = Request(address, urlencode(form).encode(), headers)  # noqa: S310 - http and https only, see ask
    try:
        with urlopen(request, timeout=_WAIT) as answer:  # noqa: S310
            found = json.load(answer)
    except (URLError, TimeoutError, OSError) as error:
        raise ServiceError(f"{address} cannot be asked: {getattr(error, 'reason', error)}") from error
    except ValueError as error:
        raise ServiceError(
            f"{address} answers no JSON", remedy="give the address of a reconciliation service"
        ) from error
    if not isinstance(found, dict):
        raise ServiceError(f"{address} answers no results", remedy=_REMEDY)
    return found
