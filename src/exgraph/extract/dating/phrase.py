"""Dates in running text: where each stands, how it is printed, and whether it only bounds a time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exgraph.extract.dating.token import Token, scan

_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)(?![A-Za-z])\.?"
)
_BEGIN = re.compile(
    r"(?<![\d,.])(?:1[89]|20)\d\d(?![\d,]|\.\d{3}|\s?(?:[人名円点個本台校回冊km㎢]|meters|people|square))"
    r"|(?:明治|大正|昭和|平成|令和|[㍾㍽㍼㍻㋿])\s?(?:元|\d{1,2}|[一二三四五六七八九十]{1,3})"
    r"|(?<![A-Za-z])[MTSHR]\s?(?:\d{1,2}|元)(?=[.年/])"
    r"|同年|同月|同日|翌年|翌月|翌日|翌(?=\d)"
    r"|(?<![\d.])\d{1,2}\s?年(?=\s?\d{1,2}\s?月)"
    r"|(?<![\d.年月])(?<!年 )\d{1,2}\s?月(?!\s?(?:間|号))"
    r"|(?<![\d.月~-])(?<!月 )\d{1,2}\s?日(?!間|本|目|程)"
    r"|(?<![\d/.])\d{1,2}/\d{1,2}(?=\s?[~)(、-]|\s?$)"
    rf"|(?<![\w-])\d{{1,2}}(?:st|nd|rd|th)?\s?(?:[-–]\s?\d{{1,2}}\s)?\s?(?:of )?{_MONTHS}(?=\s|,|$|\.)"
    rf"|(?<![A-Za-z]){_MONTHS}(?=\s?(?:of\s)?(?:\d|the (?:same|following)|that year))"
    r"|(?<=\b[Ii]n )(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?<![A-Za-z])(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?= (?:of )?(?:1[89]|20)\d\d)"
    r"|(?<=\b[Ii]n )(?:the (?:same|following|next)|that) year"
)
_DAYS = re.compile(r"\s*(?:\d{1,2}\s?月\s?)?\d{1,2}\s?日(?!間|本|目)")
_COUNTED = re.compile(
    r"\s?(?:[年名人回周歳万千百億校か所ヶカ点台機本件組団者]|か国|カ国|st\b|nd\b|rd\b|th\b|people|members)"
)
_HEADS = re.compile(r"の|に|には|は|、")
_DATED = frozenset({"year", "iso", "month", "day", "like", "season", "short"})
_CLOSING = _DATED | {"weekday", "rough", "time"}

_SINCE = re.compile(r"\s*\)?\s*(?:から|より)(?!も?前)")
_AFTER = re.compile(
    r"(?:[^、。]{0,12}?)(?:以来|以降|以後|以前|当時|生まれ)|\s*\)?\s*(?:現在|時点|より?も?前|前後?(?:から|より)|頃(?:から|より)|まで(?!の))"
    r"|\s*\)?\s*(?:[付]?(?:更新|掲載|公開|登録|作成|国勢調査))|、?国勢調査|\s*度(?:まで|以降|より|から)"
)
_BEFORE = re.compile(
    r"(?:更新|掲載|公開|作成|登録|印刷|最終更新|発行)(?:年月)?日?[::]?\s*$"
    r"|[Uu]pdated:?\s*(?:on )?$|[Pp]osted:?\s*(?:on )?$|©\s*$"
    r"|\b(?:[Ss]ince|[Bb]efore|[Bb]y|[Aa]fter|[Aa]s of)\s+(?:the )?$"
)
_UNTIL = re.compile(r"\b(?:[Uu]ntil|[Tt]ill)\s+$")
_PAGE = re.compile(r"更新|掲載|公開|作成|登録|印刷|発行|pdated|osted|©|現在|国勢")


@dataclass(frozen=True)
class Phrase:
    """A date in a text: offsets, words, and what it bounds: `since`, `until`, `page` (the page's own) or nothing."""

    start: int
    end: int
    text: str
    bound: str = ""

    @property
    def has_year(self) -> bool:
        """Whether the words tell a year of their own."""
        return any(token.kind in ("year", "iso", "short") for token in scan(self.text))


def find(text: str) -> list[Phrase]:
    """Return the dates of a tidy text, those of a range or of joined days as one (6月5日・6日, 8月4日から8日まで)."""
    found: list[Phrase] = []
    place = 0
    while match := _BEGIN.search(text, place):
        length = _length(text[match.start() :])
        if not length:
            place = match.end()
            continue
        start, end = match.start(), match.start() + length
        found.append(Phrase(start, end, text[start:end], _bound(text, start, end)))
        place = end
    return _joined(found, text)


def _joined(found: list[Phrase], text: str) -> list[Phrase]:
    """Return the dates with a year and the day that it heads as one: 翌年の8月1日, 2017年には10月5日から12日."""
    joined: list[Phrase] = []
    for each in found:
        last = joined[-1] if joined else None
        if last and not last.bound and _HEADS.fullmatch(text, last.end, each.start) and heads(last, each):
            words = f"{last.text}{each.text}"
            joined[-1] = Phrase(last.start, each.end, words, each.bound)
        else:
            joined.append(each)
    return joined


def heads(year: Phrase, day: Phrase) -> bool:
    """Say whether a date is a year alone, and another a month or day without one."""
    kinds = {token.kind for token in scan(year.text)}
    of_year = not kinds & {"month", "day", "iso", "season"} and "同月" not in year.text and "翌月" not in year.text
    own = {token.kind for token in scan(day.text)}
    return of_year and bool(kinds & {"year", "like", "short"}) and "month" in own and not own & {"year", "iso", "like"}


def _length(text: str) -> int:
    """Return how long the date is that a text begins with; 0 where it is none."""
    end, pending, opened = 0, False, False
    read: list[Token] = []
    for token in scan(text):
        seen = _since_mark(read)
        if token.kind == "also" and not ("day" in seen and _DAYS.match(text, token.end)):
            break
        if token.kind in _DATED and _repeats(token, seen, pending, text):
            break
        if token.kind == "digits" and not _joins(token, read, text):
            break
        opened = opened or token.text == "("
        if (
            token.kind in _CLOSING
            or token.kind == "digits"
            or (token.text == ")" and opened and end)
            or (token.kind == "mark" and token.text in ("年度", "年", "月") and read)
        ):
            end = token.end
        pending = token.kind == "until" or (pending and token.kind in ("blank", "mark"))
        read.append(token)
    tokens = [token for token in read if token.end <= end]
    if not any(token.kind in _DATED or token.text == "/" for token in tokens):
        return 0
    words = text[:end]
    return end - (words.count(")") > words.count("(") and words.endswith(")"))


def _since_mark(read: list[Token]) -> set[str]:
    kinds: set[str] = set()
    for token in read:
        kinds = set() if token.kind == "until" else kinds | {token.kind}
    return kinds


def _repeats(token: Token, seen: set[str], pending: bool, text: str) -> bool:
    if pending:
        return False
    if token.kind in ("month", "iso", "season") and token.kind in seen:
        return True
    english = text[:1].isascii()
    if token.kind == "year" and seen & {"month", "day"} and not english:
        return True
    return token.kind == "short" and bool(seen & {"year", "month"})


def _joins(token: Token, read: list[Token], text: str) -> bool:
    """Say whether a bare number belongs to a date: after a dot, a dash or an English month, or before one."""
    last = next((each for each in reversed(read) if each.kind != "blank"), None)
    if _COUNTED.match(text, token.end):
        return False
    if last is None and text[token.end : token.end + 1] == "/":
        return True
    if last is None:
        return bool(re.match(rf"\s?(?:(?:to|-|–|and)\s?\d{{1,2}}\s)?\s?(?:of )?{_MONTHS}", text[token.end :]))
    english = last.kind == "month" and last.text[0].isalpha()
    return last.text in ("/", ".") or last.kind in ("until", "also") or english


def _bound(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 16) : start]
    words = text[start:end]
    marked, after = _BEFORE.search(before), _AFTER.match(text, end)
    ranged = any(token.kind == "until" for token in scan(words))
    if marked:
        return "page" if _PAGE.search(marked[0]) else "since"
    if _UNTIL.search(before) or (words.endswith("まで") and not ranged) or (after and after[0].endswith("まで")):
        return "until"
    if after and _PAGE.search(after[0]):
        return "page"
    since = _SINCE.match(text, end) and not re.search(r"\d\s?日|\d(?:st|nd|rd|th)", words)
    return "since" if since or after else ""
