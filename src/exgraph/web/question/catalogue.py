"""The questions, read from questions.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal["place", "series", "year"]


@dataclass(frozen=True)
class Parameter:
    """A value that a question asks for: a place or a series by its key, or a number; `default` shows what it does."""

    name: str
    kind: Kind
    default: str


@dataclass(frozen=True)
class Question:
    """A question: its titles and answers by language, with `{names}` to fill in; its query, with `$names`.

    `words` are those by which somebody who types freely asks it, in any language; see `exgraph.web.question.asked`.
    """

    id: str
    theme: str
    title: Mapping[str, str]
    answer: Mapping[str, str]
    query: str
    parameters: Sequence[Parameter] = ()
    chart: str = ""
    words: Sequence[str] = ()


@cache
def _questions() -> Mapping[str, Question]:
    text = (files("exgraph.web.question") / "questions.toml").read_text(encoding="utf-8")
    found = {}
    for table in tomllib.loads(text)["question"]:
        parameters = tuple(Parameter(**each) for each in table.pop("parameters", ()))
        found[table["id"]] = Question(**table, parameters=parameters)
    return found


def find(name: str) -> Question | None:
    """Return the question of this id, or None."""
    return _questions().get(name)


def themes() -> Mapping[str, list[Question]]:
    """Return all questions by theme, both in the order of the file."""
    found: dict[str, list[Question]] = {}
    for question in _questions().values():
        found.setdefault(question.theme, []).append(question)
    return found
