"""Search by name: a page with what was found by kind, and suggestions while one types."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from exgraph.reading.search import everything, result
from exgraph.reading.search.pair_search import find_pair
from exgraph.reading.selection import Selection
from exgraph.web.page.rendering import dumps, render
from exgraph.web.portal import help_search
from exgraph.web.question import asked
from exgraph.web.routes import Reading

router = APIRouter()

_METHODS = ["GET", "HEAD"]
_LONGEST = 200
"""Signs of what is looked for that count."""


@router.api_route("/search", methods=_METHODS)
def search(request: Request, reader: Reading, q: str = "", kind: str | None = None, page: int = 1) -> Response:
    """Show the things whose names hold every word of `q`, by kind, or those of one `kind`.

    The page of two places that `q` names stands before them, questions and how-tos with these words after them.
    """
    text = q.strip()[:_LONGEST]
    findings = everything.find(reader, text)
    groups, number, pages = result.groups(reader, findings, kind, str(page))
    titled, pair = Selection(text=text), find_pair(reader, text)
    guides = {"questions": help_search.find_questions(reader, text), "how-to": help_search.find_how_tos(reader, text)}
    context = {
        "groups": groups,
        "kind": kind if any(group.key == kind for group in groups) else None,
        "total": len(findings.matches),
        "pair": pair,
        "asked": asked.find(reader, text) if text else None,
        "guides": {area: them for area, them in guides.items() if them},
        "page": number,
        "pages": pages,
        "corrected": None if pair else findings.corrected,
        "titled": reader.published.events.total(titled) if text else 0,
        "browse": "/browse" + titled.address(),
    }
    return render(request, reader, "search.html", context)


@router.api_route("/search/suggest", methods=_METHODS)
def suggest(reader: Reading, q: str = "") -> Response:
    """Give the best matches of what is typed so far as JSON."""
    text = q.strip()[:_LONGEST]
    findings, pair = everything.find(reader, text), find_pair(reader, text)
    named = [match for match in findings.matches if match.label]
    matches = named or findings.matches
    answer = {
        "q": text,
        "corrected": None if pair else findings.corrected,
        "total": len(matches) + bool(pair),
        "summary": reader.words.count("search.found", len(matches) + bool(pair)),
        "results": result.suggestions(reader, matches, pair),
    }
    headers = {"Vary": "Accept-Language, Cookie", "Cache-Control": "no-cache"}
    return Response(dumps(answer), headers=headers, media_type="application/json")
