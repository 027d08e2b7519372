"""What forms send: cells of facts by `table|key|column`, facts that are to be added, the page to go back to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from exgraph.review.fact import ReviewFact


async def _sent(request: Request) -> FormData:
    return await request.form()


Form = Annotated[FormData, Depends(_sent)]
"""The form that a request sends."""


def to(address: str) -> Response:
    """Return the way to another page, once something is written."""
    return RedirectResponse(address, 303)


def own(form: FormData) -> str:
    """Return the page of ours that a form came from."""
    address = str(form.get("then", "/"))
    return address if address.startswith("/") and not address.startswith("//") else "/"


def texts(form: FormData) -> dict[str, str]:
    """Return the cells of a form by the names of their fields; several values of one field are a list."""
    found: dict[str, str] = {}
    for name in form:
        if name.count("|") == 2:
            found[name] = ";".join(str(each) for each in form.getlist(name) if str(each))
    return found


def new(form: FormData) -> list[tuple[str, str]]:
    """Return table and mark of each fact that a form adds."""
    pairs = [str(each).partition("|") for each in form.getlist("new")]
    return [(table, key) for table, _, key in pairs if table and key.startswith("new-")]


def of(fact: ReviewFact, sent: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a fact that were sent and may be corrected."""
    own = cells(sent, fact.table, fact.key)
    return {column: text for column, text in own.items() if column in fact.cells}


def cells(sent: Mapping[str, str], table: str, key: str) -> dict[str, str]:
    """Return the cells of one fact that were sent, by column."""
    start = f"{table}|{key}|"
    return {name.removeprefix(start): text for name, text in sent.items() if name.startswith(start)}
