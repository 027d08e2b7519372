"""What a page says of its thing in the words of schema.org, for search engines: JSON-LD with its context inside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from exgraph.model.iri import NS, PREFIXES
from exgraph.reading.published import Published, per_version
from exgraph.reading.thing.facts import ThingFacts
from exgraph.release import Release, citation
from exgraph.release.dcat import KEYWORDS
from exgraph.release.description import years_covered

_SCHEMA = PREFIXES["schema"]
_CONTEXT = {"@vocab": _SCHEMA, "exg": NS}
_OTHERS = {
    "Concept": "DefinedTerm",
    "ConceptScheme": "DefinedTermSet",
    "DataSet": "Dataset",
    "Geometry": "GeoCoordinates",
}
"""Classes of other vocabularies, and what describes them nearest in schema.org."""
_STATUSES = {"cancelled": "EventCancelled", "postponed": "EventPostponed", "unscheduled": "EventPostponed"}
_LINKS = {
    "within": "containedInPlace",
    "location": "location",
    "venue": "location",
    "organiser": "organizer",
    "inSeries": "superEvent",
    "commemorates": "about",
    "partOf": "parentOrganization",
    "member": "member",
    "basedIn": "location",
    "source": "isPartOf",
}
_TEXTS = {"office": "jobTitle", "publisher": "publisher", "start": "startDate", "end": "endDate"}

Json = dict[str, object]


def thing(thing: ThingFacts, published: Published, address: str) -> str:
    """Return a thing as a JSON-LD document; `address` is that of its page."""
    node: Json = {"@context": _CONTEXT, "@id": thing.iri, "@type": types(thing, published), "url": {"@id": address}}
    node["name"] = _texts(published.labels(thing.iri))
    for name, key in (("skos:altLabel", "alternateName"), ("dcterms:description", "description")):
        _add(node, key, thing.tagged(name))
    for name, key in _LINKS.items():
        _add(node, key, [_reference(published, iri) for iri in thing.all(f"exg:{name}")])
    for name, key in _TEXTS.items():
        _add(node, key, thing.tagged(f"exg:{name}"))
    _add(node, "sameAs", [{"@id": each} for name in ("wikidata", "geonames") for each in thing.all(f"exg:{name}")])
    _add(node, "identifier", thing.all("exg:isoCode") + thing.all("exg:localGovernmentCode"))
    _add(node, "subjectOf", [_reference(published, iri) for iri in thing.all("prov:wasDerivedFrom")])
    _add(node, "eventStatus", _statuses(thing))
    latitude, longitude = thing.first("geo:lat"), thing.first("geo:long")
    if latitude and longitude:
        node["geo"] = {"@type": "GeoCoordinates", "latitude": float(latitude), "longitude": float(longitude)}
    return _dumps(node)


def data_set(published: Published, address: str, files: Iterable[tuple[str, str]]) -> str:
    """Return the whole data set as a JSON-LD document; `files` are the media types and paths of its dumps."""
    made = datetime.fromtimestamp(published.folder.stat().st_mtime, UTC).date().isoformat()
    releases = [{"@id": each.iri, "@type": "Dataset", "name": each.id} for each in published.releases]
    node: Json = {
        "@context": _CONTEXT,
        "@id": f"{address}/.well-known/void#dataset",
        "@type": "Dataset",
        **_described(published),
        "url": {"@id": f"{address}/data"},
        "identifier": published.base.root,
        "version": published.fingerprint,
        "dateModified": made,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": {"@id": address + path}}
            for media_type, path in files
        ],
        "includedInDataCatalog": {"@type": "DataCatalog", "url": {"@id": f"{address}/.well-known/dcat"}},
        **({"workExample": releases, "datePublished": published.releases[-1].date} if releases else {}),
    }
    return _dumps(node)


def release(published: Published, it: Release, address: str) -> str:
    """Return a release as a JSON-LD document, with its files."""
    node: Json = {
        "@context": _CONTEXT,
        "@id": it.iri,
        "@type": "Dataset",
        **_described(published),
        "url": {"@id": f"{address}/releases/{it.id}"},
        "identifier": it.iri,
        "version": it.version,
        "datePublished": it.date,
        "isBasedOn": {"@id": f"{address}/.well-known/void#dataset"},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "encodingFormat": file.media_type,
                "contentSize": f"{file.size} B",
                "sha256": file.sha256,
                "contentUrl": {"@id": f"{address}/downloads/{it.id}/{file.name}"},
            }
            for file in it.files
        ],
    }
    return _dumps(node)


def _described(published: Published) -> Json:
    """Return what search engines for data sets want of each: names, publisher, keywords, time and place."""
    project = published.project
    publisher = {"@type": "Organization", "name": citation.authors(project, "en")}
    years = years_covered(published.store)
    country = published.base.thing("place", project.country)
    return {
        "name": citation.title(project, "en"),
        "alternateName": [citation.title(project, each) for each in ("ja", "ru")],
        "description": citation.description("en"),
        "keywords": [word for words in KEYWORDS.values() for word in words],
        "inLanguage": list(project.languages),
        "license": {"@id": citation.licence(project)},
        "isAccessibleForFree": True,
        "creator": publisher,
        "publisher": publisher,
        **({"temporalCoverage": f"{years[0]}/{years[1]}"} if years else {}),
        "spatialCoverage": {"@type": "Place", "@id": country, "name": _texts(published.labels(country))},
    }


def site(published: Published, address: str, name: str) -> str:
    """Return the site itself, with how it is searched, as a JSON-LD document; `name` is what it calls itself."""
    target = {"@type": "EntryPoint", "urlTemplate": f"{address}/search?q={{words}}"}
    search = {"@type": "SearchAction", "target": target, "query-input": "required name=words"}
    node: Json = {"@context": _CONTEXT, "@type": "WebSite", "name": name, "url": {"@id": f"{address}/"}}
    about = {"@id": f"{address}/.well-known/void#dataset", "@type": "Dataset", "identifier": published.base.root}
    return _dumps({**node, "inLanguage": ["ja", "en", "ru"], "about": about, "potentialAction": search})


def types(thing: ThingFacts, published: Published) -> list[str]:
    """Return a thing's classes of schema.org, the narrowest first, then ours; `Thing` where it has none."""
    above = _above(published)
    found: dict[str, None] = {}
    for iri in thing.all("rdf:type"):
        found.update(dict.fromkeys(above.get(iri, ())))
        local = iri.rpartition("#")[2]
        if local in _OTHERS:
            found[_OTHERS[local]] = None
    return [*(found or {"Thing": None}), *(f"exg:{iri.removeprefix(NS)}" for iri in thing.types)]


