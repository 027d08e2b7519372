"""Projects with fact tables of any size, for measuring the whole path from tables to a published version.

    .venv/bin/python benchmarks/tables.py 7000 --to FOLDER
    .venv/bin/python benchmarks/tables.py 70000 --to FOLDER --sources 2 --ties 0.06 --merges 0.009

FOLDER becomes a project (`exgraph --project FOLDER build`): this repository's mappings/ with the sources synthetic-1,
synthetic-2, ... beside. An event of theirs is one of a source of this repository with its participations, moved to
another year; in half of them each town is exchanged for another of its country. So cells are as often filled, and an
event has as many participations and triples, as in rows that were read from a document. The gazetteer stays as it is.

The same arguments give the same files, byte for byte, and memory does not grow with the size.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import shutil
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[1]
TEMPLATE = "hokkaido-russia-db"
"""The source whose rows are copied."""
YEARS = (1952, 2023)
_SEED = 20_260_101
_TOWNS = {"City", "Town", "Village", "District", "Municipality"}
_ERAS = (("R", 2019), ("H", 1989), ("S", 1926))
_CELLS = {"venue": "", "anniversary": "", "commemorates": "", "concludes": "", "amount_jpy": "", "note": ""}
"""Cells of an event that hold for the one it was copied from only."""

Row = dict[str, str]


@dataclass(frozen=True)
class Shape:
    """What is made: events, sources, ties and merges an event, whether editions contradict dates."""

    events: int
    sources: int = 1
    ties: float = 0.0
    merges: float = 0.0
    wrapped: bool = False


def make(target: Path, shape: Shape) -> None:
    """Make a project in a folder; what is there of an earlier one is replaced."""
    for name in ("mappings", "exgraph.toml"):
        kept = target / name
        shutil.rmtree(kept) if kept.is_dir() else kept.unlink(missing_ok=True)
    target.mkdir(parents=True, exist_ok=True)
    shutil.copytree(PROJECT / "mappings", target / "mappings", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(PROJECT / "exgraph.toml", target / "exgraph.toml")
    maker = _Maker(target / "mappings", wrapped=shape.wrapped)
    for number in range(1, shape.sources + 1):
        count = len(range(number, shape.events + 1, shape.sources))
        maker.write(f"synthetic-{number}", count, int(count * shape.ties))
    with (target / "mappings/gazetteer/merge.csv").open("a", encoding="utf-8", newline="") as file:
        merges = csv.writer(file, lineterminator="\n")
        for row in range(1, int(shape.events * shape.merges) + 1):
            merges.writerow((f"synthetic-2/{row}", f"synthetic-1/{row}", "made up", "accepted"))


class _Maker:
    def __init__(self, mappings: Path, *, wrapped: bool) -> None:
        self._sources = mappings / "sources"
        facts = self._sources / TEMPLATE / "facts"
        self._chance = random.Random(_SEED)
        self._events, self._parts = _read(facts / "event.csv"), defaultdict(list)
        for part in _read(facts / "participation.csv"):
            self._parts[part["event"]].append(part)
        self._part_columns = list(next(iter(self._parts.values()))[0])
        self._tie_columns = list(_read(facts / "agreement.csv")[0])
        self._wrapped = wrapped
        self._edition: dict[tuple[str, int], int] = defaultdict(int)
        places = {row["id"]: row for row in _read(mappings / "gazetteer/place.csv")}
        self._country = {place: _country(place, places) for place in places}
        self._towns: dict[str, list[str]] = defaultdict(list)
        for place, row in places.items():
            if _TOWNS & set(row["class"].split(";")) and self._country[place]:
                self._towns[self._country[place]].append(place)

    def write(self, source: str, count: int, ties: int) -> None:
        """Write one source of so many events and ties."""
        folder = self._sources / source
        (folder / "facts").mkdir(parents=True)
        (folder / "source.toml").write_text(_toml(self._sources / TEMPLATE / "source.toml", source, count), "utf-8")
        (folder / "facts/line.csv").write_text("first_line,last_line,what\n1,1,header\n", encoding="utf-8")
        columns = ("number", "first_line", "last_line", "first_char", "last_char", "digest")
        _write(folder / "facts/record.csv", columns, (_record(source, number) for number in range(1, count + 1)))
        drawn = random.Random(f"{_SEED} {source}")
        with (folder / "facts/participation.csv").open("w", encoding="utf-8", newline="") as file:
            parts = csv.DictWriter(file, self._part_columns, lineterminator="\n")
            parts.writeheader()
            made = self._made(count, parts)
            _write(folder / "facts/event.csv", list(self._events[0]), made)
        if ties:
            _write(folder / "facts/agreement.csv", self._tie_columns, self._ties(source, count, ties, drawn))

    def _made(self, count: int, parts: csv.DictWriter[str]) -> Iterator[Row]:
        for number in range(1, count + 1):
            template = self._chance.choice(self._events)
            move = self._chance.randint(*YEARS) - int(template["start"][:4])
            groups = self._parts[template["id"]]
            exchanged = self._exchanged(template, groups) if self._chance.random() < 0.5 else {}
            for place, part in enumerate(groups, 1):
                own = {"id": f"{number}/{place}", "event": str(number), "same_as": "", "note": ""}
                ends = {end: _places(part[end], exchanged) for end in ("from", "to")}
                parts.writerow(part | own | ends)
            yield self._event(template, number, move, exchanged)

    def _event(self, template: Row, number: int, move: int, exchanged: dict[str, str]) -> Row:
        start, end = _moved(template["start"], move), _moved(template["end"], move)
        kinds = template["kind"].replace("AgreementConclusion", "Ceremony").split(";")
        return template | {
            **_CELLS,
            "id": str(number),
            "record": str(number),
            "kind": ";".join(dict.fromkeys(kinds)),
            "start": start,
            "end": end,
            "printed_date": _printed(start),
            "location": _places(template["location"], exchanged),
            "involves": _places(template["involves"], exchanged),
            "edition": self._counted(template, int(start[:4])),
        }

    def _counted(self, template: Row, year: int) -> str:
        """Return an edition that fits the year, of each series one a year; or one counted 1 to 60 again and again."""
        series = template["series"]
        if not template["edition"] or not series:
            return ""
        key = (series, 0 if self._wrapped else year)
        self._edition[key] += 1
        if self._wrapped:
            return str(self._edition[key] % 60 + 1)
        return str(year - YEARS[0] + 1) if self._edition[key] == 1 else ""

    def _exchanged(self, template: Row, groups: list[Row]) -> dict[str, str]:
        told = [template["location"], template["involves"], *(part[end] for part in groups for end in ("from", "to"))]
        places = sorted({place for text in told for place in text.split(";")})
        towns = [place for place in places if place in self._towns[self._country.get(place, "")]]
        return {town: self._chance.choice(self._towns[self._country[town]]) for town in towns}

    def _ties(self, source: str, records: int, count: int, chance: random.Random) -> Iterator[Row]:
        countries = [each for each, towns in self._towns.items() if len(towns) > 5]
        for number in range(1, count + 1):
            parties = [chance.choice(self._towns[each]) for each in chance.sample(countries, 2)]
            date = f"{chance.randint(*YEARS)}-{chance.randint(1, 12):02}"
            yield dict.fromkeys(self._tie_columns, "") | {
                "id": f"{source}-tie-{number}-{date[:4]}",
                "class": "SisterCityAgreement",
                "record": str(chance.randint(1, records)),
                "party": ";".join(f"place/{party}" for party in parties),
                "concluded": date,
                "printed_date": _printed(date),
                "rule": "reader",
                "review": "accepted",
            }


def _record(source: str, number: int) -> Row:
    digest = hashlib.sha256(f"{source}/{number}".encode()).hexdigest()[:16]
    first, line = str(number * 60), str(number + 1)
    last = str(number * 60 + 59)
    cells = {"number": str(number), "first_line": line, "last_line": line}
    return cells | {"first_char": first, "last_char": last, "digest": digest}


def _toml(template: Path, source: str, count: int) -> str:
    """Return the description of a source that is laid out as the one whose rows are copied."""
    text = template.read_text(encoding="utf-8")
    layout = text[text.index("[layout]") : text.index("[expect]")]
    languages = {"ja": "合成データ", "en": "Synthetic source", "ru": "Синтетический источник"}
    head = [f'id = "{source}"', f'file = "{source}.txt"', 'licence = "none"']
    head += [f'{key}_{language} = "{word}"' for key in ("title", "publisher") for language, word in languages.items()]
    described = "\n".join(["[source]", *head, "", layout, "[expect]", f"lines = {count + 1}", "[expect.rows]"])
    tomllib.loads(described)
    return f"{described}\nrecord = {count}\n"


def _country(place: str, places: dict[str, Row]) -> str:
    seen: set[str] = set()
    while place in places and place not in seen:
        if "Country" in places[place]["class"].split(";"):
            return place
        seen.add(place)
        place = places[place]["within"].split(";")[0]
    return ""


def _places(text: str, exchanged: dict[str, str]) -> str:
    return ";".join(dict.fromkeys(exchanged.get(each, each) for each in text.split(";")))


def _moved(date: str, years: int) -> str:
    year, dash, rest = date.partition("-")
    return f"{int(year) + years}{dash}{'02-28' if rest == '02-29' else rest}"


def _printed(date: str) -> str:
    """Return a date as the documents print it: `H 9 (1997) 9 月`."""
    year, *rest = map(int, date.split("-"))
    era, first = next((era, first) for era, first in _ERAS if year >= first)
    return f"{era} {year - first + 1} ({year})" + (f" {rest[0]} 月" if rest else "")


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Make the project that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=int)
    parser.add_argument("--to", type=Path, required=True, help="the project folder to make")
    parser.add_argument("--sources", type=int, default=1)
    parser.add_argument("--ties", type=float, default=0.0, help="ties an event; 0.06 in the documents read so far")
    parser.add_argument("--merges", type=float, default=0.0, help="merges an event, with two sources and more")
    parser.add_argument("--wrapped", action="store_true", help="editions that contradict the dates")
    given = parser.parse_args()
    if given.merges and given.sources < 2:
        parser.error("merges need --sources 2 or more")
    make(given.to, Shape(given.events, given.sources, given.ties, given.merges, given.wrapped))


if __name__ == "__main__":
    main()
