"""The questions and how-tos whose titles hold what was searched for."""

from __future__ import annotations

from collections.abc import Iterable

from exgraph.reading.language import LANGUAGES, catalogue
from exgraph.reading.reader import Name, Reader
from exgraph.store import fold
from exgraph.web import question as questions
from exgraph.web.catalogue import how_to
from exgraph.web.question.answer import title


def find_questions(reader: Reader, text: str) -> list[Name]:
    """Return the questions whose titles, in any language, hold every word of `text`; titles as the reader has them."""
    found = []
    for question in (each for them in questions.themes().values() for each in them):
        shown = title(reader, question)
        if _holds((shown, *question.title.values()), text):
            found.append(Name(shown, f"/questions/{question.id}"))
    return found


def find_how_tos(reader: Reader, text: str) -> list[Name]:
    """Return the how-tos whose titles, in any language, hold every word of `text`."""
    return [
        Name(reader.words.text(f"how-to.{name}"), f"/data/how-to/{name}")
        for name in how_to.NAMES
        if _holds((catalogue(language).text(f"how-to.{name}") for language in LANGUAGES), text)
    ]


def _holds(titles: Iterable[str], text: str) -> bool:
    words = [word for word in map(fold, text.split()) if word]
    return bool(words) and any(all(word in written for word in words) for written in map(fold, titles))
