"""A first guess at the layout of a document never seen before, for a person to look over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from exgraph.extract.era import read_year
from exgraph.extract.layout import form
from exgraph.extract.text import tidy
from exgraph.extract.token import leading, year

# What the words of a header tell about their column; the first that fits.
_ROLES: tuple[tuple[str, str], ...] = (
    ("number", r"No\.?|№|番号|連番|#"),
    ("until", r".*終了.*|至|[Ee]nd|[Uu]ntil|[Tt]o"),
    ("year", r"年|.*年度|西暦.*|和暦.*|年次|元号|(?:[Ff]iscal )?[Yy]ear"),
    ("month", r"月|[Mm]onth"),
    ("day", r"日|[Dd]ay"),
    (
        "date",
        r".*(?:年月|期日|日付|日時|月日|施日|催日|問日|時期|期間|日程|開始).*|[Dd]ates?|[Ww]hen|[Pp]eriod|[Ff]rom|[Ss]tart",
    ),
    ("location", r".*(?:会場|場所|開催地|催地|実施地).*|[Vv]enue|[Pp]lace|[Ll]ocation|[Ww]here"),
    ("people", r".*(?:人数|人員|員数|参加者数)|[Pp]articipants|[Pp]eople|[Nn]umber of .*"),
    ("category", r".*(?:分野|区分|カテゴリ|種別|種類|分類).*|[Cc]ategory|[Tt]ype"),
    (
        "text",
        r".*(?:内容|概要|事業|行事|出来事|できごと|事項|事柄|件名|経過|項目|主な).*"
        r"|[Ee]vents?|[Dd]escription|[Aa]ctivit(?:y|ies)|[Tt]itle|[Cc]ontents?|[Ww]hat",
    ),
    ("place", r".*(?:相手|都市|国|派遣|受入|訪問|地域|自治体|市町村).*|.*(?:[Pp]artner|[Cc]ity|[Cc]ountry|[Tt]own).*"),
    ("text", r".*(?:交流|名称|説明|摘要|記事).*"),
)
_SEVERAL = frozenset({"text", "place", "category"})
_DELIMITERS = ("\t", ",", "|")
_YEAR_OF = re.compile(r"((?:昭和|平成|令和)\s*(?:元|\d{1,2})|(?:19|20)\d\d)\s*年度")
_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
# How many cells of a column are looked at.
_SAMPLE = 200


@dataclass
class Guess:
    """What a document looks like: the keys of [layout], and why."""

    layout: dict[str, object] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)


def guess(lines: list[str]) -> Guess:
    """Guess the layout of a document from its lines: a table with or without a header, or a chronicle.

    A line of several cells that holds a date speaks for a table, a line that begins with one for a chronicle.
    """
    found = Guess()
    if not any(_JAPANESE.search(line) for line in lines):
        found.layout["language"] = "en"
        found.reasons.append("language: English, since no line holds a Japanese character")
    labels = [told for told in map(form.label, lines) if told]
    begun = sum(role == "date" for role, _, _ in labels)
    if begun and len(labels) >= 3 * begun:
        found.layout["reader"] = "form"
        found.reasons.append(f"reader: form, since {len(labels)} lines begin with a label, {begun} of them a date's")
        return found
    tables = {each: [_cells(line, each) for line in lines] for each in _DELIMITERS}
    delimiter = max(_DELIMITERS, key=lambda each: sum(_is_dated(cells) for cells in tables[each]))
    rows = [cells for cells in tables[delimiter] if len(cells) > 1]
    header = next((cells for cells in rows if len(set(_roles(cells)) - {""}) > 1 and not _is_dated(cells)), None)
    dated = sum(map(_is_dated, rows))
    listed = sum(bool(leading(tidy(line).lstrip("・•*-○● "))) for line in lines if delimiter not in line)
    if not (rows and (dated >= max(listed, 1) or (header and len(rows) > len(lines) // 2))):
        found.layout["reader"] = "chronicle"
        found.reasons.append(f"reader: chronicle, since {listed} lines begin with a date")
        return found
    found.layout["reader"] = "delimited-table"
    found.reasons.append(f"reader: delimited-table, since {len(rows)} lines hold several cells, {dated} of them a date")
    if delimiter != "\t":
        found.layout["delimiter"] = delimiter
        found.reasons.append(f"delimiter: '{delimiter}'")
    _table(found, header, rows, lines)
    return found


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip() for cell in line.split(delimiter)]


def _is_dated(cells: list[str]) -> bool:
    return len(cells) > 1 and any(leading(tidy(cell)) for cell in cells)


def _roles(header: list[str]) -> list[str]:
    return [_role(re.sub(r"\s+", "", tidy(cell))) for cell in header]


def _role(word: str) -> str:
    return next((role for role, pattern in _ROLES if word and re.fullmatch(pattern, word)), "")


def _table(found: Guess, header: list[str] | None, rows: list[list[str]], lines: list[str]) -> None:
    columns: dict[str, list[str | int]] = {}
    body = rows[rows.index(header) + 1 :] if header else rows
    names: list[str | int] = [*(header or range(1, max(map(len, rows)) + 1))]
    for name, role in zip(names, _roles(header or []), strict=False):
        if role and (role in _SEVERAL or role not in columns or role == "year"):
            columns.setdefault(role, []).append(name)
    _by_content(columns, names, body)
    found.layout["columns"] = {role: each[0] if len(each) == 1 else each for role, each in columns.items()}
    for role, each in columns.items():
        found.reasons.append(f"{role}: column {', '.join(map(str, each))}")
    at = {name: number for number, name in enumerate(names)}
    dates = [row[at[name]] for row in body for name in columns.get("date", ()) if at[name] < len(row)]
    if "year" not in columns and 2 * sum(bool(year(tidy(cell))) for cell in dates) < max(len(dates), 1):
        _year(found, lines)


def _by_content(columns: dict[str, list[str | int]], names: list[str | int], body: list[list[str]]) -> None:
    """Find the columns of dates and of text by what they hold, where the header did not tell them."""
    cells = {name: [row[at] for row in body[:_SAMPLE] if at < len(row)] for at, name in enumerate(names)}
    taken = {name for each in columns.values() for name in each}
    if not {"date", "year", "month"} & set(columns):
        dates = Counter({name: sum(_dated(cell) for cell in cells[name]) for name in names if name not in taken})
        if dates and dates.most_common(1)[0][1]:
            columns["date"] = [dates.most_common(1)[0][0]]
    taken = {name for each in columns.values() for name in each}
    free = [name for name in names if name not in taken]
    if "text" not in columns and free:
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
