"""Content negotiation: which of the things on offer a client asked for (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Offer:
    """A representation: its short name (`csv`), its media type, and other types clients ask for it by."""

    name: str
    media_type: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Range:
    type: str
    subtype: str
    quality: float

    def matches(self, media_type: str) -> int:
        """Return 0 where it does not match, else how exactly: 1 for */*, 2 for text/*, 3 for text/csv."""
        type_, _, subtype = media_type.partition(";")[0].strip().partition("/")
        if (self.type, self.subtype) == ("*", "*"):
            return 1
        if self.type != type_:
            return 0
        if self.subtype == "*":
            return 2
        return 3 if self.subtype == subtype else 0


HTML = Offer("html", "text/html", ("application/xhtml+xml",))
RESULTS = (
    Offer(
        "json",
        "application/sparql-results+json",
        ("application/json", "application/x-sparqlstar-results+json", "text/javascript"),
    ),
    Offer("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Offer("csv", "text/csv"),
    Offer("tsv", "text/tab-separated-values"),
)
GRAPHS = (
    Offer("turtle", "text/turtle", ("application/turtle", "application/x-turtle", "text/n3", "text/rdf+n3")),
    Offer("ntriples", "application/n-triples", ("text/plain",)),
    Offer("jsonld", "application/ld+json", ("application/x-json+ld", "application/json")),
    Offer("rdfxml", "application/rdf+xml", ("application/xml", "text/xml")),
)
DATASETS = (
    Offer("nquads", "application/n-quads", ("text/x-nquads",)),
    Offer("trig", "application/trig", ("application/x-trig",)),
)
_FORMATS = {
    "json": ("json", "jsonld"),
    "xml": ("xml", "rdfxml"),
    "csv": ("csv",),
    "tsv": ("tsv",),
    "turtle": ("turtle",),
    "ttl": ("turtle",),
    "n3": ("turtle",),
    "rdf": ("rdfxml",),
    "rdf+xml": ("rdfxml",),
    "rdfxml": ("rdfxml",),
    "json-ld": ("jsonld",),
    "jsonld": ("jsonld",),
    "nt": ("ntriples",),
    "ntriples": ("ntriples",),
    "n-triples": ("ntriples",),
    "nq": ("nquads",),
    "nquads": ("nquads",),
    "n-quads": ("nquads",),
    "trig": ("trig",),
    "html": ("html",),
}


_MOST_RANGES = 100
"""Types of an Accept header that are looked at."""


def choose(accept: str | None, offers: Sequence[Offer]) -> Offer | None:
    """Return the offer the client likes best, or None where it likes none.

    Of equally liked offers the one asked for most exactly is taken, then the first. Without `accept` anything does.
    """
    best: tuple[float, int] = (0.0, 0)
    chosen = None
    ranges = _parse(accept)
    for offer in offers:
        liking = max(_liking(ranges, offer.media_type), *(_named(ranges, alias) for alias in offer.aliases), (0.0, 0))
        if liking[0] > 0 and liking > best:
            best, chosen = liking, offer
    return chosen


def choose_format(accept: str | None, formats: Iterable[str], offers: Sequence[Offer]) -> Offer | None:
    """Return the best offer, where the address may name a format as well (`format=csv`).

    The format in the address counts where Accept is absent, `*/*`, or a browser's; else Accept does.
    """
    chosen = choose(accept, offers)
    if accept is None or _is_anything(accept) or (chosen is not None and chosen.name == "html"):
        for name in formats:
            wanted = _FORMATS.get(name.lower(), ()) or _by_media_type(name, offers)
            for offer in offers:
                if offer.name in wanted:
                    return offer
    return chosen


def _parse(accept: str | None) -> list[_Range]:
    if accept is None or not accept.strip():
        return [_Range("*", "*", 1.0)]
    ranges = []
    for part in accept.split(",", _MOST_RANGES)[:_MOST_RANGES]:
        name, *parameters = (piece.strip() for piece in part.split(";"))
        type_, _, subtype = name.lower().partition("/")
        if not type_ or not subtype:
            continue
        ranges.append(_Range(type_, subtype, _quality(parameters)))
    return ranges


def _quality(parameters: Iterable[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def _liking(ranges: Iterable[_Range], media_type: str) -> tuple[float, int]:
    """Return quality and exactness; the most exact range decides the quality, as the RFC has it."""
    matching = [(exactness, range_.quality) for range_ in ranges if (exactness := range_.matches(media_type))]
    if not matching:
        return 0.0, 0
    exactness, quality = max(matching)
    return quality, exactness


def _named(ranges: Iterable[_Range], alias: str) -> tuple[float, int]:
    """Return the liking of another name of a type: a wildcard does not mean it."""
    quality, exactness = _liking(ranges, alias)
    return (quality, exactness) if exactness == 3 else (0.0, 0)


def _is_anything(accept: str) -> bool:
    return all(range_.type == "*" for range_ in _parse(accept))


def _by_media_type(name: str, offers: Iterable[Offer]) -> tuple[str, ...]:
    """Read a format given as a media type, as some clients do: `format=text/csv`."""
    return tuple(offer.name for offer in offers if name in (offer.media_type, *offer.aliases))


def etag(*asked: object) -> str:
    """Return a weak entity tag (RFC 9110, 8.8.3) of what is asked, of which version, in which form."""
    digest = hashlib.blake2b("\0".join(map(str, asked)).encode("utf-8", "surrogatepass"), digest_size=10)
    return f'W/"{digest.hexdigest()}"'
