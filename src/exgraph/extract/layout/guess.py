"""A first guess at the layout of a document never seen before, for a person to look over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from exgraph.extract.dating.era import read_year
from exgraph.extract.dating.token import leading, year
from exgraph.extract.text import tidy

# What the words of a header tell about their column; the first that fits.
_ROLES: tuple[tuple[str, str], ...] = (
    (
        "skip",
        r".*コード.*|.*電話.*|.*連絡先.*|.*問.?合.*|.*URL.*|.*ホームページ.*|.*住所.*|緯度|経度|.*特記.*|.*時刻.*|\(和暦\)|和暦|.*曜日?|主催者?|人口|面積",
    ),
    ("number", r"N[Oo]\.?|№|番号|連番|#"),
    (
        "tie",
        r"(?:姉妹|友好)?(?:都市|親善)?・?(?:友好)?(?:提携|締結|調印|盟約|縁組|協定)(?:等)?(?:の?年月日|締結日|日付|日|年月|年度?|期日|時期|\(.*\))"
        r"|(?:[Dd]ate|[Yy]ear) (?:of )?(?:[Aa]ffiliat\w+|[Aa]greement|[Ss]igning|[Ee]stablish\w+)"
        r"|(?:[Aa]ffiliat\w+|[Ss]ign(?:ing|ed)|[Aa]greement|[Ee]stablish\w+)(?:on|[Dd]ate)?|[Ss]ince",
    ),
    ("until", r".*終了.*|至|[Ee]nd|[Uu]ntil|[Tt]o"),
    ("year", r"年|.*年度|西暦.*|和暦.*|年次|元号|(?:[Ff]iscal )?[Yy]ear"),
    ("month", r"月|[Mm]onth"),
    ("day", r"日|[Dd]ay"),
    (
        "date",
        r".*(?:年月|期日|日付|日時|月日|施日|催日|問日|時期|期間|日程|開始).*|自|とき|実施日|[Dd]ates?|[Ww]hen|[Pp]eriod|[Ff]rom|[Ss]tart",
    ),
    ("location", r".*(?:会場|場所|開催地|催地|実施地).*|[Vv]enue|[Pp]lace|[Ll]ocation|[Ww]here"),
    (
        "people",
        r".{1,8}\((?:人数?|名)\)|(?:生徒|学生|引率者?|随行者?|大人|一般|合計|計)数?|.*(?:人数|人員|員数|参加者数|者数|団員数).*|[Pp]articipants"
        r"|[Pp]eople|[Nn]umber ?of ?.*",
    ),
    (
        "home",
        r"(?:区市?|市|町|村|市町|市町村|市区町村|区市町村|[県道府都]内.*|自治体|団体)(?:名称?)?|日本側.*|[県道府都]内?市?町?村?名?|都道府県名?|提携元.*|国内.*",
    ),
    (
        "category",
        r"派遣.?受け?入れ?.*|(?:来訪|訪問|受入|派遣)[・/](?:来訪|訪問|受入|派遣).*|往来|方向|内外|.*(?:分野|区分|カテゴリ|種別|種類|分類).*|[Cc]ategory|[Tt]ype",
    ),
    (
        "text",
        r".*(?:内容|概要|目的|事業|行事|出来事|できごと|事項|事柄|件名|経過|項目|主な|イベント|説明).*|派遣|受け?入れ?|来訪|訪問"
        r"|[Ee]vents?|[Dd]escription|[Aa]ctivit(?:y|ies)|[Tt]itle|[Cc]ontents?|[Ww]hat",
    ),
    (
        "place",
        r".*(?:相手|都市|国|派遣|受入|訪問|地域|自治体|市町村|提携先|交流先|州).*|.*(?:[Pp]artner|[Cc]ity|[Cc]ountry|[Tt]own).*",
    ),
    ("text", r".*(?:交流|名称|説明|摘要|記事).*"),
)
_SEVERAL = frozenset({"text", "place", "category", "people"})
_DELIMITERS = ("\t", ",", "|")
_YEAR_OF = re.compile(r"((?:昭和|平成|令和)\s*(?:元|\d{1,2})|(?:19|20)\d\d)\s*年度")
_ISSUE = re.compile(
    r"((?:昭和|平成|令和)\s*(?:元|\d{1,2})|(?:19|20)\d\d)\s*年\s*(?:\([^()]*\)\s*)?(?:\d{1,2}\s*月\s*(?:\d{1,2}\s*日\s*)?)(?:号|発行)"
)
_MASTHEAD = 8
"""Lines: the head of a newsletter with the date of its issue is no longer."""
_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
# How many cells of a column are looked at.
_SAMPLE = 200
_TIMES = frozenset({"year", "month", "day", "date", "tie"})
# How long a word of a header's lower row may be.
_BRIEF = 10


@dataclass
class Guess:
    """What a document looks like: the keys of [layout], and why."""

    layout: dict[str, object] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)


def guess(lines: list[str]) -> Guess:
    """Guess the layout of a document from its lines: one table, or a page of any make.

    A document is one table where a header tells the roles of its columns and nearly all its lines are rows.
    """
    found = Guess()
    if not any(_JAPANESE.search(line) for line in lines):
        found.layout["language"] = "en"
        found.reasons.append("language: English, since no line holds a Japanese character")
    filled = [line for line in lines if line.strip()]
    delimiter, table = max(
        ((each, [_cells(line, each) for line in filled]) for each in _DELIMITERS), key=lambda each: _filled(each[1])
    )
    rows = [cells for cells in table if sum(map(bool, cells)) > 1]
    dated = sum(map(_is_dated, rows))
    layout = columns(rows)
    if len(rows) >= max(2, 0.7 * len(filled)) and (layout or dated > len(rows) // 2):
        found.layout["reader"] = "delimited-table"
        found.reasons.append(
            f"reader: delimited-table, since {len(rows)} lines hold several cells, {dated} of them a date"
        )
        if delimiter != "\t":
            found.layout["delimiter"] = delimiter
            found.reasons.append(f"delimiter: '{delimiter}'")
        _table(found, layout or _unheaded(rows), rows, lines)
        return found
    found.layout["reader"] = "article"
    if issue := next((match for line in lines[:_MASTHEAD] if (match := _ISSUE.search(tidy(line)))), None):
        found.layout["published"] = read_year(issue[1])
        found.reasons.append(f"published: {found.layout['published']}, the year of the issue")
    found.reasons.append(
        f"reader: article, since {len(filled) - len(rows)} of {len(filled)} lines are no rows of a table"
    )
    _year(found, lines)
    return found


def columns(rows: list[list[str]]) -> dict[str, object]:
    """Return the keys of [layout] that say what the columns of a table hold, by the words of its header; else nothing.

    A header may have two rows, of which the upper heads several columns of the lower: `headers` is 2.
    """
    if _is_form(rows):
        return {}
    for at, cells in enumerate(rows[:6]):
        if _is_dated(cells):
            return {}
        roles = _roles(cells)
        below = rows[at + 1] if at + 1 < len(rows) else []
        joined = combined(cells, below) if below and not _is_dated(below) else []
        if joined and _is_lower(below, cells) and len(set(map(_role_of, joined)) - {"", "skip"}) > 1:
            return {"headers": 2, "columns": _by_role(joined, rows[at + 2 :])}
        if len(set(roles) - {"", "skip"}) > 1:
            named = _by_role(cells, rows[at + 1 :])
            # Rows whose dates stand within their text are lines of a page.
            return {"columns": named} if _TIMES & set(named) else {}
    return {}


def _is_form(rows: list[list[str]]) -> bool:
    """Say whether the first cells of the rows are the labels, of a town and of its tie among them."""
    roles = [_role(re.sub(r"\s+", "", tidy(cells[0]))) for cells in rows if cells]
    dated = any(role == "tie" and _is_dated(cells) for role, cells in zip(roles, rows, strict=False))
    return dated and "place" in roles


def combined(upper: list[str], lower: list[str]) -> list[str]:
    """Return the names of columns under a header of two rows: `派遣 内容`; a cell printed in both stands once."""
    names: list[str] = []
    group = ""
    for at in range(max(len(upper), len(lower))):
        over, under = (row[at] if at < len(row) else "" for row in (upper, lower))
        group = over or (group if under else "")
        names.append(group if not under or under == group else f"{group} {under}".strip())
    return names


def _is_lower(lower: list[str], upper: list[str]) -> bool:
    """Say whether a row is the lower part of a header: every cell tells a role, or says the upper cell again."""
    pairs = [(cell, upper[at] if at < len(upper) else "") for at, cell in enumerate(lower) if cell]
    new = [cell for cell, over in pairs if cell != over]
    return bool(new) and all(len(cell) <= _BRIEF and _role_of(cell) for cell in new)


def _role_of(name: str) -> str:
    """Return the role of a column under one or two headers: the lower tells it, else the upper."""
    for word in reversed([*tidy(name).split(" "), re.sub(r"\s+", "", tidy(name))][:-1] or [""]):
        if role := _role(word):
            return role
    return _role(re.sub(r"\s+", "", tidy(name)))


def _filled(rows: list[list[str]]) -> int:
    return sum(sum(map(bool, cells)) > 1 for cells in rows)


def _unheaded(rows: list[list[str]]) -> dict[str, object]:
    found: dict[str, list[str | int]] = {}
    _by_content(found, [*range(1, max(map(len, rows)) + 1)], rows)
    return {"columns": found}


def _by_role(header: list[str], body: list[list[str]]) -> dict[str, list[str | int]]:
    found: dict[str, list[str | int]] = {}
    for name in dict.fromkeys(header):
        role = _role_of(name)
        if role and role != "skip" and name and (role in _SEVERAL or role not in found or role == "year"):
            found.setdefault(role, []).append(name)
    if "home" in found and not _towns(
        [row[header.index(str(found["home"][0]))] for row in body if len(row) == len(header)]
    ):
        found.setdefault("text", []).extend(found.pop("home"))
    if "home" in found and "place" not in found:
        found["place"] = found.pop("home")
    if "tie" in found and not {"date", "month"} & set(found):
        found.pop("year", None)
    _by_content(found, [*header], body)
    return found


def _towns(cells: list[str]) -> bool:
    """Say whether the cells of a column name towns, as far as they tell: 団体名 may head towns or parties."""
    filled = [tidy(cell) for cell in cells if cell]
    return not filled or 2 * sum(
        bool(re.search(r"[市区町村県都道府](?:\s?\(|$)|^[A-Z〃″]|^なし", cell)) for cell in filled
    ) >= len(filled)


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip() for cell in line.split(delimiter)]


def _is_dated(cells: list[str]) -> bool:
    return len(cells) > 1 and any(leading(tidy(cell)) for cell in cells)


def _roles(header: list[str]) -> list[str]:
    return [_role(re.sub(r"\s+", "", tidy(cell))) for cell in header]


def _role(word: str) -> str:
    return next((role for role, pattern in _ROLES if word and re.fullmatch(pattern, word)), "")


def _table(found: Guess, layout: dict[str, object], rows: list[list[str]], lines: list[str]) -> None:
    named = layout["columns"] if isinstance(layout["columns"], dict) else {}
    found.layout.update(layout)
    found.layout["columns"] = {role: each[0] if len(each) == 1 else each for role, each in named.items()}
    for role, each in named.items():
        found.reasons.append(f"{role}: column {', '.join(map(str, each))}")
    if "year" not in named and 2 * sum(any(year(tidy(cell)) for cell in row) for row in rows) < len(rows):
        _year(found, lines)


def _by_content(columns: dict[str, list[str | int]], names: list[str | int], body: list[list[str]]) -> None:
    """Find the columns of dates and of text by what they hold, where the header did not tell them."""
    cells = {name: [row[at] for row in body[:_SAMPLE] if at < len(row)] for at, name in enumerate(names)}
    taken = {name for each in columns.values() for name in each}
    if not {"date", "year", "month", "tie"} & set(columns):
        dates = Counter({name: sum(_dated(cell) for cell in cells[name]) for name in names if name not in taken})
        if dates and dates.most_common(1)[0][1]:
            columns["date"] = [dates.most_common(1)[0][0]]
    taken = {name for each in columns.values() for name in each}
    free = [name for name in names if name not in taken]
    if "text" not in columns and free and "tie" not in columns:
        columns["text"] = [max(free, key=lambda name: sum(map(len, cells[name])))]
        if isinstance(names[0], int):
            rest = [name for name in free if name not in columns["text"] and any(map(_JAPANESE.search, cells[name]))]
            columns.update({"place": rest} if rest else {})


def _dated(cell: str) -> bool:
    text = tidy(cell)
    return bool(text) and leading(text) == len(text)


def _year(found: Guess, lines: list[str]) -> None:
    named = next((match for line in lines if (match := _YEAR_OF.search(tidy(line)))), None)
    if named:
        found.layout["fiscal_year"] = read_year(named[1])
        found.reasons.append(f"fiscal_year: {found.layout['fiscal_year']}, named above the table")


def titles(lines: list[str]) -> Iterator[str]:
    """Yield the lines that may be a document's title: the first short ones that are no date and no row."""
    for line in lines[:20]:
        text = line.strip().lstrip("#■◆【・ ").rstrip("】")
        if 3 < len(text) <= 60 and "\t" not in text and leading(tidy(text)) != len(text):
            yield text
