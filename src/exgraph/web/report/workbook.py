"""A report as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exgraph.export.table import Cell, Sheet
from exgraph.reading.reader import Name, Reader
from exgraph.web.page.workbook import workbook_bytes
from exgraph.web.report.content import PlaceReport


def workbook(reader: Reader, report: PlaceReport) -> bytes:
    """Return a report as an XLSX workbook: figures, ties, years with a chart, partners, groups, events, sources."""
    sheets = [_figures(reader, report), _ties(reader, report), _years(reader, report)]
    if report.partners:
        sheets.append(_partners(reader, report))
    return workbook_bytes(
        reader, [*sheets, _journeys(reader, report), _events(reader, report), _sources(reader, report)]
    )


def span(reader: Reader, report: PlaceReport) -> str:
    """Return the years of a report in words."""
    first, last = report.span
    words = reader.words
    if first is None and last is None:
        return words.text("report.every")
    if first == last:
        return words.text("report.year", year=first)
    if first is None or last is None:
        return words.text("report.from_year", year=first) if first else words.text("report.until", year=last)
    return words.text("report.span", first=first, last=last)


def _figures(reader: Reader, report: PlaceReport) -> Sheet:
    words, counts = reader.words.text, report.counts
    rows: list[list[Cell]] = [
        [words("report.title"), report.name, ""],
        [words("report.years"), span(reader, report), ""],
        [words("yearly.events"), counts.events, report.cited],
        [report.sent_label, counts.sent, report.cited],
        [report.received_label, counts.received, report.cited],
        [words("pair.last"), counts.held.year if counts.held else None, report.cited],
        [words("yearly.later"), "; ".join(str(each.year) for each in counts.planned), ""],
        [words("yearly.silent"), "; ".join(counts.silent), ""],
        [words("yearly.uncovered"), "; ".join(counts.uncovered), ""],
        [words("yearly.counted"), "", ""],
        [words("report.version"), reader.published.fingerprint[:12], ""],
    ]
    return Sheet(words("report.figures"), [words("report.figure"), words("report.value"), words("report.cited")], rows)


def _ties(reader: Reader, report: PlaceReport) -> Sheet:
    rows: list[list[Cell]] = [
        [
            tie.agreement.text,
            tie.kind.text,
            tie.since,
            tie.next[0] if tie.next else None,
            tie.next[1] if tie.next else None,
            cited,
        ]
        for tie, cited in report.ties
    ]
    return _sheet(reader, "place.ties", ("tie", "kind", "since", "next_year", "next", "cited"), rows)


def _years(reader: Reader, report: PlaceReport) -> Sheet:
    words = reader.words.text
    rows: list[list[Cell]] = []
    for year, cited in report.years:
        figures: list[Cell] = [year.events, year.sent, year.received] if year.covered else [None, None, None]
        rows.append([year.year, *figures, "" if year.covered else words("yearly.no_record"), cited])
    head = [
        words("yearly.year"),
        words("yearly.events"),
        report.sent_label,
        report.received_label,
        words("report.note"),
    ]
    return Sheet(
        words("yearly.title"), [*head, words("report.cited")], rows, drawn=(2, 3) if report.counts.most else (1,)
    )


def _partners(reader: Reader, report: PlaceReport) -> Sheet:
    words = reader.words.text
    rows: list[list[Cell]] = [
        [each.name.text, each.counts.events, each.counts.sent, each.counts.received, each.cited]
        for each in report.partners
    ]
    head = [words("place.place"), words("yearly.events"), words("browse.sent"), words("browse.received")]
    return Sheet(words("place.met"), [*head, words("report.cited")], rows)


def _journeys(reader: Reader, report: PlaceReport) -> Sheet:
    rows: list[list[Cell]] = [
        [each.date, _names(each.start), _names(each.goal), each.people, each.event.text, cited]
        for each, cited in report.journeys
    ]
    return _sheet(reader, "pair.travelled", ("date", "origin", "goal", "people", "event", "cited"), rows)


def _events(reader: Reader, report: PlaceReport) -> Sheet:
    rows: list[list[Cell]] = [
        [each.start, each.end, each.name.text, each.kinds, each.people, each.cited, each.iri] for each in report.events
    ]
    return _sheet(reader, "events.title", ("start", "end", "event", "kind", "people", "cited", "iri"), rows)


def _sources(reader: Reader, report: PlaceReport) -> Sheet:
    rows: list[list[Cell]] = [
        [
            each.number,
            each.document.text,
            each.publisher,
            each.citation.number,
            each.citation.first or None,
            each.citation.last or None,
            each.citation.record,
        ]
        for each in report.sources
    ]
    columns = ("number", "document", "publisher", "record", "first_line", "last_line", "iri")
    return _sheet(reader, "report.sources", columns, rows)


def _sheet(reader: Reader, name: str, columns: Iterable[str], rows: Sequence[Sequence[Cell]]) -> Sheet:
    words = reader.words.text
    return Sheet(words(name), [words(f"report.{column}") for column in columns], rows)


def _names(them: Iterable[Name]) -> str:
    return "; ".join(name.text for name in them)
