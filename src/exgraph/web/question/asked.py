"""Recognition of a named question in freely typed words, with the values of its parameters.

A question is asked by its `words` and by what it has parameters for: "pupils Wakkanai Korsakov 2015" has a word of
`pupils-in-year`, two places and a year. Of several the one is taken that leaves least of the words unread.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from exgraph.reading.reader import Reader
from exgraph.reading.search.mention import Mentions, holds, mentions
from exgraph.web.question import catalogue
from exgraph.web.question.answer import QuestionAnswer, answer, fields
from exgraph.web.question.catalogue import Question

_DIRECTED = "→"
"""The word of questions that ask for the way: from one place to another."""
_LEAST = 3
"""The least worth of a question that is answered at once: two things of three, a word, places, years."""


@dataclass(frozen=True)
class AskedQuestion:
    """A question that the words ask: its answer, and the address of its page."""

    answer: QuestionAnswer
    address: str


def find(reader: Reader, text: str) -> AskedQuestion | None:
    """Return the question that `text` asks, answered; None where it asks none that has an answer."""
    named = mentions(reader, text)
    rated = sorted(_rated(reader, named), key=lambda each: -each[0])
    for _, question, values in rated[:3]:
        answered = answer(reader, question, fields(reader, question, values))
        if answered.rows:
            return AskedQuestion(answered, f"/questions/{question.id}?{urlencode(values)}")
    return None


def _rated(reader: Reader, named: Mentions) -> Iterator[tuple[float, Question, dict[str, str]]]:
    for question in (each for them in catalogue.themes().values() for each in them):
        values = _values(reader, question, named)
        if values is None:
            continue
        words = sum(holds(named.rest, word) for word in question.words if word != _DIRECTED)
        asked = min(words, 2) + (1 if named.directed and _DIRECTED in question.words else 0)
        read = len({*values.values()}) + 2 * asked
        if asked and (read >= _LEAST if question.parameters else words >= len(named.rest.split())):
            yield read - _unread(question, named), question, values


def _values(reader: Reader, question: Question, named: Mentions) -> dict[str, str] | None:
    """Return the parameters as the words give them; None where they lack one, or name places that it has none for."""
    places = [each for each in question.parameters if each.kind == "place"]
    years = [each for each in question.parameters if each.kind == "year"]
    if any(each.kind == "series" for each in question.parameters) or len(places) != len(named.way):
        return None
    prefix = reader.published.base.thing("place", "")
    values = {each.name: iri.removeprefix(prefix) for each, iri in zip(places, _ends(reader, named), strict=True)}
    names = {each.name for each in years}
    if "number" in names:
        if named.anniversary is None:
            return None
        values["number"] = str(named.anniversary)
    if "year" in names:
        if not named.years:
            return None
        values["year"] = str(named.years[0])
    if "from" in names and named.years:
        values |= {"from": str(named.years[0]), "to": str(named.years[-1])}
    return values


def _ends(reader: Reader, named: Mentions) -> list[str]:
    """Return the places as questions take them: as the words say, else the one at home first."""
    places = reader.published.events.places
    return named.way if named.directed else sorted(named.way, key=lambda iri: not places[iri].home)


def _unread(question: Question, named: Mentions) -> float:
    names = {each.name for each in question.parameters}
    left = 1.0 if named.years and not names & {"year", "from"} else 0.0
    return left + (1.5 if named.anniversary is not None and "number" not in names else 0.0)
