"""The tokens that printed dates are made of, in Japanese and English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exgraph.extract.era import calendar_year

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 2)}
"""First and last month of the seasons, as the weather service counts them."""
_ENGLISH_SEASONS = {"spring": "春", "summer": "夏", "autumn": "秋", "fall": "秋", "winter": "冬"}

_WEEKDAY = (
    r"\((?:月|火|水|木|金|土|日)(?:曜日?)?(?:[・、,/~-]?(?:祝|休|振|月|火|水|木|金|土|日)[^()]{0,4})?\)|[月火水木金土日]曜日?"
    r"|(?<![A-Za-z])(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?(?![a-z])[.,]?"
)
_TOKEN = re.compile(
    rf"""
    (?P<iso>(?:1[89]|20)\d\d-\d{{1,2}}(?:-\d{{1,2}})?(?!\d))
    |(?P<era>明治|大正|昭和|平成|令和|(?<![A-Za-z])[MTSHR](?=\s?[\d元]))\s*(?P<number>元|\d{{1,2}})(?!\d)
        (?:\s*年(?P<of_era>度)?)?
    |(?P<year>(?:1[89]|20)\d\d)(?!\d)(?:\s*年(?P<fiscal>度)?)?
    |(?P<short>\d{{1,2}})\s*年(?P<of_short>度)?
    |(?P<like>同年度?|同月|同日|翌年度?|翌月|翌日|翌(?=\s*\d))
    |(?P<weekday>{_WEEKDAY})
    |(?P<month>\d{{1,2}})\s*月
    |(?P<day>\d{{1,2}})\s*(?:日(?!間|本)|(?:st|nd|rd|th)(?![a-z]))
    |(?P<english>(?<![A-Za-z])(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?
        |Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![A-Za-z])\.?)
    |(?P<digits>\d{{1,2}})(?!\d)
    |(?P<season>[春夏秋冬](?:季|頃|ごろ)?|(?<![A-Za-z])(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?![A-Za-z]))
    |(?P<until>から|(?<![A-Za-z])(?:to|until)(?![A-Za-z])|[~–—―‐-])
    |(?P<also>[、・&]|,(?!\s*\d{{4}})|及び|と(?=\s*\d)|(?<![A-Za-z])and(?![A-Za-z]))
    |(?P<rough>上旬|中旬|下旬|初旬|初め|はじめ|末|前半|後半|半ば|頃|ごろ|まで(?!の)|予定|\(予定\)|通年|年間|随時)
    |(?P<mark>[./,()\[\]年月]|年度|(?<![A-Za-z])(?:of|early|mid|late|in)(?![A-Za-z]))
    |(?P<blank>\s+)
    """,
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True)
class Token:
    """A piece of a date: its kind, its offsets, its numbers, and whether a year is a fiscal one.

    Kinds: year, month, day, digits (a number whose unit the others tell), iso, like (同年, 翌月), season, until, also,
    weekday, rough, mark, blank.
    """

    kind: str
    start: int
    end: int
    text: str
    numbers: tuple[int, ...] = ()
    fiscal: bool = False


def scan(text: str) -> Iterator[Token]:
    """Yield the tokens that a tidy text begins with, up to the first word that no date holds."""
    era = ""
    place = 0
    while match := _TOKEN.match(text, place):
        kind = match.lastgroup or ""
        if match["era"]:
            era = match["era"]
        if match["short"] and not era:
            # 4年 is a year only after one of the same era: 令和2~4年; otherwise it is of school (4年生).
            return
        yield _token(match, era)
        if kind == "blank" and match.end() == len(text):
            return
        place = match.end()


def _token(match: re.Match[str], era: str) -> Token:
    at = (match.start(), match.end(), match[0])
    kind = next((kind for kind in _PLAIN if match[kind]), "")
    if kind:
        return Token(kind, *at, tuple(int(part) for part in match[kind].split("-")))
    if match["era"] or match["short"]:
        year = calendar_year(era, match["number"] or match["short"])
        return Token("year", *at, (year,), bool(match["of_era"] or match["of_short"]))
    if match["year"]:
        return Token("year", *at, (int(match["year"]),), bool(match["fiscal"]))
    if match["english"]:
        return Token("month", *at, (_MONTHS.index(match["english"][:3].lower()) + 1,))
    if match["season"]:
        word = match["season"]
        return Token("season", *at, SEASONS[_ENGLISH_SEASONS.get(word.lower(), word[0])])
    return Token(match.lastgroup or "", *at, fiscal=match[0] == "年度")


_PLAIN = ("iso", "month", "day", "digits")
_WORDS = frozenset({"year", "month", "like", "iso"})
_CLOSING = frozenset({"year", "month", "day", "like", "iso", "season", "weekday", "rough"})
# What makes a date before it part of a sentence (2019年に…), and a number after it one of something else (3名).
_SENTENCE = re.compile(
    r"\d|開催|更新|公開|掲載|作成|に|の|は|号|から|より|以降|以来|まで|現在|付|生|度|を|が|も|で|時点"
)
_COUNTED = re.compile(r"[\d年月日名人回周歳万千百億校か所ヶカ点台機本件組団者]|か国|カ国|th")


def leading(text: str) -> int:
    """Return where the date ends that a tidy text begins with, 0 where it begins with none."""
    end = 0
    read: list[Token] = []
    for token in scan(text):
        if token.kind in ("month", "day", "iso") and token.kind in _point(read):
            # A second month without a mark between begins the sentence: 11月19日 7月の交流….
            break
        if _closes(token, read, text):
            end = token.end
        read.append(token)
    told = [token for token in read if token.end <= end]
    return end if _is_date(told, text, end) and not _SENTENCE.match(text, end) else 0


def _point(read: list[Token]) -> set[str]:
    """Return the kinds of token since the last mark between dates."""
    kinds: set[str] = set()
    for token in read:
        kinds = set() if token.kind in ("until", "also") else kinds | {token.kind}
    return kinds


def _closes(token: Token, read: list[Token], text: str) -> bool:
    """Say whether a date may end with a token; a bare number ends one after a dot, a dash or an English month."""
    last = next((each for each in reversed(read) if each.kind != "blank"), None)
    if token.kind == "digits":
        joins = last is not None and (last.text in ("/", ".") or last.kind == "until" or _is_english(last))
        return joins and not _COUNTED.match(text, token.end)
    return token.kind in _CLOSING or (token.kind == "mark" and token.text in (")", "]", "年", "年度") and bool(read))


def _is_english(token: Token) -> bool:
    return token.kind == "month" and token.text[0].isalpha()


def _is_date(told: list[Token], text: str, end: int) -> bool:
    kinds = {token.kind for token in told}
    if any(_is_english(token) for token in told):
        return bool(kinds & {"year", "digits", "day"})
    # A season, or two numbers with a dot, is a date where it stands alone: not 冬季スポーツ, not 1.1章.
    alone = end == len(text) or text[end] in " \t::|"
    dotted = any(token.text in ("/", ".") for token in told) and "digits" in kinds
    return bool(kinds & _WORDS) or (alone and (dotted or "season" in kinds))


def year(text: str) -> str:
    """Return the year that a tidy date tells, as printed (`2019(令和元)年`), or nothing."""
    start = end = 0
    for token in scan(text):
        if token.kind in ("year", "iso") and not end:
            start = token.start
        if token.kind == "iso":
            return token.text[:4]
        if token.kind == "year" or (end and token.kind == "mark" and token.text in "()年年度"):
            end = token.end
        elif end and token.kind != "until":
            break
    return text[start:end].rstrip("(")
