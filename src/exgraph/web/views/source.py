"""The page of a source document: who published it, which years it covers, its records."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.web.paging import paged
from exgraph.web.reader import Reader
from exgraph.web.sheet import Sheet

_PAGE = 100


def view(reader: Reader, sheet: Sheet, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a source document shows."""
    rows = reader.published.rows(
        f"SELECT ?it {{ ?it exg:source <{sheet.iri}> ; a exg:Record ; exg:firstLine ?line }} ORDER BY ?line ?it"
    )
    number, pages = paged(len(rows), _PAGE, parameters.get("page"))
    return {
        "publisher": sheet.text("exg:publisher"),
        "licence": sheet.text("exg:licence"),
        "address": sheet.first("exg:address"),
        "total": len(rows),
        "records": [reader.name(row["it"]) for row in rows[(number - 1) * _PAGE : number * _PAGE]],
        "page": number,
        "pages": pages,
    }
