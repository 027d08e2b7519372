"""Headcounts: 13名, 市長他17名, 18名(うち中学生14名), 計6名."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_COUNT = re.compile(
    r"(?P<others>他|ほか)?(?P<whole>計|総数)?(?P<about>約)?(?P<number>\d[\d,]*)(?:名|人)(?!目|乗)(?:以上|程度)?"
    r"(?P<detail>\((?![^()]*側)[^()]*\d[\d,]*(?:名|人)[^()]*\)|\((?P<kind>[^\d()]{2,8})\))?"
)
_PART = re.compile(r"(?P<who>[^\d、,+(:及びとうち]+?)(?:が|は|:)?(?P<number>\d[\d,]*)(?:名|人)")
_VISITORS = re.compile(
    r"(?:来場者|入場者|来館者|一般客|観客)(?:数)?[はが:]*約?(\d[\d,]*)(?:名|人)|約?(\d[\d,]*)(?:名|人)(?:程度|以上)?が(?:会場を訪れ|来場|鑑賞|参集)"
)

_LEADERS = re.compile(
    r"(?:、|と|及び|・|,|\+|\s)+(?:引率|教員|教諭|教師|付添|付き添い|随行|指導者|コーチ|顧問)[^、。をがはにで\d]{0,6}"
)
# Counted over years, or of all who live there.
_TOTAL = re.compile(r"(?:延べ|のべ|累計|人口[は:約およそ]*|人口)(?:人数)?[は:]?約?$")
_INCLUDED = re.compile(r"の[^、。]{1,8}を含む")

# A bracket right after a word, not after a count, that holds counts of its own.
_BRACKET = re.compile(r"(?<![名人])\((?P<inside>[^()]*\d(?:名|人)[^()]*)\)")

# What separates a count's own words from what stands before them: marks, particles, another count.
_BEFORE = re.compile(r"[、。「」]|(?:が|は|を|から|へ|により)(?=\S)|\d(?:名|人)と?")

# The word before or after a count, and the role it tells; the first that fits, longest words first.
_ROLES: tuple[tuple[str, str], ...] = (
    ("議員|議長|(?<!協)議会", "assembly-member"),
    ("研修医|医師|専門医|医療交流|院長", "doctor"),
    ("研修生|研修員", "trainee"),
    ("中学生|小学生|小中学|小中校生|学童|生徒|児童|高校生", "pupil"),
    ("大学生|留学生|学生|受講生", "student"),
    ("青少年|少年少女|少年|少女|青年(?!部)", "youth"),
    ("教師|教員|教授|講師", "teacher"),
    ("引率|指導者", "leader"),
    ("学芸員|研究員|研究者|専門家|博物館館長|博物館副館長|記念館館長", "researcher"),
    ("選手|チーム|ヨットマン|剣士|野球|サッカー|スキー|柔道", "athlete"),
    ("音楽家|楽団|オーケストラ|アンサンブル|劇団|合唱|バレエ|ダンサー|公演", "artist"),
    ("市民|村民|会員|女性", "citizen"),
    ("企業|経済|商工|会頭|ミッション|水産|加工", "business"),
    ("職員|市長|町長|村長|知事|助役|収入役|総領事|大使|局長|部長", "official"),
    ("スタッフ|通訳|事務局", "staff"),
    ("代表団|訪問団|使節団|交流団|視察団|一行", "delegation"),
)


@dataclass(frozen=True)
class Headcount:
    """A number of people in a text: offsets, the number, and the parts it is said to hold."""

    start: int
    end: int
    number: int
    role: str
    parts: tuple[tuple[str, int], ...] = ()


def read_headcounts(text: str) -> list[Headcount]:
    """Return the headcounts of a tidy text, outermost only: what is in brackets or 含む belongs to its whole.

    他N名 and ほかN名 after a person count that person too (市長他17名 are 18 people), unless 計 gives the whole. Those
    named one by one in brackets are one group: 高校生(3名+引率1名) are 4. An audience is no group (`read_visitors`).
    """
    groups = list(_bracketed(text))
    visitors = [match.span() for match in _VISITORS.finditer(text)]
    taken = [*((each.start, each.end) for each in groups), *visitors]
    for match in _COUNT.finditer(text):
        inside = any(start <= match.start() < end for start, end in taken)
        if not inside and not _INCLUDED.match(text, match.end()) and not _TOTAL.search(text, 0, match.start()):
            number = _number(match["number"]) + bool(match["others"] and not match["whole"])
            parts = _parts(match["detail"] or "")
            groups.append(Headcount(match.start(), match.end(), number, _role(text, match), parts))
    return _with_leaders(text, sorted(groups, key=lambda each: each.start))


def _with_leaders(text: str, groups: list[Headcount]) -> list[Headcount]:
    """Count those who lead a group with it: 生徒8名、引率2名 are one group of 10."""
    joined: list[Headcount] = []
    for each in groups:
        last = joined[-1] if joined else None
        if last and _LEADERS.fullmatch(text, last.end, each.start):
            parts = (*(last.parts or ((last.role, last.number),)), (each.role, each.number))
            joined[-1] = Headcount(last.start, each.end, last.number + each.number, last.role, parts)
        else:
            joined.append(each)
    return joined


def _bracketed(text: str) -> Iterator[Headcount]:
    for match in _BRACKET.finditer(text):
        inside = match["inside"]
        counts = list(_COUNT.finditer(inside))
        if len(counts) < 2 or re.search("側|班|部", inside):
            continue
        before = role_of(_BEFORE.split(text[max(0, match.start() - 24) : match.start()])[-1])
        whole = next((_number(each["number"]) for each in counts if each["whole"]), None)
        parts: dict[str, int] = {}
        for each in counts:
            words = re.split(r"[、+]", inside[: each.start()])[-1]
            role = role_of(words) if words else before
            if not each["whole"]:
                parts[role] = parts.get(role, 0) + _number(each["number"])
        role = before if before != "other" else next(iter(parts))
        yield Headcount(match.start(), match.end(), whole or sum(parts.values()), role, tuple(parts.items()))


def _number(digits: str) -> int:
    return int(digits.replace(",", ""))


def _parts(detail: str) -> tuple[tuple[str, int], ...]:
    totals: dict[str, int] = {}
    for match in _PART.finditer(detail):
        role = role_of(match["who"])
        totals[role] = totals.get(role, 0) + _number(match["number"])
    return tuple(totals.items())


def _role(text: str, match: re.Match[str]) -> str:
    after = re.match(r"の([^、。が]{1,12})", text[match.end() :])
    before = _BEFORE.split(text[max(0, match.start() - 24) : match.start()])[-1]
    if after and (role := role_of(after[1])) != "other":
        return role
    return role_of(before)


def role_of(words: str) -> str:
    """Return the role that words before or after a count tell, `other` where they tell none."""
    return next((role for pattern, role in _ROLES if re.search(pattern, words)), "other")


def read_visitors(text: str) -> int | None:
    """Return the number of visitors a text states, or None."""
    match = _VISITORS.search(text)
    if match is None:
        return None
    return _number(match[1] or match[2])
