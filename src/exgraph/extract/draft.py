"""A first source.toml for a document never seen before."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from exgraph.errors import Location, SourceError
from exgraph.extract import home as homes
from exgraph.extract.home import Home
from exgraph.extract.layout import guess
from exgraph.extract.name import Gazetteer
from exgraph.extract.survey.known import Known
from exgraph.facts.catalogue import Catalogue
from exgraph.gazetteer import japan
from exgraph.settings.description import COUNTRY
from exgraph.sources import encoding as encodings
from exgraph.sources import form

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_TEMPLATE = """\
# Made by exgraph new source. Look over every value; docs/new-source.md explains them.
[source]
id = {id}
file = {file}
{encoding}title_ja = {title}
# To be translated: labels come in three languages.
title_en = {title}
title_ru = {title}
publisher_ja = {publisher_ja}
publisher_en = {publisher_en}
licence = "as published; facts only are reproduced here"
# address = "https://…"

[layout]
{layout}# The publishing side's place, an id of mappings/gazetteer/place.csv, and its country.
home = {home}
country = {country}
{columns}
# What a word in a place column means where the gazetteer says otherwise or nothing.
# [layout.places]
# "道" = "hokkaido"

# How many records the document holds, once you have counted: a later reading that differs is reported.
# [expect.rows]
# record = 0
"""


@dataclass(frozen=True)
class Draft:
    """The text of a source.toml, the home it names, and the reason for each thing guessed."""

    text: str
    home: str
    reasons: list[str]


def is_id(name: str) -> bool:
    """Say whether a source may be called so: small Latin letters, digits and hyphens."""
    return bool(_ID.fullmatch(name))


def write(name: str, path: Path, catalogue: Catalogue, *, title: str = "", home: str = "") -> Draft:
    """Return a first source.toml for the document at `path`; what is not given is guessed.

    Raises:
        SourceError: the document cannot be read, or `home` is no place of the gazetteer.
    """
    words, encoding = _read(path)
    lines = words.split("\n")
    guessed = guess.guess(lines)
    title = title or next(guess.titles(lines), path.stem)
    reasons = [f"title: {title}", *guessed.reasons]
    gazetteer = Gazetteer.from_catalogue(catalogue, str(guessed.layout.get("language", "ja")))
    known = Known.of(catalogue)
    page = homes.Page(title, lines, gazetteer, known, COUNTRY)
    side = _given(home, known, path) if home else homes.home(page)
    if not home:
        reasons.append(f"home: {side.id or 'not known'}, {side.reason}")
    columns = guessed.layout.pop("columns", {})
    text = _TEMPLATE.format(
        id=_toml(name),
        file=_toml(path.name),
        encoding=f"encoding = {_toml(encoding)}\n" if encoding else "",
        title=_toml(title),
        publisher_ja=_toml(side.ja or name),
        publisher_en=_toml(side.en or name),
        layout="".join(f"{key} = {_toml(value)}\n" for key, value in guessed.layout.items()),
        home=_toml(side.id),
        country=_toml(COUNTRY),
        columns=_columns(columns),
    )
    return Draft(text, side.id, reasons)


def _read(path: Path) -> tuple[str, str]:
    """Return a document's text, and its encoding where it has to be named."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", at=Location(path)) from error
    try:
        return form.text(content, path), ""
    except SourceError:
        if path.suffix.lower() not in ("", ".txt"):
            raise
        guessed = encodings.guess(content)
        return form.text(content, path, encoding=guessed), guessed


def _given(home: str, known: Known, path: Path) -> Home:
    """Return the place of an id, of the project's gazetteer or the reference."""
    place = known.places.get(home) or japan.by_id().get(home)
    if place is None:
        raise SourceError(f"'{home}' is no place", at=Location(path), remedy=f"add it: exgraph new place {home}")
    return Home(home, place.ja, place.en, "given")


def _columns(columns: object) -> str:
    if not isinstance(columns, dict) or not columns:
        return ""
    rows = "".join(f"{role} = {_toml(names)}\n" for role, names in columns.items())
    return f"\n# Roles of columns, by the header's words; without a header, by number from 1.\n[layout.columns]\n{rows}"


def _toml(value: object) -> str:
    # The strings, numbers and lists of JSON are those of TOML.
    return json.dumps(value, ensure_ascii=False)
