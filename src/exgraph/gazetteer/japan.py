"""Japan: its prefectures, municipalities and wards, and the municipalities that have become part of others."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources

import jaconv

from exgraph.gazetteer import polivanov
from exgraph.gazetteer.entry import JAPAN, Entry

_ORIGIN = "reference/japan.csv"
_KINDS = {"市": "City", "町": "Town", "村": "Village", "区": "District"}
_LOOSE = (("йо", "ё"), ("э", "е"), ("й", "и"))


@cache
def country() -> Entry:
    """Return Japan."""
    return Entry(
        "japan", "Country", "日本", "Japan", "にほん", "Япония", country=JAPAN,
        identifiers={"geonames": "1861060", "iso3166-1": JAPAN}, origin="reference/world.zip",
    )  # fmt: skip


@cache
def prefectures() -> dict[str, Entry]:
    """Return the prefectures by their Japanese names."""
    found = {}
    for number, row in enumerate(_rows("prefecture.csv"), start=1):
        ja, kana, en, ru = row.values()
        plain = ja in ("北海道", "東京都")
        code = f"{number:02}000"
        found[ja] = Entry(
            en.lower() if plain else f"{en.lower()}-prefecture",
            "Prefecture",
            ja,
            en if plain else f"{en} Prefecture",
            kana,
            ru if plain else f"Префектура {ru}",
            (country(),),
            country=JAPAN,
            division=ja,
            identifiers={"jis": code + _check_digit(code), "estat": f"C{code}", "iso3166-2": f"JP-{number:02}"},
            origin=_ORIGIN,
        )
    return found


def _check_digit(code: str) -> str:
    """Return the sixth digit of a local-government code: digits weighted 6 to 2, modulo 11."""
    total = sum(int(digit) * weight for digit, weight in zip(code, range(6, 1, -1), strict=True))
    return str((11 - total % 11) % 10)


@cache
def municipalities() -> dict[str, tuple[Entry, ...]]:
    """Return the municipalities by their Japanese names; a name of several holds all of them, in the order of codes."""
    found: dict[str, list[Entry]] = {}
    rows = list(_rows("japan.csv"))
    for row, key in zip(rows, _ids(rows), strict=True):
        found.setdefault(row["ja"], []).append(_entry(row, key))
    return {name: tuple(entries) for name, entries in found.items()}


def _ids(rows: list[dict[str, str]]) -> list[str]:
    """Return an id for each: the name, with the prefecture and the kind where the name alone is not its own."""
    taken = {each.id.removesuffix("-prefecture") for each in prefectures().values()}
    forms = [_forms(row) for row in rows]
    counts = [Counter(form) for form in zip(*forms, strict=True)]
    cities = Counter(form[0] for row, form in zip(rows, forms, strict=True) if row["ja"].endswith("市"))
    ids = []
    for row, (short, middle, long) in zip(rows, forms, strict=True):
        is_city = row["ja"].endswith("市")
        own = row["ja"] == row["prefecture"][:-1] + "市"
        if (counts[0][short] == 1 or (is_city and cities[short] == 1)) and (own or short not in taken):
            ids.append(short)
        elif counts[1][middle] == 1 or is_city:
            ids.append(middle)
        else:
            ids.append(long if counts[2][long] == 1 else f"{middle}-{row['code']}")
    return ids


def _forms(row: dict[str, str]) -> tuple[str, str, str]:
    latin = row["en"] or re.sub(r" (?:Shi|Cho|Machi|Son|Mura|Ku)$", "", row["romaji"]) or _latin(row["kana"])
    slug = re.sub(r"[^a-z0-9]+", "-", latin.lower().replace("'", "")).strip("-")
    prefecture = prefectures()[row["prefecture"]].id.removesuffix("-prefecture")
    kind = {"市": "city", "町": "town", "村": "village", "区": "ward"}[row["ja"][-1]]
    return slug, f"{slug}-{prefecture}", f"{slug}-{prefecture}-{kind}"


def _entry(row: dict[str, str], key: str) -> Entry:
    prefecture = prefectures()[row["prefecture"]]
    ward = re.fullmatch(r"(.+市)(.+区)", row["ja"])
    identifiers = {"jis": row["code"], "estat": f"C{row['code'][:5]}"}
    identifiers |= {scheme: row[scheme] for scheme in ("wikidata", "geonames") if row[scheme]}
    return Entry(
        key,
        # The wards of Tokyo are municipalities of their own; those of other cities are not.
        "Municipality" if row["ja"].endswith("区") and not ward else _KINDS[row["ja"][-1]],
        row["ja"],
        _english(row),
        row["kana"],
        _russian(row),
        (prefecture,),
        row["lat"],
        row["lon"],
        JAPAN,
        prefecture.ja,
        identifiers=identifiers,
        website=row["website"],
        origin=_ORIGIN,
    )


def _english(row: dict[str, str]) -> str:
    return row["en"] or re.sub(r" (?:Shi|Cho|Machi|Son|Mura)$", "", row["romaji"]) or _latin(row["kana"])


def _latin(kana: str) -> str:
    """Return a reading in Latin letters (Hepburn), a city and its ward apart: Sapporo-shi Kita-ku."""
    words = [part for part in re.split(r"(?<=し)(?=.{2,}く$)", kana) if part]
    return " ".join(_hepburn(word) for word in words)


def _hepburn(kana: str) -> str:
    latin = re.sub(r"ou|oo", "o", re.sub("uu", "u", jaconv.kana2alphabet(kana)))
    return re.sub(r"(shi|ku)$", r"-\1", latin).capitalize()


def _russian(row: dict[str, str]) -> str:
    """Return the Russian name where it tells the reading, else the reading: some names are of other things."""
    written, read = row["ru"], polivanov.municipality(row["kana"], row["ja"])
    return written if _loose(written) == _loose(read) else read


def _loose(name: str) -> str:
    word = name.lower()
    for each, other in _LOOSE:
        word = word.replace(each, other)
    return re.sub(r"(.)\1", r"\1", word)


@cache
def former() -> dict[str, tuple[Entry, ...]]:
    """Return by name what has become of each former municipality: the successor, with that name and the day."""
    after = {(row["prefecture"], row["ja"]): row for row in _rows("former.csv")}
    found: dict[str, list[Entry]] = {}
    for (prefecture, name), row in after.items():
        successor, until = row["successor"], row["until"]
        while (prefecture, successor) in after and not _current(successor, prefecture):
            successor = after[prefecture, successor]["successor"]
        for entry in _current(successor, prefecture):
            found.setdefault(name, []).append(replace(entry, former=(name, until)))
    return {name: tuple(entries) for name, entries in found.items()}


def _current(name: str, prefecture: str) -> list[Entry]:
    return [entry for entry in municipalities().get(name, ()) if entry.division == prefecture]


def _rows(file: str) -> Iterator[dict[str, str]]:
    text = (resources.files("exgraph.gazetteer") / "data" / file).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def named(name: str, prefecture: str = "") -> list[Entry]:
    """Return the municipalities of a full name such as 府中市, of one prefecture where it is given.

    Former ones come last; a name that a municipality bears today is no former one of the same prefecture.
    """
    now = [entry for entry in municipalities().get(name, ()) if prefecture in ("", entry.division)]
    once = [entry for entry in former().get(name, ()) if prefecture in ("", entry.division)]
    return now + [entry for entry in once if entry.division not in {each.division for each in now}]


@cache
def _by_english() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entries in municipalities().values():
        for entry in entries:
            found.setdefault(entry.en, []).append(entry)
    return {name: tuple(entries) for name, entries in found.items()}


def written(name: str) -> list[Entry]:
    """Return the municipalities that are written so in English, without the word for their kind."""
    return list(_by_english().get(name, ()))


@cache
def by_id() -> dict[str, Entry]:
    """Return the prefectures and municipalities by the ids that are proposed for them."""
    every = [each for entries in municipalities().values() for each in entries]
    return {each.id: each for each in (*prefectures().values(), *every)}
