"""Groups of triples that several tables share: names, dates, provenance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from exgraph.facts.cell import SEPARATOR
from exgraph.facts.record import RECORD
from exgraph.mapping.context import Context
from exgraph.mapping.term import EDTF, EDTF_SET, Triple, day, integer, literal, name
from exgraph.model.date import PartialDate, edtf


def typed(subject: str, classes: Iterable[str]) -> Iterator[Triple]:
    """Yield the classes of a thing, given by their local names."""
    for each in classes:
        yield subject, name("rdf:type"), name(f"exg:{each}")


def labelled(subject: str, labels: Mapping[str, str], reading: str = "") -> Iterator[Triple]:
    """Yield a thing's labels by language, and its reading in hiragana, by which Japanese is sorted."""
    for language, text in labels.items():
        yield subject, name("rdfs:label"), literal(text, language)
    if reading:
        yield subject, name("exg:kana"), literal(reading, "ja-Hira")


def described(subject: str, descriptions: Mapping[str, str]) -> Iterator[Triple]:
    """Yield what is told of a thing in a few words, by language."""
    for language, text in descriptions.items():
        yield subject, name("dcterms:description"), literal(text, language)


def titled(subject: str, title: str, translations: Mapping[str, str]) -> Iterator[Triple]:
    """Yield the proper name as printed, and our translations of it."""
    if title:
        yield subject, name("exg:title"), literal(title, "ja")
    for language, text in translations.items():
        if text:
            yield subject, name("exg:translatedTitle"), literal(text, language)


def linked(subject: str, predicate: str, objects: Iterable[str]) -> Iterator[Triple]:
    """Yield one triple for each object; the predicate is a prefixed name."""
    for each in objects:
        yield subject, name(predicate), each


def valued(subject: str, predicate: str, text: str) -> Iterator[Triple]:
    """Yield a text as a plain literal, or nothing where there is none; the predicate is a prefixed name."""
    if text:
        yield subject, name(predicate), literal(text)


def counted(subject: str, predicate: str, number: int | None) -> Iterator[Triple]:
    """Yield a whole number, or nothing where it is not known; the predicate is a prefixed name."""
    if number is not None:
        yield subject, name(predicate), integer(number)


def dated(subject: str, start: PartialDate, end: PartialDate, dating: str, context: Context) -> Iterator[Triple]:
    """Yield what makes dates of every exactness compare, sort and group: EDTF, first and last day, years.

    What is told without a date (`bounded` or `none`) has limits only, written in EDTF as one of a set of days, and no
    year; the fiscal year only where the limits are one.
    """
    span = edtf(start, end) if dating == "printed" else f"[{start}..{end}]"
    yield subject, name("exg:edtf"), literal(span, datatype=EDTF if dating == "printed" else EDTF_SET)
    yield subject, name("exg:dating"), context.concept("dating", dating)
    yield subject, name("exg:earliest"), day(start.earliest)
    yield subject, name("exg:latest"), day(end.latest)
    if dating == "printed":
        yield from counted(subject, "exg:year", start.year)
    if dating == "printed" or start.fiscal_year == end.fiscal_year:
        yield from counted(subject, "exg:fiscalYear", start.fiscal_year)


def derived(
    subject: str, context: Context, records: Iterable[str], *, rule: str, review: str, note: str
) -> Iterator[Triple]:
    """Yield where a fact comes from: its records, the rule that read it, whether a person checked it, our note."""
    yield from linked(subject, "prov:wasDerivedFrom", [context.fact(RECORD, number) for number in records])
    yield subject, name("exg:review"), context.concept("review", review)
    yield from valued(subject, "exg:rule", rule)
    yield from valued(subject, "skos:note", note)


def preferred(subject: str, labels: Mapping[str, str]) -> Iterator[Triple]:
    """Yield the labels of a concept or a scheme of concepts, by language."""
    for language, text in labels.items():
        yield subject, name("skos:prefLabel"), literal(text, language)


def origins(subject: str, origin: str) -> Iterator[Triple]:
    """Yield where the values of a row of the gazetteer come from, one text for each `column=source` of the cell."""
    for part in origin.split(SEPARATOR):
        yield from valued(subject, "exg:origin", part.strip())
