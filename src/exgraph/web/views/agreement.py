"""The page of an agreement: its parties, when it was concluded, its anniversaries, what happened between them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from exgraph.model.iri import NS
from exgraph.web.anniversary import TIES, next_round
from exgraph.web.occasion import listing, occasions
from exgraph.web.reader import Reader
from exgraph.web.sheet import Sheet


def view(reader: Reader, sheet: Sheet, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of an agreement shows."""
    parties = sheet.all("exg:party")
    years = [int(year) for year in sheet.all("exg:year")]
    tie = any(NS + kind in sheet.types for kind in TIES)
    between = " ".join(f"?event exg:involves <{party}> ." for party in parties if "/place/" in party)
    about = f"{{ ?event exg:concludes <{sheet.iri}> }} UNION {{ ?event exg:commemorates <{sheet.iri}> }}"
    return {
        "kinds": [reader.name(iri) for iri in sheet.types if iri != NS + "Agreement"],
        "parties": reader.names(parties),
        "concluded": [reader.date(value) for value in sheet.all("exg:concluded")],
        "printed": sheet.all("exg:printedDate"),
        "years": date.today().year - min(years) if years else None,
        "anniversary": next_round(min(years), date.today().year) if years and tie else None,
        "about": occasions(reader, about, descending=False),
        "events": listing(reader, between, parameters.get("year"), parameters.get("page")) if between else None,
    }
