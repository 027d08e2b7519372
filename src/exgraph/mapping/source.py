"""Source documents, as their source.toml describes them."""

from __future__ import annotations

from collections.abc import Iterator

from exgraph.mapping.clause import clause, kinds, spoken
from exgraph.mapping.context import Context
from exgraph.mapping.statement import described, labelled, typed, valued
from exgraph.mapping.term import Triple, iri, literal, name
from exgraph.mapping.wording import Words, words
from exgraph.sources.source import Source

_PUBLISHED = words("公表: {}", "Published by {}", "Издатель: {}")


def document(context: Context) -> Iterator[Triple]:
    """Yield what source.toml says of the owner's document."""
    source = context.source
    subject = context.thing("source", source.id)
    yield from typed(subject, ["SourceDocument"])
    yield from labelled(subject, source.title)
    yield from described(subject, _description(source))
    for language, publisher in source.publisher.items():
        yield subject, name("exg:publisher"), literal(publisher, language)
    yield from valued(subject, "exg:licence", source.licence)
    if source.address:
        yield subject, name("exg:address"), iri(source.address)


def _description(source: Source) -> Words:
    """Return that it is a document, and who published it; the English name stands in for a Russian one not given."""

    def parts(language: str) -> Iterator[str]:
        yield kinds(["SourceDocument"], language)
        yield clause(_PUBLISHED, [source.publisher.get(language, source.publisher["en"])], language)

    return spoken(parts)
