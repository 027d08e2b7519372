"""What a line of a page is: a row of cells, a labelled line, an entry that begins with a date, a heading, or prose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exgraph.extract.dating import phrase, token
from exgraph.extract.text import tidy

_BULLET = re.compile(r"^(?:[・•*●○◎◦▪‣]|-(?=\s))\s*")
_HEAD = re.compile(
    r"^(?P<sign>[■◆◇□▼▽◎●○《〈【]|#+\s*|第\d+\s(?!回)|\d{1,2}[\s.、)](?!\d)|\(\d{1,2}\)|[ア-オカ-コ]\s|[①-⑳]|[IVX]+\.\s|[a-z]\)\s)\s*"
)
_CLOSING = re.compile(r"[】》〉]")
_OPENING = re.compile(r"^[<〈【\[《〔「(]+\s*")
_AFTER_DATE = re.compile(r"^[\s>〉】\]》〕」)::|…–—―.。、,-]+")
_LABELS: tuple[tuple[str, str], ...] = (
    (
        "tie",
        r"(?:姉妹|友好)?(?:都市|親善)?(?:提携|締結|調印|盟約|協定|縁組)(?:等)?(?:年月日|締結日|日付|日|年月|年|期日|時期)?"
        r"|(?:[Dd]ate of )?(?:[Aa]ffiliation|[Aa]greement|[Ss]igning|[Ee]stablishment)(?: [Dd]ate)?"
        r"|[Aa]ffiliated(?: (?:on|in|since))?|[Ss]igned(?: on)?|[Ee]stablished"
        r"|[Ss]ister (?:[Cc]it(?:y|ies)|[Tt]own)s? since|[Ss]ince",
    ),
    (
        "date",
        r"(?:実施|開催|派遣|受入れ?|受け入れ|訪問|滞在|交流|来訪|募集|来日|訪日|渡航)?(?:期日|日時|日程|期間|年月日|日|時期|年月)|とき|[Dd]ates?|[Pp]eriod|[Ww]hen",
    ),
    (
        "people",
        r"(?:派遣|受入れ?|受け入れ|参加|訪問|募集|来訪)?(?:人数|人員|者数|定員)|[Nn]umber of (?:people|participants)",
    ),
    (
        "place",
        r"(?:派遣|訪問|相手|交流|受入|提携|招[聘へ]い?)(?:相手)?(?:先|元|国|都市|相手)(?:名|都市名|自治体名?|都市|国)?|行き?先|(?:姉妹|友好)?(?:都市|市町村?|町村?)名|(?:姉妹|友好)(?:都市|町|提携先)"
        r"|[Pp]artner(?: city)?|(?:City|Town) name",
    ),
    ("home", r"(?:自治体|市区?町村|団体)名称?|提携(?:元|自治体)"),
    ("region", r"都道府県名?|州・省・県等?|国・?地域名?|国名"),
    ("location", r"(?:開催|実施)?(?:場所|会場)|ところ|[Pp]lace|[Vv]enue|[Ll]ocation"),
    (
        "text",
        r"(?:事業|行事|団体)?(?:名称?|内容|概要|目的)|主な(?:内容|活動)|(?:参加|出席|訪問|派遣|受入|来訪|対象)(?:者|団員?)|団[員長]|訪問団員?|対象|備考"
        r"|[Tt]itle|[Cc]ontents?|[Dd]escription|[Pp]articipants|[Pp]urpose",
    ),
)
_LABEL = re.compile(
    r"(?:" + "|".join(f"(?P<{role}>{pattern})" for role, pattern in _LABELS) + r")\s*(?P<mark>[::]|\t|\||$|\s)\s*"
)
# A label spread over its column: 参 加 者:.
_SPREAD = re.compile(r"^[\u3040-\u9fff](?:\s+[\u3040-\u9fff]){1,6}(?=\s*[::\t|])")
# Labels that registers of ties print without a mark.
_REGISTER = frozenset({"place", "home", "region", "tie"})
_TITLE = re.compile(
    r"(?:一覧|年表|報告|報告書|概要|実績|あゆみ|歩み|経過|状況|事業|交流|について|計画|活動|[Rr]eport|[Aa]ctivities|[Ee]vents)$"
)
FOOTER = re.compile(
    r"^(?:この(?:ページ|記事|情報)|お?問い?合わ?せ|関連(?:情報|リンク|ファイル|ページ)|ページの先頭|サイトマップ|[Cc]opyright|©|Contact|ページ番号|トップページ|ホーム\s*>|HOME\s*>|現在のページ|現在地|Home\s*>)"
)
# A page's title with the site's name behind it.
_SITE = re.compile(r"^(?P<title>[^|\t]+)\s[|]\s[^|\t]{2,30}$")
_PAIR = 2
_RULE = re.compile(r"^[\s|:+=_\-─━―]+$")
_SENTENCE = re.compile(r"[。！!]$|ます$|ました$|です$|[a-z]\.$")
_COUNT = re.compile(r"\d\s?(?:名|人)(?!目)")
_SHORT, _LONG = 45, 60
"""Characters: headings are no longer, those with a sign."""


@dataclass(frozen=True)
class Line:
    """A line of a page: its number, its tidy words without their sign, and what it looks like.

    `kind`: blank, rule, footer, row, label, year (a heading of time alone), entry, heading, bullet, prose. `style` is
    the sign of a heading; `role` and `label` those of a label, `rest` what follows label or date; `date` the date;
    `last` the last line where wrapped ones were joined.
    """

    number: int
    kind: str
    text: str
    style: str = ""
    role: str = ""
    label: str = ""
    date: str = ""
    rest: str = ""
    cells: tuple[str, ...] = ()
    last: int = 0


def cells(text: str) -> tuple[str, ...]:
    """Return the cells of a row, by tabs or by bars; one where the line is no row."""
    if "\t" in text:
        return tuple(cell.strip() for cell in text.split("\t"))
    if "|" in text:
        parts = [cell.strip() for cell in text.split("|")]
        return tuple(parts[1:] if not parts[0] else parts)
    return (text,)


def look(number: int, words: str) -> Line:
    """Say what a line is by its own words; whether plain words are a heading its neighbours tell."""
    text = tidy(words).strip(" \u3000")
    if not text.strip():
        return Line(number, "blank", "")
    if _RULE.match(text):
        return Line(number, "rule", text)
    if FOOTER.match(text):
        return Line(number, "footer", text)
    row = cells(tidy(words).strip("\n"))
    filled = [cell for cell in row if cell]
    if len(filled) >= 2 and not _SITE.search(text):
        return Line(number, "row", text, cells=row)
    text = _SITE.sub(r"\g<title>", text) if len(filled) >= _PAIR else filled[0].strip() if filled else text
    return _plain(number, text)


def below(lines: list[str], line: Line) -> Line | None:
    """Return the first line below another that holds something; None at the end."""
    later = (lines[at] for at in range(line.last or line.number, len(lines)))
    return next((look(0, words) for words in later if words.strip()), None)


def _plain(number: int, text: str) -> Line:
    bare = _BULLET.sub("", text)
    if found := label(bare):
        return Line(number, "label", bare, role=found[0], label=found[1], rest=found[2])
    date, rest = dated(bare)
    if date:
        alone = date == token.year(date) or _is_month(date)
        if alone and (not rest or _TITLE.search(rest)) and not _SENTENCE.search(rest):
            return Line(number, "year", bare, date=date, rest=rest)
        return Line(number, "entry", bare, date=date, rest=rest)
    if head := _HEAD.match(text):
        return _headed(number, _CLOSING.sub(" ", text[head.end() :]).strip(), head["sign"])
    short = len(text) <= _SHORT and not _SENTENCE.search(text)
    return Line(number, "prose" if bare == text else "bullet", bare, style="plain" if short and bare == text else "")


def _headed(number: int, text: str, sign: str) -> Line:
    """Say what a line after the sign of a heading is: an entry where it is dated, a point of a list where it counts."""
    date, rest = dated(text)
    if date and (date != token.year(date) or not rest):
        return Line(number, "entry" if rest else "year", text, date=date, rest=rest)
    days = any(re.search(r"\d\s?日|\d/\d", each.text) for each in phrase.find(text))
    if days or _COUNT.search(text) or len(text) > _LONG or "。" in text:
        return Line(number, "bullet", text)
    return Line(number, "heading", text, style=_style(sign))


def label(text: str) -> tuple[str, str, str] | None:
    """Return (role, label, value) of a text that begins with a known label and a mark; None for any other."""
    joined = _SPREAD.sub(lambda spread: re.sub(r"\s", "", spread[0]), text)
    match = _LABEL.match(joined)
    role = next((role for role, _ in _LABELS if match and match[role]), "")
    if match is None or not role:
        return None
    blank = match["mark"].isspace() and match["mark"] != "\t"
    if not match["mark"] and role != "date":
        return None
    clear = role in _REGISTER or (len(match[role]) > 1 and len(text) <= _LONG and not _SENTENCE.search(text))
    if blank and not clear:
        return None
    return role, match[role], joined[match.end() :].strip(" |")


def dated(text: str) -> tuple[str, str]:
    """Return the date that a text begins with, brackets aside, and the words after it."""
    bare = _OPENING.sub("", text)
    length = token.leading(bare)
    if not length and bare != text:
        closed = re.search(r"[>〉】\]》〕」)]", bare)
        length = token.leading(bare[: closed.start()]) if closed else 0
    if not length:
        return "", text
    return bare[:length], _AFTER_DATE.sub("", bare[length:])


def _is_month(date: str) -> bool:
    return bool(
        re.fullmatch(
            r"\d{1,2}\s?月|(?:January|February|March|April|May|June|July|August|September|October|November|December)"
            r"(?: \d{4})?",
            date,
        )
    )


def _style(sign: str) -> str:
    return re.sub(r"\d+", "1", re.sub(r"[ア-コ]", "ア", re.sub(r"[①-⑳]", "①", sign.strip())))
