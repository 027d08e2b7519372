"""Exchange graphs of any size in the project's vocabulary, for the other benchmarks and for anyone who wants one.

    .venv/bin/python benchmarks/generate.py 300k --output exchange.nq
    .venv/bin/python benchmarks/generate.py 3M --format nt > exchange.nt
    .venv/bin/python benchmarks/generate.py 30M --output exchange.nq --shuffle 1000000

The same size gives the same lines, byte for byte; all are distinct, and memory does not grow with the size. The graph
conforms to the shapes. Places, organisations, ties and series are a fixed base of some 13,000 triples; each event has
48 or 49 triples, with its two participations and its record. A size is met to within one event.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from exgraph.model.iri import NS, PREFIXES, Base, expand

SIZES = {"30k": 30_000, "300k": 300_000, "3M": 3_000_000, "30M": 30_000_000}
"""The sizes that the benchmarks report, in triples."""

_SEED = 20_240_401
_BASE = Base()
_ID = f"{_BASE.root}id/"
_END = f" <{_BASE.graph('benchmark')}> .\n"
_RECORDS = f" <{_BASE.graph('provenance')}> .\n"
_TYPE = f"<{expand('rdf:type')}>"
_LABEL = f"<{expand('rdfs:label')}>"
_DERIVED = f"<{expand('prov:wasDerivedFrom')}>"
_XSD = PREFIXES["xsd"]
_EDTF = "http://id.loc.gov/datatypes/edtf/EDTF-level0"

_COUNTRIES = ("japan", "partner")
_REGIONS = 24
_TOWNS = 400
_SERIES = 300
_KINDS = (
    ("Visit", "訪問", "visit", "визит"),
    ("YouthExchange", "青少年交流", "youth exchange", "молодёжный обмен"),
    ("Meeting", "会議", "meeting", "встреча"),
    ("TradeFair", "物産展", "trade fair", "ярмарка"),
    ("Performance", "公演", "performance", "выступление"),
    ("SportsEvent", "競技会", "sports event", "соревнование"),
    ("Seminar", "講演会", "seminar", "семинар"),
    ("Exhibition", "展示会", "exhibition", "выставка"),
)
_ROLES = ("pupil", "official", "citizen", "athlete", "artist")
_RULES = ("sentence", "row", "delegation")


def generate(triples: int) -> Iterator[str]:
    """Yield the N-Quads lines of a graph of some `triples` triples: whole events, the last of them past the mark.

    Args:
        triples: how many; the fixed base of some 13,000 is there however few are asked for.
    """
    count = 0
    for line in _base():
        yield line
        count += 1
    chance = random.Random(_SEED)
    for event in itertools.count(1):
        if count >= triples:
            return
        lines = _event(event, chance)
        yield from lines
        count += len(lines)


def without_graph(lines: Iterable[str]) -> Iterator[str]:
    """Yield N-Triples lines for the N-Quads lines that `generate` yields."""
    for line in lines:
        yield f"{line[: line.rindex(' <')]} .\n"


def shuffled(lines: Iterable[str], buffer: int) -> Iterator[str]:
    """Yield the lines out of order, as from a dump that nobody sorted: each run of `buffer` lines is shuffled."""
    remaining, chance = iter(lines), random.Random(_SEED)
    while batch := list(itertools.islice(remaining, buffer)):
        chance.shuffle(batch)
        yield from batch


def size(text: str) -> int:
    """Return the triples that a size such as 30k, 3M or 25000 means.

    Raises:
        ValueError: it is no size.
    """
    found = re.fullmatch(r"(\d+)(k|M)?", text)
    if found is None:
        raise ValueError(f"{text} is no size; write 30k, 300k, 3M, 30M or a number")
    return int(found[1]) * {None: 1, "k": 1_000, "M": 1_000_000}[found[2]]


def _base() -> Iterator[str]:
    for country in _COUNTRIES:
        yield from _named(f"place/{country}", "Country", country)
    for region in range(_REGIONS):
        place = f"place/region-{region}"
        yield from _named(place, "Prefecture" if region % 2 == 0 else "FederalSubject", f"region {region}")
        yield _fact(place, "within", f"<{_ID}place/{_COUNTRIES[region % 2]}>")
    for town in range(_TOWNS):
        yield from _town(town)
    for series in range(_SERIES):
        yield from _named(f"series/{series}", "Programme" if series % 3 == 0 else "Series", f"series {series}")
        yield _fact(f"series/{series}", "organiser", _organisation(series % _TOWNS))
    for tie in range(0, _TOWNS, 2):
        yield from _tie(tie)
    yield from _named("source/benchmark", "SourceDocument", "benchmark")
    yield _fact("source/benchmark", "publisher", '"benchmark"@en')
    yield _fact("source/benchmark", "licence", '"none"')


def _town(town: int) -> Iterator[str]:
    place, organisation = f"place/town-{town}", f"organisation/town-{town}"
    yield from _named(place, ("City", "Town", "Village")[town % 3], f"town {town}")
    yield _fact(place, "within", f"<{_ID}place/region-{town % _REGIONS}>")
    yield _foreign(place, "geo:lat", f'"{42 + town % 40 / 10:.2f}"^^<{_XSD}decimal>')
    yield _foreign(place, "geo:long", f'"{140 + town % 70 / 10:.2f}"^^<{_XSD}decimal>')
    yield _foreign(place, "skos:altLabel", f'"町{town}"@ja')
    yield _fact(place, "origin", '"benchmark"')
    yield from _named(organisation, "LocalGovernment", f"government of town {town}")
    yield _fact(organisation, "basedIn", f"<{_ID}{place}>")
    yield _fact(organisation, "origin", '"benchmark"')


def _tie(tie: int) -> Iterator[str]:
    agreement, year = f"agreement/{tie}", 1960 + tie % 60
    yield from _named(agreement, "SisterCityAgreement", f"tie {tie}")
    yield _fact(agreement, "party", _place(tie))
    yield _fact(agreement, "party", _place(tie + 1))
    yield f"{_place(tie)} <{NS}twinnedWith> {_place(tie + 1)}{_END}"
    yield _fact(agreement, "concluded", f'"{year}"^^<{_XSD}gYear>')
    yield _fact(agreement, "edtf", f'"{year}"^^<{_EDTF}>')
    yield _fact(agreement, "earliest", f'"{year}-01-01"^^<{_XSD}date>')
    yield _fact(agreement, "latest", f'"{year}-12-31"^^<{_XSD}date>')
    yield _fact(agreement, "printedDate", f'"{year}"')
    yield _fact(agreement, "year", f'"{year}"^^<{_XSD}integer>')
    yield from _review(f"<{_ID}{agreement}>", 0)
    yield f"<{_ID}{agreement}> {_DERIVED} <{_ID}record/benchmark/tie-{tie}>{_END}"
    yield from _record(f"tie-{tie}", tie + 1)


def _event(event: int, chance: random.Random) -> list[str]:
    """Return the lines of one event; most of a large graph is made here, so it is written out."""
    name, record = f"<{_ID}event/benchmark/{event}>", f"<{_ID}record/benchmark/{event}>"
    here = chance.randrange(0, _TOWNS, 2)
    there = here + 1 if chance.random() < 0.7 else chance.randrange(1, _TOWNS, 2)
    place = there if event % 2 else here
    kind, ja, en, ru = _KINDS[chance.randrange(len(_KINDS))]
    year, month, day = chance.randrange(1955, 2024), chance.randrange(1, 13), chance.randrange(1, 27)
    first, last = f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day + 2:02}"
    sizes = (chance.randrange(1, 40), chance.randrange(1, 40))
    lines = [
        f"{name} {_TYPE} <{NS}{kind}>{_END}",
        f'{name} {_LABEL} "{ja} {event}({year}年)"@ja{_END}',
        f'{name} {_LABEL} "{en} {event} ({year})"@en{_END}',
        f'{name} {_LABEL} "{ru} {event} ({year} г.)"@ru{_END}',
        f'{name} <{NS}start> "{first}"^^<{_XSD}date>{_END}',
        f'{name} <{NS}end> "{last}"^^<{_XSD}date>{_END}',
        f'{name} <{NS}earliest> "{first}"^^<{_XSD}date>{_END}',
        f'{name} <{NS}latest> "{last}"^^<{_XSD}date>{_END}',
        f'{name} <{NS}edtf> "{first}/{last}"^^<{_EDTF}>{_END}',
        f'{name} <{NS}printedDate> "{year}.{month}.{day}"{_END}',
        f'{name} <{NS}year> "{year}"^^<{_XSD}integer>{_END}',
        f'{name} <{NS}fiscalYear> "{year - (month < 4)}"^^<{_XSD}integer>{_END}',
        f'{name} <{NS}totalHeadcount> "{sum(sizes)}"^^<{_XSD}integer>{_END}',
        f"{name} <{NS}location> {_place(place)}{_END}",
        f"{name} <{NS}organiser> {_organisation(here)}{_END}",
        f"{name} <{NS}status> <{_ID}concept/status/held>{_END}",
        f"{name} <{NS}mode> <{_ID}concept/mode/{'outbound' if event % 2 else 'inbound'}>{_END}",
        *_review(name, event),
        f"{name} {_DERIVED} {record}{_END}",
    ]
    if event % 2:
        lines.append(f"{name} <{NS}inSeries> <{_ID}series/{chance.randrange(_SERIES)}>{_END}")
    for group, (home, headcount) in enumerate(zip((here, there), sizes, strict=True)):
        part = f"<{_ID}participation/benchmark/{event}/{group + 1}>"
        lines += (
            f"{name} <{NS}participation> {part}{_END}",
            f"{part} {_TYPE} <{NS}Participation>{_END}",
            f"{part} <{NS}from> {_place(home)}{_END}",
            f'{part} <{NS}headcount> "{headcount}"^^<{_XSD}integer>{_END}',
            f"{part} <{NS}role> <{_ID}concept/role/{_ROLES[(event + group) % len(_ROLES)]}>{_END}",
            f"{part} {_DERIVED} {record}{_END}",
            *_review(part, event),
        )
        if home != place:
            lines.append(f"{part} <{NS}to> {_place(place)}{_END}")
    lines += _record(str(event), event)
    return lines


def _record(number: str, line: int) -> Iterator[str]:
    record = f"<{_ID}record/benchmark/{number}>"
    yield f"{record} {_TYPE} <{NS}Record>{_RECORDS}"
    for language, words in (("ja", "の記録"), ("en", " record"), ("ru", " запись")):
        yield f'{record} {_LABEL} "benchmark{words} {number}"@{language}{_RECORDS}'
    yield f'{record} <{NS}recordNumber> "{number}"{_RECORDS}'
    yield f"{record} <{NS}source> <{_ID}source/benchmark>{_RECORDS}"
    yield f'{record} <{NS}digest> "{line:016x}"{_RECORDS}'
    for bound, value in (
        ("firstLine", line),
        ("lastLine", line),
        ("firstOffset", line * 80),
        ("lastOffset", line * 80 + 70),
    ):
        yield f'{record} <{NS}{bound}> "{value}"^^<{_XSD}integer>{_RECORDS}'


def _review(thing: str, number: int) -> Iterator[str]:
    yield f"{thing} <{NS}review> <{_ID}concept/review/accepted>{_END}"
    yield f'{thing} <{NS}rule> "{_RULES[number % len(_RULES)]}"{_END}'


def _named(key: str, kind: str, words: str) -> Iterator[str]:
    thing = f"<{_ID}{key}>"
    yield f"{thing} {_TYPE} <{NS}{kind}>{_END}"
    for language in ("ja", "en", "ru"):
        yield f'{thing} {_LABEL} "{words} ({language})"@{language}{_END}'


def _fact(key: str, name: str, value: str) -> str:
    return f"<{_ID}{key}> <{NS}{name}> {value}{_END}"


def _foreign(key: str, name: str, value: str) -> str:
    return f"<{_ID}{key}> <{expand(name)}> {value}{_END}"


def _place(town: int) -> str:
    return f"<{_ID}place/town-{town}>"


def _organisation(town: int) -> str:
    return f"<{_ID}organisation/town-{town}>"


def main() -> None:
    """Write a graph."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", type=size, help="triples: 30k, 300k, 3M, 30M or a number")
    parser.add_argument("--format", choices=("nq", "nt"), help="by default as the name of the output says, or nq")
    parser.add_argument("--output", "-o", type=Path, help="a file; by default standard output")
    parser.add_argument("--shuffle", type=int, metavar="LINES", help="shuffle each run of so many lines")
    arguments = parser.parse_args()
    lines = generate(arguments.size)
    if arguments.shuffle:
        lines = shuffled(lines, arguments.shuffle)
    if "nt" in (arguments.format, None if arguments.format or not arguments.output else arguments.output.suffix[1:]):
        lines = without_graph(lines)
    if arguments.output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        sys.stdout.writelines(lines)
        return
    with arguments.output.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)


if __name__ == "__main__":
    main()
