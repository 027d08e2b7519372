"""Content of the pages of main classes, above the table of all facts: one module a class."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exgraph.model.iri import expand
from exgraph.reading.reader import Reader
from exgraph.reading.thing.facts import ThingFacts
from exgraph.web.views import (
    agreement,
    claim,
    concept,
    event,
    indicator,
    observation,
    official,
    organisation,
    participation,
    place,
    plan,
    record,
    route,
    scheme,
    series,
    source,
    venue,
)

View = Callable[[Reader, ThingFacts, Mapping[str, str]], dict[str, object]]

_VIEWS: dict[str, tuple[str, View]] = {
    "exg:Place": ("place.html", place.view),
    "exg:Event": ("event.html", event.view),
    "exg:Agreement": ("agreement.html", agreement.view),
    "exg:Series": ("series.html", series.view),
    "exg:Organisation": ("organisation.html", organisation.view),
    "exg:Record": ("record.html", record.view),
    "exg:SourceDocument": ("source.html", source.view),
    "exg:Venue": ("listed.html", venue.view),
    "exg:TransportRoute": ("listed.html", route.view),
    "exg:Official": ("listed.html", official.view),
    "exg:Indicator": ("indicator.html", indicator.view),
    "exg:Observation": ("listed.html", observation.view),
    "exg:Participation": ("listed.html", participation.view),
    "exg:ParticipantPart": ("listed.html", participation.view),
    "exg:HostGroup": ("listed.html", participation.view),
    "exg:Plan": ("listed.html", plan.view),
    "exg:Claim": ("listed.html", claim.view),
    "skos:Concept": ("listed.html", concept.view),
    "skos:ConceptScheme": ("scheme.html", scheme.view),
}


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> tuple[str, dict[str, object]]:
    """Return the template of a thing's class and what to fill in; the plain template for other classes."""
    classes = set(thing.all("rdf:type", inferred=True))
    for name, (template, make) in _VIEWS.items():
        if expand(name) in classes:
            return template, make(reader, thing, parameters)
    return "thing.html", {}
