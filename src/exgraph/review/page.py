"""Review as a page for the browser of this machine: a list of records, and each record beside its facts."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import Depends, FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from exgraph.errors import ExgraphError, ServerError, TablesError
from exgraph.review import passage
from exgraph.review.desk import ConflictError, Desk, ReviewError
from exgraph.review.fact import PROPOSED, STATES, ReviewFact, ReviewRecord

HOST = "127.0.0.1"
"""The only address listened at: who reaches the page writes the tables."""

_SHOWN = 100
"""How many records a page of the list shows."""

_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
}
_TEMPLATES = Environment(
    loader=PackageLoader("exgraph.review"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Filter:
    """Which records a list shows: of one source or all (""), with a fact in a state or any ("")."""

    source: str = ""
    state: str = PROPOSED

    def records(self, desk: Desk) -> list[ReviewRecord]:
        """Return the records it lets through."""
        return desk.records(self.source or None, self.state or None)

    def query(self, **others: object) -> str:
        """Return it as a query string, with other parameters."""
        return "?" + urlencode({"within": self.source, "state": self.state, **others})


@dataclass
class ReviewOutcome:
    """What a page tells after a decision: messages, and what is wrong with the cells of one fact, as they were sent."""

    messages: list[str] = field(default_factory=list)
    fact: ReviewFact | None = None
    wrong: dict[str, str] = field(default_factory=dict)
    sent: dict[str, str] = field(default_factory=dict)

    def of(self, fact: ReviewFact) -> bool:
        """Tell whether the cells that were sent are this fact's."""
        return self.fact is not None and self.fact.identity == fact.identity


async def _form(request: Request) -> FormData:
    return await request.form()


def _filter(within: str = "", state: str = PROPOSED) -> Filter:
    # Not `source`: a record's page has one in its path.
    return Filter(within, state if state in STATES else "")


Form = Annotated[FormData, Depends(_form)]
Filtered = Annotated[Filter, Depends(_filter)]


def create_app(desk: Desk, documents: Path | None) -> FastAPI:
    """Return the application. Every post carries a token made for this run, which no other site can read."""
    app = FastAPI(title="exgraph review", docs_url=None, redoc_url=None, openapi_url=None)
    pages = _Pages(desk, documents, secrets.token_urlsafe(32))
    # Another site whose name is made to point here cannot read a page either.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])
    app.middleware("http")(_with_headers)
    app.add_exception_handler(ExgraphError, _refused)
    app.get("/")(pages.listing)
    app.get("/record/{source}/{number}")(pages.record)
    app.post("/record/{source}/{number}/{table}/{key:path}")(pages.decide)
    app.mount("/static", StaticFiles(packages=[("exgraph.web", "static")]))
    app.mount("/review", StaticFiles(packages=[("exgraph.review", "static")]))
    return app


def serve(desk: Desk, documents: Path | None, port: int) -> None:
    """Serve the page on this machine until it is ended.

    Raises:
        ServerError: the port cannot be had.
    """
    import uvicorn  # noqa: PLC0415 - tests need the application only

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise ServerError(
                f"cannot listen at port {port}: {error.strerror}", remedy="choose another --port"
            ) from error
        print(f"review at http://{HOST}:{listener.getsockname()[1]}/ (Ctrl+C ends it)", flush=True)
        uvicorn.Server(uvicorn.Config(create_app(desk, documents), log_level="warning")).run(sockets=[listener])