@per_version()
def _above(published: Published) -> Mapping[str, list[str]]:
    """Return the classes of schema.org over each class of the ontology, the nearest first."""
    over: dict[str, list[str]] = {}
    for row in published.rows(
        "SELECT DISTINCT ?c ?over { ?c rdfs:subClassOf|skos:closeMatch ?over FILTER(isIRI(?over)) } ORDER BY ?c"
    ):
        over.setdefault(row["c"], []).append(row["over"])
    found: dict[str, list[str]] = {}
    for name in over:
        waiting, seen = [name], {name: None}
        while waiting:
            for each in over.get(waiting.pop(0), ()):
                if each not in seen:
                    seen[each] = None
                    waiting.append(each)
        classes = [each for each in seen if each.startswith(_SCHEMA)]
        narrow = [each for each in classes if not any(_is_over(over, each, other) for other in classes)]
        found[name] = [each.removeprefix(_SCHEMA) for each in narrow]
    return found


def _is_over(over: Mapping[str, list[str]], wide: str, narrow: str) -> bool:
    # The ontology sets few of schema.org's classes under one another; that all places are places goes without saying.
    generic = {"Place", "Organization", "Event", "Thing"}
    return wide != narrow and (
        wide in over.get(narrow, ()) or (wide.removeprefix(_SCHEMA) in generic and narrow.startswith(_SCHEMA))
    )


def _statuses(thing: ThingFacts) -> list[object]:
    names = (iri.rpartition("/")[2] for iri in thing.all("exg:status"))
    return [{"@id": _SCHEMA + _STATUSES[name]} for name in names if name in _STATUSES]


def _reference(published: Published, iri: str) -> Json:
    return {"@id": iri, "name": _texts(published.labels(iri))}


def _texts(labels: Mapping[str, str]) -> list[Json]:
    return [{"@value": text, "@language": language} for language, text in labels.items() if language]


def _add(node: Json, key: str, values: Iterable[object]) -> None:
    found = [*values]
    if found:
        kept = node.get(key)
        node[key] = [*kept, *found] if isinstance(kept, list) else found


def _dumps(node: Json) -> str:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":"))
