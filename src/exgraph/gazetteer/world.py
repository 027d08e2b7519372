"""The world but Japan: countries, their first-level divisions, and cities of at least 500 people.

The data file is an archive of tables, one a country, so that only what a document speaks of is read.
"""

from __future__ import annotations

import csv
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from exgraph.gazetteer.entry import JAPAN, Entry
from exgraph.gazetteer.sound import sounds

_ORIGIN = "reference/world.zip"
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc・=＝\u2010 -]+")
_KIND = re.compile(
    r"(?<=.)(?:特別行政区|特別自治市|特別自治道|特別市|広域市|直轄市|自治区|自治州|準州|共和国|市|町|村|区|州|省|県|郡|鎮|郷|島|地方|道|府|都)$"
)
_STATE = re.compile(r"(?:人民|社会主義|民主|連邦|多民族|合衆|首長|立憲)*(?:共和国|王国|連邦|公国|国)$")


@dataclass(frozen=True)
class City:
    """One line of a country's table."""

    number: str
    name: str
    division: str
    lat: str
    lon: str
    population: int
    others: tuple[str, ...]
    ja: tuple[str, ...]
    ru: str


def key(name: str) -> str:
    """Return what all spellings of a Japanese name share: its sounds in katakana, else the name; without the kind."""
    plain = _KIND.sub("", name)
    return sounds(plain) if _KATAKANA.fullmatch(plain) else plain


@cache
def _archive() -> zipfile.ZipFile:
    path = resources.files("exgraph.gazetteer") / "data" / "world.zip"
    return zipfile.ZipFile(path.open("rb"))


@cache
def _member(name: str) -> str:
    """Return a table with a line end before its first line, so that every line begins with one."""
    try:
        return "\n" + _archive().read(name).decode("utf-8")
    except KeyError:
        return "\n"


def _rows(name: str) -> Iterator[list[str]]:
    for line in _member(name).split("\n"):
        if line:
            yield line.split("\t")


@cache
def countries() -> dict[str, Entry]:
    """Return the countries but Japan by their codes."""
    short = {code: names[0] for code, names in _variants().items()}
    return {
        code: Entry(
            slug(en), "Country", short.get(code, ja), en, ru=ru, country=code,
            identifiers={"geonames": number, "iso3166-1": code}, origin=_ORIGIN,
        )
        for code, number, ja, en, ru in _rows("countries.tsv")
        if code != JAPAN
    }  # fmt: skip


@cache
def _variants() -> dict[str, list[str]]:
    text = (resources.files("exgraph.gazetteer") / "data" / "country.csv").read_text(encoding="utf-8")
    return {row["code"]: row["ja"].split(";") for row in csv.DictReader(text.splitlines())}


@cache
def _country_names() -> dict[str, str]:
    names = {}
    for code, _, ja, en, _ in _rows("countries.tsv"):
        names[ja] = names[en] = code
    for code, variants in _variants().items():
        names |= dict.fromkeys(variants, code)
    return {name: code for name, code in names.items() if code != JAPAN}


def country_names() -> dict[str, Entry]:
    """Return the countries by every name of theirs, in Japanese and English."""
    return {name: countries()[code] for name, code in _country_names().items()}


def country(name: str) -> Entry | None:
    """Return the country of a name, also one that tells its form of state: フランス共和国."""
    known = _country_names()
    code = known.get(name) or known.get(_STATE.sub("", name))
    return countries()[code] if code else None


@cache
def divisions() -> dict[tuple[str, str], Entry]:
    """Return the first-level divisions by their country and GeoNames' code."""
    found = {}
    for code, division, number, iso, ja, en, ru in _rows("divisions.tsv"):
        if code == JAPAN or code not in countries():
            continue
        identifiers = {"geonames": number} | ({"iso3166-2": iso} if re.fullmatch("[A-Z]{2}-[A-Z0-9]{1,3}", iso) else {})
        name = slug(en)
        found[code, division] = Entry(
            f"{name}-{slug(countries()[code].en)}" if name in _taken() else name, _division_kind(ja),
            ja or en, en, ru=ru, within=(countries()[code],), country=code, division=division,
            identifiers=identifiers, origin=_ORIGIN,
        )  # fmt: skip
    return found


def _division_kind(ja: str) -> str:
    return "Province;City" if re.search("市$", ja) else "Province"


@cache
def _taken() -> frozenset[str]:
    """Return the ids that several divisions would have, or a country has."""
    seen: set[str] = set()
    twice = {slug(row[3]) for row in _rows("countries.tsv")}
    for row in _rows("divisions.tsv"):
        name = slug(row[5])
        twice |= {name} & seen
        seen.add(name)
    return frozenset(twice)


@cache
def _division_names() -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in divisions().values():
        for name in {key(entry.ja), entry.ja, entry.en}:
            found.setdefault(name, []).append(entry)
    return found


def divisions_named(name: str) -> list[Entry]:
    """Return the first-level divisions of a name: オハイオ州, ブリティッシュ・コロンビア州, 江蘇省, Ontario."""
    known = _division_names()
    return known.get(name) or known.get(key(name), [])


@cache
def cities(code: str) -> tuple[City, ...]:
    """Return a country's cities."""
    return tuple(_city(cells) for cells in _rows(f"{code}.tsv"))


def _city(cells: list[str]) -> City:
    number, name, division, lat, lon, population, others, ja, ru = cells
    return City(number, name, division, lat, lon, int(population), _parts(others), _parts(ja), ru)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def cities_named(name: str) -> list[Entry]:
    """Return the cities that GeoNames writes so in Japanese, the largest first; spellings that sound alike count."""
    found: list[Entry] = []
    seen: set[str] = set()
    for line in _lines("names.tsv", key(name)):
        _, code, number = line.split("\t")
        if number not in seen:
            seen.add(number)
            found.extend(entry(code, _city(row.split("\t"))) for row in _lines(f"{code}.tsv", number))
    return sorted(found, key=lambda each: -each.population)


def cities_written(name: str, code: str) -> list[Entry]:
    """Return the cities of a country that are written so in Latin letters, the largest first."""
    found = [entry(code, city) for city in cities(code) if name == city.name or name in city.others]
    return sorted(found, key=lambda each: -each.population)


def _lines(member: str, first: str) -> Iterator[str]:
    """Yield the lines of a table whose first cell is `first`."""
    text, start = _member(member), 0
    while first and (start := text.find(f"\n{first}\t", start)) >= 0:
        end = text.index("\n", start + 1)
        yield text[start + 1 : end]
        start = end


def entry(code: str, city: City) -> Entry:
    """Return a city as an entry; its id tells the division, or the country where the division is not known."""
    division = divisions().get((code, city.division))
    if division and division.en == city.name and not re.search("[州県省道]$", division.ja):
        # A city that is a division of its own: Berlin, Beijing, Daejeon.
        return replace(division, kind="Province;City", lat=city.lat, lon=city.lon, population=city.population)
    parent = division if division and division.ja != division.en else countries()[code]
    ja = next(filter(_KATAKANA.fullmatch, city.ja), next(iter(city.ja), ""))
    return Entry(
        f"{slug(city.name)}-{parent.id}", "City", ja, city.name, ru=city.ru,
        within=(parent,), lat=city.lat, lon=city.lon, country=code, division=city.division, population=city.population,
        identifiers={"geonames": city.number}, origin=_ORIGIN,
    )  # fmt: skip


def slug(name: str) -> str:
    """Return a name in small Latin letters and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@cache
def names() -> frozenset[str]:
    """Return what the spellings of each Japanese name of a city share."""
    return frozenset(row[0] for row in _rows("names.tsv"))
