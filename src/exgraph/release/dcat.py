"""What catalogues of data ask for, as Turtle: DCAT 3 by the rules of DCAT-AP 3.0.

Every resource that a rule wants to be of a class is said to be of it: a harvester looks at one document only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exgraph.model.iri import PREFIXES
from exgraph.model.ntriples import literal
from exgraph.release import citation
from exgraph.settings.description import Description

_TYPES = "https://www.iana.org/assignments/media-types/"
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
_CODES = {"ja": "JPN", "en": "ENG", "ru": "RUS"}
_THEME = "http://publications.europa.eu/resource/authority/data-theme/INTR"
"""International issues."""
KEYWORDS = {
    "ja": ("姉妹都市", "国際交流", "自治体"),
    "en": ("sister cities", "exchange", "towns"),
    "ru": ("города-побратимы", "обмены", "города"),
}
PREFIX = {name: PREFIXES[name] for name in ("dcat", "dcterms", "foaf", "rdfs", "skos", "void", "xsd")} | {
    "spdx": "http://spdx.org/rdf/terms#"
}


def titles(project: Description) -> Iterator[str]:
    """Yield title and description of a catalogue, data set or release, in each language."""
    for language in citation.TITLES:
        yield f"    dcterms:title {literal(citation.title(project, language), language)} ;\n"
        yield f"    dcterms:description {literal(citation.description(language), language)} ;\n"


def about(project: Description, publisher: str) -> Iterator[str]:
    """Yield what a data set or release says beside its title: publisher, licence, languages, keywords, theme."""
    yield f"    dcterms:publisher <{publisher}> ; dcterms:license <{citation.licence(project)}> ;\n"
    yield "".join(f"    dcterms:language <{_LANGUAGE}{_CODES[each]}> ;\n" for each in project.languages)
    yield f"    dcat:theme <{_THEME}> ;\n"
    for language, words in KEYWORDS.items():
        yield "".join(f"    dcat:keyword {literal(word, language)} ;\n" for word in words)


def agents(project: Description, publisher: str) -> Iterator[str]:
    """Yield the publisher and the licence, and of what class each thing is that data sets point at."""
    yield f"<{publisher}> a foaf:Agent, foaf:Organization ;\n"
    yield f"    foaf:name {literal(citation.authors(project, 'en'), 'en')} .\n"
    yield f"<{citation.licence(project)}> a dcterms:LicenseDocument .\n"
    yield "".join(f"<{_LANGUAGE}{_CODES[each]}> a dcterms:LinguisticSystem .\n" for each in project.languages)
    yield f'<{_THEME}> a skos:Concept ; skos:prefLabel "International issues"@en .\n'
    yield "spdx:checksumAlgorithm_sha256 a spdx:ChecksumAlgorithm .\n"


def span(first: str, last: str) -> str:
    """Return the time that data tell of, from a year to another, as the property of a data set."""
    days = f'dcat:startDate "{first}-01-01"^^xsd:date ; dcat:endDate "{last}-12-31"^^xsd:date'
    return f"    dcterms:temporal [ a dcterms:PeriodOfTime ; {days} ] ;\n"


def media(types: Iterable[str]) -> Iterator[str]:
    """Yield that media types are such."""
    for each in sorted(set(types)):
        yield f"<{_TYPES}{each}> a dcterms:MediaType .\n"


def size(number: int) -> str:
    """Return the size of a file in bytes, of the datatype that DCAT 3 and the shapes of DCAT-AP 3.0.1 ask for."""
    return f'"{number}"^^xsd:nonNegativeInteger'


def checksum(sha256: str) -> str:
    """Return a checksum as the value of `spdx:checksum`."""
    return (
        "[ a spdx:Checksum ; spdx:algorithm spdx:checksumAlgorithm_sha256 ; "
        f'spdx:checksumValue "{sha256}"^^xsd:hexBinary ]'
    )


def types_of(name: str, media_type: str) -> tuple[str, str | None]:
    """Return the media type of what a file holds, and that of how it is packed."""
    return ("application/n-quads", "application/gzip") if name.endswith(".gz") else (media_type, None)


def file_type(media_type: str) -> str:
    """Return the IRI of a media type."""
    return f"<{_TYPES}{media_type}>"
