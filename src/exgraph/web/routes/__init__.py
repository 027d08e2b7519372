"""The addresses of the server, by what people and programs come for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from exgraph.reading.publication import Publication
from exgraph.reading.published import Published
from exgraph.reading.reader import Reader
from exgraph.web.page.visitor import reader_of
from exgraph.web.releases.middleware import opened
from exgraph.web.sparql.answer import Answers


def published(request: Request) -> Published:
    """Return the version to answer from.

    Raises:
        PublicationError: none is published.
    """
    asked = opened(request.scope)
    if asked is not None:
        return asked.published()
    publication: Publication = request.app.state.publication
    return publication.current()


def reading(request: Request, version: Annotated[Published, Depends(published)]) -> Reader:
    """Return who reads."""
    return reader_of(request, version)


def answers(request: Request) -> Answers:
    """Return the answers to queries of the version to answer from: what is published now, or a release."""
    asked = opened(request.scope)
    found: Answers = asked.answers if asked is not None else request.app.state.answers
    return found


Version = Annotated[Published, Depends(published)]
Reading = Annotated[Reader, Depends(reading)]
Answering = Annotated[Answers, Depends(answers)]
