"""The JSON-LD context of the vocabulary: its prefixes, and its properties by their own names."""

from __future__ import annotations

import json

from exgraph.model.iri import NS, PREFIXES, shorten
from exgraph.store import Store

_OWL = PREFIXES["owl"]


def context(store: Store) -> str:
    """Return the context as JSON; the ontology in the store says which properties lead to things, which to values."""
    terms: dict[str, object] = {"@version": 1.1, "id": "@id", "type": "@type", **PREFIXES}
    for kind in ("ObjectProperty", "DatatypeProperty"):
        query = (
            f"SELECT DISTINCT ?p ?range {{ ?p a <{_OWL}{kind}> OPTIONAL {{ ?p <{PREFIXES['rdfs']}range> ?range }} }}"
        )
        for row in sorted(store.rows(query), key=lambda row: (row["p"], row.get("range", ""))):
            name = row["p"].removeprefix(NS)
            if not row["p"].startswith(NS) or name in terms:
                continue
            type_ = "@id" if kind == "ObjectProperty" else _datatype(row.get("range", ""))
            terms[name] = {"@id": f"exg:{name}", **({"@type": type_} if type_ else {})}
    return json.dumps({"@context": terms}, ensure_ascii=False, indent=1) + "\n"


def _datatype(iri: str) -> str | None:
    # xsd:string would keep a value from being coerced where the graph has a language or another type.
    plain = iri.startswith(PREFIXES["xsd"]) and iri != PREFIXES["xsd"] + "string"
    return shorten(iri) if plain else None
