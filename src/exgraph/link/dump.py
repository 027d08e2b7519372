"""Wikidata from a dump on this machine: JSON, an entity a line, or N-Triples of the truthy statements; also in gzip."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from exgraph.errors import ExgraphError, Location
from exgraph.model.ntriples import unescape

_ENTITY = "http://www.wikidata.org/entity/"
_DIRECT = "http://www.wikidata.org/prop/direct/"
_TRIPLE = re.compile(r'<([^>]*)> <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<[^>]*>)?) \.')
_POINT = re.compile(r"Point\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)", re.IGNORECASE)
_LABELS = frozenset({"http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#altLabel"})
LANGUAGES = frozenset({"ja", "en", "ru"})


class DumpError(ExgraphError):
    """A dump cannot be read."""


@dataclass(frozen=True)
class Twin:
    """A twinned body of an entity (P190): the other's id, since when (P580), and the references told."""

    other: str
    since: str | None = None
    references: tuple[str, ...] = ()


@dataclass
class WikidataEntity:
    """An entity of Wikidata: id, names, point (P625), GeoNames id (P1566), twins (P190)."""

    id: str
    labels: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    latitude: float | None = None
    longitude: float | None = None
    geonames: str | None = None
    twins: list[Twin] = field(default_factory=list)


def entities(path: Path) -> Iterator[WikidataEntity]:
    """Yield the entities of a dump, one at a time. Names are those in Japanese, English and Russian.

    Raises:
        DumpError: it cannot be read; at the line where that is so.
    """
    plain = path.name.removesuffix(".gz")
    read = _triples if plain.endswith((".nt", ".ntriples")) else _documents
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            yield from read(path, lines)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise DumpError(f"cannot be read: {error}", at=Location(path)) from error


def _documents(path: Path, lines: IO[str]) -> Iterator[WikidataEntity]:
    for number, line in enumerate(lines, start=1):
        text = line.strip().rstrip(",")
        if text in ("", "[", "]"):
            continue
        try:
            yield _entity(json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            remedy = "give a JSON dump with an entity a line, or N-Triples ending in .nt"
            raise DumpError(f"this is no entity: {error!r}", at=Location(path, number), remedy=remedy) from error


def _entity(document: dict[str, Any]) -> WikidataEntity:
    found = WikidataEntity(document["id"])
    for language, label in document.get("labels", {}).items():
        if language in LANGUAGES:
            found.labels[language] = label["value"]
            found.names.append(label["value"])
    for language, aliases in document.get("aliases", {}).items():
        found.names += [alias["value"] for alias in aliases if language in LANGUAGES]
    claims = document.get("claims", {})
    for value in _values(claims, "P625"):
        found.latitude, found.longitude = float(value["latitude"]), float(value["longitude"])
    for value in _values(claims, "P1566"):
        found.geonames = str(value)
    for claim in claims.get("P190", []):
        if (value := _value(claim["mainsnak"])) is not None and claim.get("rank") != "deprecated":
            found.twins.append(Twin(value["id"], _since(claim), _references(claim)))
    return found


def _values(claims: dict[str, Any], name: str) -> list[Any]:
    values = (_value(claim["mainsnak"]) for claim in claims.get(name, []) if claim.get("rank") != "deprecated")
    return [value for value in values if value is not None]


def _value(snak: dict[str, Any]) -> Any:  # noqa: ANN401 - of what type depends on the property
    return snak["datavalue"]["value"] if snak.get("snaktype") == "value" else None


def _since(claim: dict[str, Any]) -> str | None:
    for snak in claim.get("qualifiers", {}).get("P580", []):
        if (value := _value(snak)) is not None:
            date, precision = value["time"].lstrip("+")[:10], value["precision"]
            return str(date[:4] if precision <= 9 else date[:7] if precision == 10 else date)
    return None


def _references(claim: dict[str, Any]) -> tuple[str, ...]:
    found = []
    for reference in claim.get("references", []):
        for name in ("P854", "P248", "P143"):
            for snak in reference.get("snaks", {}).get(name, []):
                value = _value(snak)
                found.append(value["id"] if isinstance(value, dict) else str(value))
    return tuple(found)


def _triples(path: Path, lines: IO[str]) -> Iterator[WikidataEntity]:
    """Yield the entities of truthy statements, whose triples of one subject follow each other."""
    current: WikidataEntity | None = None
    for number, line in enumerate(lines, start=1):
        if not (text := line.strip()) or text.startswith("#"):
            continue
        triple = _TRIPLE.fullmatch(text)
        if triple is None:
            raise DumpError("this is no triple", at=Location(path, number), remedy="give N-Triples, one a line")
        if not triple[1].startswith(_ENTITY):
            continue
        key = triple[1].removeprefix(_ENTITY)
        if current is None or current.id != key:
            if current is not None:
                yield current
            current = WikidataEntity(key)
        try:
            _tell(current, triple[2], triple[3], triple[4], triple[5])
        except ValueError as error:
            raise DumpError(f"this is no triple: {error}", at=Location(path, number)) from error
    if current is not None:
        yield current


def _tell(entity: WikidataEntity, name: str, iri: str | None, text: str | None, language: str | None) -> None:
    if name in _LABELS and text is not None and language in LANGUAGES:
        value = unescape(text)
        if name.endswith("label"):
            entity.labels[language] = value
        entity.names.append(value)
    elif name == f"{_DIRECT}P190" and iri is not None:
        entity.twins.append(Twin(iri.removeprefix(_ENTITY)))
    elif name == f"{_DIRECT}P1566" and text is not None:
        entity.geonames = text
    elif name == f"{_DIRECT}P625" and text is not None and (point := _POINT.search(text)):
        entity.longitude, entity.latitude = float(point[1]), float(point[2])
