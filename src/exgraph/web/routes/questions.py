"""/questions: what officers and researchers ask, answered from the graph."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from exgraph.export.table import XLSX
from exgraph.reading.reader import Name, Reader, per_reader
from exgraph.web import question as questions
from exgraph.web.http.problem import RequestError
from exgraph.web.page.rendering import render
from exgraph.web.question import Question
from exgraph.web.question.answer import Field, fields, title
from exgraph.web.question.workbook import workbook
from exgraph.web.routes import Reading

router = APIRouter()

_METHODS = ["GET", "HEAD"]
_OFFERED = {
    "place": "{ ?event a exg:Event ; exg:involves ?it } UNION { ?agreement a exg:Agreement ; exg:party ?it }",
    "series": "?event a exg:Event ; exg:inSeries ?it ; exg:edition ?number",
}


@router.api_route("/questions", methods=_METHODS)
def all_questions(request: Request, reader: Reading) -> Response:
    """List the questions by theme, filled with their default values."""
    cards = {theme: [(each.id, title(reader, each)) for each in them] for theme, them in questions.themes().items()}
    return render(request, reader, "questions.html", {"cards": cards})


@router.api_route("/questions/{name}.xlsx", methods=_METHODS)
def question_workbook(request: Request, reader: Reading, name: str) -> Response:
    """Answer a question as a workbook.

    Raises:
        RequestError: 404, there is no such question.
    """
    question = _find(name)
    answered = questions.answer(reader, question, fields(reader, question, request.query_params))
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"', "Vary": "Accept-Language, Cookie"}
    return Response(workbook(reader, answered), media_type=XLSX, headers=headers)


@router.api_route("/questions/{name}", methods=_METHODS)
def one_question(request: Request, reader: Reading, name: str) -> Response:
    """Answer a question with the values that the address gives.

    Raises:
        RequestError: 404, there is no such question.
    """
    question = _find(name)
    chosen = fields(reader, question, request.query_params)
    answered = questions.answer(reader, question, chosen)
    kinds = {field.parameter.kind for field in chosen}
    context: dict[str, object] = {
        "question": question,
        "fields": chosen,
        "answer": answered,
        "options": {kind: options(reader, kind) for kind in kinds if kind != "year"},
        "onward": _onward(reader, chosen),
        "sparql": "/sparql?" + urlencode({"query": answered.query}),
        "files": {
            "xlsx": f"/questions/{name}.xlsx?" + urlencode({each.parameter.name: each.value for each in chosen}),
            **{
                format_: "/sparql?" + urlencode({"query": answered.query, "format": format_})
                for format_ in ("csv", "tsv", "json", "xml")
            },
        },
    }
    return render(request, reader, "question.html", context)


def _find(name: str) -> Question:
    question = questions.find(name)
    if question is None:
        raise RequestError(404, f"there is no question {name}", remedy="see /questions")
    return question


def _onward(reader: Reader, chosen: Sequence[Field]) -> list[tuple[str, str]]:
    """Return the page and the report of the place, or of the two, that a question is about, as (words, address).

    Nothing of two places that nothing is told of together.
    """
    places = [each for each in chosen if each.parameter.kind == "place"]
    if not places or len({each.value for each in places}) < len(places):
        return []
    terms = ", ".join(f"<{reader.published.base.thing('place', each.value)}>" for each in places)
    connected = reader.published.rows(
        "SELECT ?it {"
        f" {{ ?it a exg:Event ; exg:involves {terms} }} UNION {{ ?it a exg:Agreement ; exg:party {terms} }}"
        " } LIMIT 1"
    )
    path = "/".join(each.value for each in places)
    page = ("/id/place/" if len(places) == 1 else "/pair/") + path
    named = reader.words.text("questions.page", name=" – ".join(each.name.text for each in places))
    years = urlencode({each.parameter.name: each.value for each in chosen if each.parameter.name in ("from", "to")})
    report = (reader.words.text("report.make"), f"/report/{path}{'?' if years else ''}{years}")
    if connected:
        return [(named, page), report]
    return [(named, page)] if len(places) == 1 else []


@per_reader()
def options(reader: Reader, kind: str) -> list[tuple[str, Name]]:
    """Return the places of events and agreements, or the series with editions: (key, name) in the reader's order."""
    rows = reader.published.rows(f"SELECT DISTINCT ?it {{ {_OFFERED[kind]} }}")
    prefix = f"{reader.published.base.root}id/{kind}/"
    found = sorted((row["it"] for row in rows if row["it"].startswith(prefix)), key=reader.sorting)
    return [(iri.removeprefix(prefix), reader.name(iri)) for iri in found]
