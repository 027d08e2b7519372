"""What the tables of a release say of themselves: a Data Package (frictionless) and metadata of CSVW."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from exgraph.release import citation
from exgraph.release.table import NUMBERS, ReleaseSheet
from exgraph.settings.description import Description

_WHOLE = {"year", "people", "first_line", "last_line"}
References = Mapping[tuple[str, str], str]
"""By table and column the table that its values are ids of."""


def references(filled: Sequence[ReleaseSheet]) -> dict[tuple[str, str], str]:
    """Return by table and column which table it refers to: the first in whose ids all its values are."""
    ids = {sheet.name: {row[0] for row in sheet.rows} for sheet in filled if sheet.head[0] == "id"}
    found: dict[tuple[str, str], str] = {}
    for sheet in filled:
        for column, name in enumerate(sheet.head):
            values = {row[column] for row in sheet.rows} - {None}
            if name == "id" or not values:
                continue
            target = next((table for table, known in ids.items() if values <= known), None)
            if target is not None:
                found[sheet.name, name] = target
    return found


def data_package(filled: Sequence[ReleaseSheet], project: Description, version: str) -> str:
    """Return `datapackage.json`: each file with the types of its columns, its key and what it refers to."""
    refers = references(filled)
    document = {
        "profile": "tabular-data-package",
        "name": "exgraph",
        "title": citation.title(project, "en"),
        "description": citation.description("en"),
        "version": version,
        "licenses": [{"path": citation.licence(project), "title": citation.licence_name(project)}],
        "resources": [_resource(sheet, refers) for sheet in filled],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def csvw(filled: Sequence[ReleaseSheet], project: Description) -> str:
    """Return `csv-metadata.json` (CSV on the Web): the same for programs that know that."""
    refers = references(filled)
    tables = [_table(sheet, refers) for sheet in filled]
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": citation.title(project, "en"),
        "dc:license": {"@id": citation.licence(project)},
        "tables": tables,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _resource(sheet: ReleaseSheet, refers: References) -> dict[str, object]:
    fields = [{"name": name, "type": _type(name)} for name in sheet.head]
    keys = [
        {"fields": name, "reference": {"resource": table, "fields": "id"}}
        for (own, name), table in refers.items()
        if own == sheet.name
    ]
    schema = {"fields": fields, "missingValues": [""], **({"foreignKeys": keys} if keys else {})}
    if sheet.head[0] == "id":
        schema["primaryKey"] = "id"
    return {
        "name": sheet.name,
        "path": f"{sheet.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _table(sheet: ReleaseSheet, refers: References) -> dict[str, object]:
    columns = [{"name": name, "titles": name, "datatype": _type(name)} for name in sheet.head]
    keys = [
        {"columnReference": name, "reference": {"resource": f"{table}.csv", "columnReference": "id"}}
        for (own, name), table in refers.items()
        if own == sheet.name
    ]
    schema: dict[str, object] = {"columns": columns, **({"foreignKeys": keys} if keys else {})}
    if sheet.head[0] == "id":
        schema["primaryKey"] = "id"
    return {"url": f"{sheet.name}.csv", "tableSchema": schema}


def _type(name: str) -> str:
    return "integer" if name in _WHOLE else "number" if name in NUMBERS else "string"
