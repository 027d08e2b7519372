"""Source documents, and the categories they sort their records by, as concepts of a scheme of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exgraph.mapping import description, wording
from exgraph.mapping.context import Context
from exgraph.mapping.statement import described, labelled, linked, told, typed
from exgraph.mapping.term import Triple, iri, literal, name


def document(context: Context) -> Iterator[Triple]:
    """Yield what source.toml says of the owner's document."""
    source = context.source
    subject = context.thing("source", source.id)
    yield from typed(subject, ["SourceDocument"])
    yield from labelled(subject, source.title)
    yield from described(subject, description.document(source))
    for language, publisher in source.publisher.items():
        yield subject, name("exg:publisher"), literal(publisher, language)
    yield from told(subject, "exg:licence", source.licence)
    if source.address:
        yield subject, name("exg:address"), iri(source.address)


def categories(texts: Iterable[str], context: Context) -> Iterator[Triple]:
    """Yield the owner's categories: as printed, and in the words that `[layout.categories]` of source.toml gives.

    `[layout.categories]` holds tables by category: `友好交流 = { en = "friendship", ru = "дружба" }`.
    """
    source = context.source
    scheme = context.thing("scheme", "category", source.id)
    titles = {
        language: wording.PATTERNS["categories"][language].format(title=title)
        for language, title in source.title.items()
    }
    yield scheme, name("rdf:type"), name("skos:ConceptScheme")
    yield from _called(scheme, titles)
    for text in texts:
        concept = context.category(text)
        yield concept, name("rdf:type"), name("skos:Concept")
        yield from _called(concept, {"ja": text, **source.layout.get("categories", {}).get(text, {})})
        yield from linked(concept, "skos:inScheme", [scheme])


def _called(subject: str, labels: dict[str, str]) -> Iterator[Triple]:
    for language, text in labels.items():
        yield subject, name("skos:prefLabel"), literal(text, language)