class _Pages:
    """The pages, and what they are made from."""

    def __init__(self, desk: Desk, documents: Path | None, token: str) -> None:
        self._desk = desk
        self._documents = documents
        self._token = token

    def listing(self, chosen: Filtered, page: Annotated[int, Query(ge=1)] = 1) -> Response:
        """Show the records that a filter lets through."""
        self._desk.refresh()
        records = chosen.records(self._desk)
        shown = records[(page - 1) * _SHOWN : page * _SHOWN]
        pages = max(1, -(-len(records) // _SHOWN))
        facts = {fact.identity: fact.review for each in self._desk.records() for fact in each.facts}
        return _render(
            "list.html",
            {
                "chosen": chosen,
                "sources": self._desk.sources,
                "states": STATES,
                "records": shown,
                "total": len(records),
                "page": page,
                "pages": pages,
                "checked": sum(review != PROPOSED for review in facts.values()),
                "facts": len(facts),
            },
        )

    def record(self, source: str, number: str, chosen: Filtered) -> Response:
        """Show one record beside its facts."""
        self._desk.refresh()
        return self._page(self._desk.record(source, number), chosen, ReviewOutcome())

    def decide(self, *, source: str, number: str, table: str, key: str, form: Form, chosen: Filtered) -> Response:
        """Carry out a decision on one fact, then show its record again.

        Raises:
            HTTPException: 403 for a post that no page of this run has made.
        """
        if not secrets.compare_digest(str(form.get("token", "")).encode(), self._token.encode()):
            raise HTTPException(403, "this form is of no page that is open now: reload the page and decide again")
        outcome, status = ReviewOutcome(), 200
        try:
            self._desk.refresh()
            outcome.fact = self._desk.fact(source, table, key)
            if self._desk.record(source, number).version != form.get("version"):
                raise ConflictError("the tables have changed since they were read; nothing was written", remedy="")
            outcome.messages = self._carry_out(outcome, outcome.fact, form)
        except ConflictError as error:
            outcome, status = ReviewOutcome([error.problem]), 409
        except TablesError as error:
            _explain(outcome, error)
            status = 422
        except ReviewError as error:
            outcome.messages, status = [f"{error.problem} ({error.remedy})"], 422
        if outcome.messages or outcome.wrong:
            return self._page(self._desk.record(source, number), chosen, outcome, status)
        return RedirectResponse(_address(source, number) + chosen.query(), status_code=303)

    def _carry_out(self, outcome: ReviewOutcome, fact: ReviewFact, form: FormData) -> list[str]:
        """Decide, and return what is then missing."""
        decision = form.get("decision")
        if decision == "accept":
            self._desk.accept([fact])
        elif decision == "correct":
            outcome.sent = {column: str(form.get(f"cell.{column}", text)) for column, text in fact.cells.items()}
            self._desk.correct(fact, outcome.sent)
        elif decision == "reject":
            return [f"{each.problem} ({each.remedy})" for each in self._desk.reject(fact)]
        else:
            raise HTTPException(400, "no such decision")
        return []

    def _page(self, record: ReviewRecord, chosen: Filter, outcome: ReviewOutcome, status: int = 200) -> Response:
        numbers = dict.fromkeys([record.number, *(number for fact in record.facts for number in fact.records)])
        told_by = [self._desk.record(record.source.id, number) for number in numbers]
        return _render(
            "record.html",
            {
                "record": record,
                "passages": [passage.read(each, self._documents) for each in told_by],
                "facts": [(fact, self._desk.names(fact)) for fact in record.facts],
                "chosen": chosen,
                "next": self._next(record, chosen),
                "token": self._token,
                "version": record.version,
                "outcome": outcome,
                "address": _address(record.source.id, record.number),
            },
            status,
        )

    def _next(self, record: ReviewRecord, chosen: Filter) -> str | None:
        """Return the address of the record after this one in the list, the first again after the last."""
        order = {(each.source.id, each.number): place for place, each in enumerate(self._desk.records())}
        here = order[record.source.id, record.number]
        others = [each for each in chosen.records(self._desk) if order[each.source.id, each.number] != here]
        after = [each for each in others if order[each.source.id, each.number] > here]
        following = next(iter(after or others), None)
        return _address(following.source.id, following.number) + chosen.query() if following else None


def _explain(outcome: ReviewOutcome, error: TablesError) -> None:
    """Put what is wrong with the cells sent at their fields, and the rest above them."""
    for each in error.errors:
        at = each.at
        own = (
            outcome.fact is not None
            and at is not None
            and (at.path, at.line) == (outcome.fact.at.path, outcome.fact.at.line)
        )
        if own and at is not None and str(at.column) in outcome.sent:
            outcome.wrong[str(at.column)] = each.problem
        else:
            outcome.messages.append(str(each))


def _address(source: str, number: str) -> str:
    return f"/record/{quote(source)}/{quote(number, safe='')}"


def _render(template: str, context: dict[str, object], status: int = 200) -> Response:
    return HTMLResponse(_TEMPLATES.get_template(template).render(context), status)


async def _with_headers(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await answer(request)
    response.headers.update(_HEADERS)
    return response


async def _refused(request: Request, error: Exception) -> Response:
    status = 404 if isinstance(error, ReviewError) else 500
    return _render("refused.html", {"problem": str(error)}, status)
