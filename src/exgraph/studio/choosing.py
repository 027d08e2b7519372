"""What a field offers while one types: things of the project's gazetteer, then places of the reference."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Query, Request

from exgraph.extract.survey import file
from exgraph.extract.survey.lookup import lookup
from exgraph.gazetteer.entry import Entry
from exgraph.review.desk import ReviewError
from exgraph.studio.page import visitor
from exgraph.studio.room import Room

_REFERENCE = 6
"""Places of the reference offered at most."""


def router(room: Room) -> APIRouter:
    """Return the routes by which fields ask for choices."""
    routes = APIRouter(prefix="/choices")

    @routes.get("")
    def choices(
        request: Request, tables: str, q: Annotated[str, Query(max_length=200)] = "", *, typed: bool = False
    ) -> list[dict[str, str]]:
        """Return what words may mean in some tables, `new` where it is only in the reference."""
        language = visitor(request, room.settings).language
        named = tables.split(",")
        found = [
            {"value": each.value, "name": each.name, "about": each.about}
            for each in room.choices.search(named, q, language, is_typed=typed)
        ]
        if "place" in named and len(q.strip()) > 1:
            found += [_offered(each, language) for each in _unknown(room, q)]
        return found

    @routes.post("/place")
    def add(q: Annotated[str, Body()], id: Annotated[str, Body()], *, typed: Annotated[bool, Body()] = False) -> str:
        """Add a place of the reference to the gazetteer, and return the value for the cell.

        Raises:
            ReviewError: the words do not mean a place of that id.
        """
        entry = next((each for each in _unknown(room, q) if each.id == id), None)
        if entry is None:
            raise ReviewError(f"no place of the reference is called '{q}'", remedy="choose it anew")
        key, _ = file.add_entry(room.settings.mappings, room.desk.catalogue, q, entry)
        return f"place/{key}" if typed else key

    return routes


def _unknown(room: Room, words: str) -> list[Entry]:
    """Return the places of the reference that words may mean and the gazetteer has not."""
    known = {entry.row.id for _, entry in room.desk.catalogue.rows("place")}
    found = [each.entry for each in lookup(words)[: 3 * _REFERENCE]]
    return [entry for entry in dict.fromkeys(found) if entry.id not in known][:_REFERENCE]


def _offered(entry: Entry, language: str) -> dict[str, str]:
    names = [_name(each, language) for each in entry.line]
    return {"value": "", "new": entry.id, "name": names[0], "about": ", ".join(names[1:])}


def _name(entry: Entry, language: str) -> str:
    return {"ja": entry.ja, "ru": entry.ru}.get(language) or entry.en or entry.ja
