"""A first source.toml for a document never seen before."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from exgraph.errors import Location, SourceError
from exgraph.extract.layout import guess
from exgraph.extract.name import Gazetteer
from exgraph.extract.text import tidy
from exgraph.facts.catalogue import Catalogue
from exgraph.sources import form

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KINDS = ("City", "Town", "Village", "Municipality", "Prefecture")
_COUNTRY = "japan"

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
    places = {entry.row.id: entry.row for _, entry in catalogue.rows("place")}
    if home and home not in places:
        raise SourceError(f"'{home}' is no place", at=Location(path), remedy="add it to mappings/gazetteer/place.csv")
    title = title or next(guess.titles(lines), path.stem)
    reasons = [f"title: {title}", *guessed.reasons]
    if not home:
        language = str(guessed.layout.get("language", "ja"))
        home, reason = _home(f"{title}\n{words}", Gazetteer.from_catalogue(catalogue, language))
        reasons.append(reason)
    columns = guessed.layout.pop("columns", {})
    text = _TEMPLATE.format(
        id=_toml(name),
        file=_toml(path.name),
        encoding=f"encoding = {_toml(encoding)}\n" if encoding else "",
        title=_toml(title),
        publisher_ja=_toml(places[home].ja if home else name),
        publisher_en=_toml(places[home].en if home else name),
        layout="".join(f"{key} = {_toml(value)}\n" for key, value in guessed.layout.items()),
        home=_toml(home),
        country=_toml(_COUNTRY),
        columns=_columns(columns),
    )
    return Draft(text, home, reasons)


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
        return form.text(content, path, encoding="cp932"), "cp932"


def _home(words: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """Return the municipality or prefecture at home that is named most, and how often."""
    named = Counter(
        mention.id
        for mention in gazetteer.mentions(tidy(words))
        if mention.table == "place"
        and gazetteer.within(mention.id, _COUNTRY)
        and any(gazetteer.is_a(mention.id, kind) for kind in _KINDS)
    )
    if not named:
        return "", "home: none of the gazetteer's places at home is named; give --home"
    home, times = named.most_common(1)[0]
    return home, f"home: {home}, named {times} times"


def _columns(columns: object) -> str:
    if not isinstance(columns, dict) or not columns:
        return ""
    rows = "".join(f"{role} = {_toml(names)}\n" for role, names in columns.items())
    return f"\n# Roles of columns, by the header's words; without a header, by number from 1.\n[layout.columns]\n{rows}"


def _toml(value: object) -> str:
    # The strings, numbers and lists of JSON are those of TOML.
    return json.dumps(value, ensure_ascii=False)
