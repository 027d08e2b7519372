"""Forms: records of labelled lines (期日, 場所, 内容) under headings, as reports and upright tables print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from exgraph.errors import Location, SourceError
from exgraph.extract.dating import token
from exgraph.extract.layout.printed import Contents, Printed
from exgraph.extract.text import tidy
from exgraph.sources.document import Document
from exgraph.sources.source import Source

_DATE = (
    r"(?:実施|開催|派遣|受入|訪問|滞在|交流)?(?:期日|日時|日程|期間|年月日|日|時期)|とき|[Dd]ates?|[Pp]eriod|[Ww]hen"
)
_ROLES: tuple[tuple[str, str], ...] = (
    ("date", _DATE),
    (
        "place",
        r"(?:派遣|訪問|相手|交流|受入|招[聘へ]い?)(?:先|元|国|都市|相手)(?:都市|国)?|行き?先|[Pp]artner(?: city)?",
    ),
    ("location", r"(?:開催|実施)?(?:場所|会場)|ところ|[Pp]lace|[Vv]enue|[Ll]ocation"),
    ("people", r"(?:派遣|受入|参加|訪問)?(?:人数|人員|者数)|[Nn]umber of (?:people|participants)"),
    (
        "text",
        r"(?:事業|行事|団体)?(?:名称?|内容|概要|目的)|主な(?:内容|活動)|(?:参加|出席|訪問|派遣|受入|来訪|対象)者|団[員長]|対象|主催|共催|備考"
        r"|[Tt]itle|[Cc]ontents?|[Dd]escription|[Pp]articipants|[Oo]rganiser|[Pp]urpose",
    ),
)
_SIGN = re.compile(r"^(?:[・•*●○◎◦▪‣■◆◇□▼▽]|\(\d+\)|[①-⑳]|[ア-オ]|-(?=\s))\s*")
_LABEL = re.compile(
    "(?:" + "|".join(f"(?P<{role}>{pattern})" for role, pattern in _ROLES) + r")(?:\s*[::\t|]\s*|\s+|$)"
)
_NUMBER = re.compile(r"^(?:\(?\d+\)?[.、)]?\s+|第\d+\s+|[①-⑳]\s*)")


@dataclass
class _Record:
    heading: str
    first: int
    last: int
    year: str
    roles: dict[str, list[str]] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)

    def add(self, role: str, value: str, line: int) -> None:
        """Add a line of a role."""
        self.last = line
        if value:
            self.roles.setdefault(role, []).append(value)


def label(line: str) -> tuple[str, str, str] | None:
    """Return (role, label, value) of a line that begins with a label, its sign aside; None for any other line."""
    text = _SIGN.sub("", tidy(line).strip())
    match = _LABEL.match(text)
    if match is None or match.lastgroup is None:
        return None
    return match.lastgroup, match[match.lastgroup], text[match.end() :].strip()


def read(source: Source, document: Document) -> Contents:
    """Read records of labelled lines: a label with its value behind it, or on the lines below it.

    A record begins at the heading above its first label, or where a label comes a second time. A year alone in a line
    that is no heading (令和元年度 …の報告) is that of the records after it whose own date has none.

    Raises:
        SourceError: no line begins with the label of a date.
    """
    records = [record for record in _Reading(document).records() if "date" in record.roles]
    if not records:
        raise SourceError(
            "holds no label of a date", at=Location(document.path), remedy="such as 期日, 日時, 日程, 期間"
        )
    inside = {line for record in records for line in range(record.first, record.last + 1)}
    others = {
        line: "page" if text.strip() else "blank"
        for line, text in enumerate(document.lines, start=1)
        if line not in inside
    }
    printed = [_printed(number, record, document) for number, record in enumerate(records, start=1)]
    return Contents(printed, others)


@dataclass
class _Reading:
    document: Document
    year: str = ""
    heading: str = ""
    above: int = 0
    record: _Record | None = None

    def records(self) -> Iterator[_Record]:
        """Yield the records in their order, those without a date as well."""
        role = ""
        for line, words in enumerate(self.document.lines, start=1):
            before = self.record
            if labelled := label(words):
                role = labelled[0]
                self._take(line, *labelled)
            elif words.strip() and self.record and not self._heads(line):
                self.record.add(role, tidy(words).strip(), line)
            elif words.strip():
                self._head(line, words)
            if before and before is not self.record:
                yield before
        if self.record:
            yield self.record

    def _take(self, line: int, role: str, name: str, value: str) -> None:
        if self.record is None or name in self.record.labels:
            self.record = _Record(self.heading, self.above or line, line, self.year)
        self.heading, self.above = "", 0
        self.record.labels.add(name)
        self.record.add(role, f"{name}:{value}" if role == "text" and value else value, line)

    def _head(self, line: int, words: str) -> None:
        self.record = None
        self.heading, self.above = _NUMBER.sub("", _SIGN.sub("", tidy(words).strip())), line
        self.year = token.year(self.heading[: token.leading(self.heading)]) or self.year

    def _heads(self, line: int) -> bool:
        """Say whether a line stands over a record: a blank line above it, or a label right below."""
        lines = self.document.lines
        blank = line < 2 or not lines[line - 2].strip()
        below = next((each for each in lines[line:] if each.strip()), "")
        return blank or bool(label(below))


def _printed(number: int, record: _Record, document: Document) -> Printed:
    first, _ = document.span(record.first, record.first)
    _, last = document.span(record.last, record.last)
    roles = record.roles
    text = "\n".join([record.heading, *roles.get("text", ())]).strip()
    return Printed(
        number=str(number),
        first_line=record.first,
        last_line=record.last,
        first_char=first,
        last_char=last,
        year="" if token.year(tidy(roles["date"][0])) else record.year,
        month=" ".join(roles["date"]),
        place=tuple(roles.get("place", ())),
        text=text,
        text_offset=first,
        cells={role: " ".join(values) for role, values in roles.items()} | {"text": text},
    )
