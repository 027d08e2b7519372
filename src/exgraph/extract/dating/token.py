"""The tokens that printed dates are made of, in Japanese and English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exgraph.extract.dating.era import calendar_year, read_number

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 2)}
"""First and last month of the seasons, as the weather service counts them."""
_ENGLISH_SEASONS = {"spring": "春", "summer": "夏", "autumn": "秋", "fall": "秋", "winter": "冬"}

_WEEKDAY = (
    r"\((?:月|火|水|木|金|土|日)(?:曜日?)?(?:[・、,/~-]?(?:祝|休|振|月|火|水|木|金|土|日)[^()]{0,4})?\)|[月火水木金土日]曜日?"
    r"|(?<![A-Za-z])(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?(?![a-z])[.,]?"
)
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_TOKEN = re.compile(
    rf"""
    (?P<iso>(?:1[89]|20)\d\d-\d{{1,2}}(?:-\d{{1,2}})?(?!\d)(?:T\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?)
    |(?P<compact>(?:1[89]|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)
    |(?P<era>明治|大正|昭和|平成|令和|[㍾㍽㍼㍻㋿]|(?<![A-Za-z])[MTSHR](?=\s?[\d元]))\s*(?P<number>元|{_NUMBER})(?!\d)
        (?:\s*年(?P<of_era>度)?)?
    |(?P<year>(?:1[89]|20)\d\d)(?!\d)(?:\s*年(?P<fiscal>度)?)?
    |(?P<short>元|\d{{1,2}})\s*年(?P<of_short>度)?(?![生間目後前ぶ周])
    |(?P<like>同年度?|同月|同日|翌年度?|翌月|翌日|翌(?=\s*\d)|(?:the\s)?same\s(?:year|month)|that\syear|the\s(?:following|next)\syear)
    |(?P<weekday>{_WEEKDAY})
    |(?P<time>(?:午前|午後)?\s?\d{{1,2}}(?::\d\d(?::\d\d)?|時(?:\d{{1,2}}分|半)?))
    |(?P<month>{_NUMBER})\s*月
    |(?P<day>{_NUMBER})\s*(?:日(?!間|本|目)|(?:st|nd|rd|th)(?![a-z]))
    |(?P<english>(?<![A-Za-z])(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?
        |Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![A-Za-z])\.?)
    |(?P<digits>\d{{1,2}})(?!\d)
    |(?P<season>[春夏秋冬](?:季|頃|ごろ|期)?(?=$|[\s(),、。・:|~\d-]|に|の|から|頃|ごろ)
        |(?<![A-Za-z])(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?![A-Za-z]))
    |(?P<until>から|(?<![A-Za-z])(?:to|until|through)(?![A-Za-z])|[~–—―‐-])
    |(?P<also>[、・&]|,(?!\s*\d{{4}})|及び|と(?=\s*\d)|(?<![A-Za-z])and(?![A-Za-z]))
    |(?P<rough>上旬|中旬|下旬|初旬|初め|はじめ|末|前半|後半|半ば|頃|ごろ|まで(?!の)|予定|\(予定\)|通年|年間|随時|午前|午後)
    |(?P<mark>年度|[./,()\[\]年月]|西暦|紀元|(?<![A-Za-z])(?:of|early|mid|late|in|the)(?![A-Za-z]))
    |(?P<blank>\s+)
    """,
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True)
class Token:
    """A piece of a date: its kind, its offsets, its numbers, and whether a year is a fiscal one.

    Kinds: year, short (a year whose era is left out), month, day, digits (a number whose unit the others tell), iso,
    like (同年, 翌月), season, until, also, weekday, time, rough, mark, blank.
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
        try:
            token = _token(match, era)
        except ValueError:
            return  # 平成0年 is no year
        yield token
        if kind == "blank" and match.end() == len(text):
            return
        place = match.end()


def _token(match: re.Match[str], era: str) -> Token:
    at = (match.start(), match.end(), match[0])
    kind = next((kind for kind in _PLAIN if match[kind]), "")
    if kind:
        return Token(kind, *at, (read_number(match[kind]),))
    if match["iso"] or match["compact"]:
        return Token("iso", *at, _iso(match["iso"] or match["compact"]))
    if match["era"] or match["year"] or match["short"]:
        return _year_token(match, era)
    if match["english"]:
        return Token("month", *at, (_MONTHS.index(match["english"][:3].lower()) + 1,))
    if match["season"]:
        word = match["season"]
        return Token("season", *at, SEASONS[_ENGLISH_SEASONS.get(word.lower(), word[0])])
    return Token(match.lastgroup or "", *at, fiscal=match[0] == "年度")


def _iso(word: str) -> tuple[int, ...]:
    if word.isdigit():
        return int(word[:4]), int(word[4:6]), int(word[6:])
    return tuple(int(part) for part in word.partition("T")[0].split("-"))


def _year_token(match: re.Match[str], era: str) -> Token:
    at = (match.start(), match.end(), match[0])
    fiscal = bool(match["of_era"] or match["of_short"] or match["fiscal"])
    if match["year"]:
        return Token("year", *at, (int(match["year"]),), fiscal)
    if match["era"] or era:
        return Token("year", *at, (calendar_year(era, match["number"] or match["short"]),), fiscal)
    return Token("short", *at, (1 if match["short"] == "元" else int(match["short"]),), fiscal)


_PLAIN = ("month", "day", "digits")
_WORDS = frozenset({"year", "month", "like", "iso", "short"})
_CLOSING = frozenset({"year", "month", "day", "like", "iso", "season", "weekday", "rough", "short", "time"})
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
        if token.kind in ("month", "day", "iso", "season") and token.kind in _point(read):
            # A second month without a mark between begins the sentence: 11月19日 7月の交流….
            break
        if token.kind == "season" and "month" in _point(read):
            break
        if token.kind == "short" and not _heads(text, token, read):
            break
        if _closes(token, read, text):
            end = token.end
        read.append(token)
    tokens = [token for token in read if token.end <= end]
    return end if _is_date(tokens, text, end) and not _SENTENCE.match(text, end) else 0


def _heads(text: str, token: Token, read: list[Token]) -> bool:
    """Say whether a year without its era is one: alone in its line, or before a month; else it is 4年 of a school."""
    rest = text[token.end :].lstrip()
    return not any(each.kind != "blank" for each in read) and (not rest or bool(re.match(r"\d{1,2}\s*月", rest)))


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
    if token.kind == "mark" and token.text in ("年", "年度"):
        return last is not None and (last.text == ")" or last.kind == "year")
    return token.kind in _CLOSING or (token.kind == "mark" and token.text in (")", "]") and bool(read))


def _is_english(token: Token) -> bool:
    return token.kind == "month" and token.text[0].isalpha()


def _is_date(tokens: list[Token], text: str, end: int) -> bool:
    kinds = {token.kind for token in tokens}
    if any(_is_english(token) for token in tokens):
        return bool(kinds & {"year", "digits", "day"})
    # A season, or two numbers with a dot, is a date where it stands alone: not 冬季スポーツ, not 1.1章.
    alone = end == len(text) or text[end] in " \t::|"
    dotted = any(token.text in ("/", ".") for token in tokens) and "digits" in kinds
    return bool(kinds & _WORDS) or (alone and (dotted or "season" in kinds))


def year(text: str) -> str:
    """Return the year that a tidy date tells, as printed (`2019(令和元)年`), or nothing."""
    start = end = 0
    for token in scan(text):
        if token.kind in ("year", "iso", "short") and not end:
            start = token.start
        if token.kind == "iso":
            return token.text[:4]
        if token.kind in ("year", "short") or (end and token.kind == "mark" and token.text in "()年年度"):
            end = token.end
        elif end and token.kind != "until":
            break
    return text[start:end].rstrip("(")
