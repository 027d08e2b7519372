"""Pages of addresses without a thing: merged into another one, retired, or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlencode

from fastapi import Request, Response

from exgraph.model.iri import PREFIXES
from exgraph.reading.published import Published
from exgraph.reading.reader import Reader
from exgraph.web.http import problem
from exgraph.web.http.problem import RequestError
from exgraph.web.page.rendering import render

_REPLACED = f"<{PREFIXES['dcterms']}isReplacedBy>"


@dataclass(frozen=True)
class Merged:
    """An address that leads here, and why."""

    iri: str
    reason: str


def moved(reader: Reader, iri: str, suffix: str) -> Response | None:
    """Return the way to what a thing was merged into (301) with the reason in words; None where it was not."""
    published = reader.published
    rows = published.rows(f"SELECT ?by ?note {{ <{iri}> {_REPLACED} ?by OPTIONAL {{ <{iri}> skos:note ?note }} }}")
    if not rows:
        return None
    by = rows[0]["by"]
    location = "/" + by.removeprefix(published.base.root) + suffix
    text = reader.words.text("absence.merged", old=iri, new=by)
    headers = {"Location": location, "Link": f'<{by}>; rel="canonical"', "Cache-Control": "no-cache"}
    return Response(f"{text}\n{rows[0].get('note', '')}\n", 301, headers, "text/plain; charset=utf-8")


def merged(reader: Reader, iri: str) -> list[Merged]:
    """Return the addresses that were merged into a thing."""
    rows = reader.published.rows(
        f"SELECT ?old ?note {{ ?old {_REPLACED} <{iri}> OPTIONAL {{ ?old skos:note ?note }} }} ORDER BY ?old"
    )
    return [Merged(row["old"], row.get("note", "")) for row in rows]


def gone(request: Request, reader: Reader, iri: str) -> Response | None:
    """Return that a thing was retired (410), why, and what to look at instead; None where it was not."""
    note = _retired(reader.published, iri)
    if note is None:
        return None
    return _missing(request, reader, iri, 410, note)


def absent(request: Request, reader: Reader, iri: str) -> Response:
    """Return that there is nothing under an address (404), with a search for what it may mean."""
    return _missing(request, reader, iri, 404, "")


def _missing(request: Request, reader: Reader, iri: str, status: int, note: str) -> Response:
    if not problem.wants_page(request):
        remedy = "search for it: /search?" + urlencode({"q": _guess(iri)})
        what = f"{iri} was retired: {note}" if status == 410 else f"there is nothing at {iri}"
        return problem.answer(request, RequestError(status, what, remedy=remedy))
    context = {"iri": iri, "guess": _guess(iri), "status": status, "note": note}
    return render(request, reader, "missing.html", context, status)


def _retired(published: Published, iri: str) -> str | None:
    rows = published.rows(f"SELECT ?note {{ <{iri}> a exg:Retired OPTIONAL {{ <{iri}> skos:note ?note }} }}")
    return rows[0].get("note", "") if rows else None


def _guess(iri: str) -> str:
    """Return what to look for instead: the last part of the address as words."""
    return unquote(iri.rpartition("/")[2]).partition(".")[0].replace("-", " ")
