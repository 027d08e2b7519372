"""Chronicles: entries that begin with a date, under years that stand only where they change.

Lists and tables of web pages come out like this when they are flattened: the cells of an entry (date, partners,
content) follow each other, some on one line, some on several, with blank lines between or not.
"""

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

_BULLETS = "・•*●○◎◦▪‣"
_HEADINGS = "■◆【◇□▼▽《〈#"
_SIGN = re.compile(rf"^(?P<sign>[{_BULLETS}{_HEADINGS}]|-(?=\s)|\(\d+\)|[①-⑳])\s*")
_CLOSING = re.compile(r"^[】》〉]\s*")
_AFTER_DATE = re.compile(r"^[\s::|…–—―.。-]+")
_AT_END = re.compile(r"\((?P<date>[^()]+(?:\([^()]*\)[^()]*)*)\)[.。]?$")
# What names the list under a year, and is no entry: 令和元年度 交流事業一覧.
_TITLE = re.compile(
    r"(?:一覧|年表|報告|報告書|概要|実績|あゆみ|歩み|経過|状況|事業|交流|について|計画|活動|[Rr]eport|[Aa]ctivities|[Ee]vents)$"
)
# Where a page's own words begin again, for a document whose source.toml names no end.
_FOOTER = re.compile(
    r"^(?:この(?:ページ|記事|情報)|お?問い?合わ?せ|関連(?:情報|リンク|ファイル|ページ)|ページの先頭|サイトマップ|[Cc]opyright|©|Contact)"
)
# A dated line within an entry (a venue and its day, say) is short and tells no sentence.
_INNER = 30
_OTHERS = frozenset({"ほか", "他"})


@dataclass
class _Entry:
    line: int
    last: int
    year: str
    date: str
    heading: str = ""
    lines: list[tuple[int, str]] = field(default_factory=list)


def read(source: Source, document: Document) -> Contents:
    """Read the entries of a document, those after the line that [layout] names `header` and before its `end`.

    Without `header` the document is read from its first line; without `end` to its last or to the first line that
    begins a page's footer, and there a blank line ends an entry. A year alone on a line is that of the entries after
    it. An entry begins with a date, or has it in brackets at its end; under a year of no dated entry each bullet is
    one. Any other line that begins with ■ or the like heads the entries after it: its places are theirs.

    `partners` in [layout] are words that end a partner's cell (市, 政府, ほか), for tables that were flattened.

    Raises:
        SourceError: header or end is missing, an entry has no year, or no entry is found.
    """
    start, end = _bounds(source, document)
    reading = _Reading(source, document)
    entries = list(reading.entries(start, end))
    if not entries:
        raise SourceError("holds no dated entry", at=Location(document.path, start), remedy="is it a chronicle?")
    records = [_printed(number, entry, document, source) for number, entry in enumerate(entries, start=1)]
    inside = {line for entry in entries for line in range(entry.line, entry.last + 1)}
    others = {
        line: "blank" if not text.strip() else "page"
        for line, text in enumerate(document.lines, start=1)
        if line not in inside
    }
    return Contents(records, others)


def _bounds(source: Source, document: Document) -> tuple[int, int]:
    lines = [line.strip() for line in document.lines]
    header, end = source.layout.get("header"), source.layout.get("end")
    start = lines.index(header) if header in lines else -1
    if (header and start < 0) or (end and end not in lines[start + 1 :]):
        raise SourceError(
            f"no chronicle between '{header or 'its first line'}' and '{end or 'its last'}'",
            at=Location(document.path),
            remedy=f"compare with [layout] in {source.folder.name}/source.toml",
        )
    return start + 2, lines.index(end, start + 1) + 1 if end else len(lines) + 1


@dataclass
class _Reading:
    source: Source
    document: Document
    year: str = ""
    heading: str = ""
    entry: _Entry | None = None
    dated: bool = False

    @property
    def _open_ended(self) -> bool:
        return not self.source.layout.get("end")

    def entries(self, start: int, end: int) -> Iterator[_Entry]:
        """Yield the entries of the lines from `start` to before `end`; a date alone is none."""
        for line in range(start, end):
            text = tidy(self.document.lines[line - 1]).strip()
            if self._open_ended and _FOOTER.match(text) and self.entry:
                break
            before = self.entry
            self._take(line, text)
            if before and before is not self.entry and before.lines:
                yield before
        if self.entry and self.entry.lines:
            yield self.entry

    def _take(self, line: int, text: str) -> None:
        if not text:
            if self._open_ended and self.entry and self.entry.lines:
                self._close()
            return
        sign = _SIGN.match(text)
        words = text[sign.end() :] if sign else text
        length = token.leading(words)
        date, rest = words[:length], _AFTER_DATE.sub("", _CLOSING.sub("", words[length:]))
        if date and date == token.year(date) and (not rest or _TITLE.search(rest)):
            self.year, self.dated = date, False
            self._close()
        elif date:
            self._date(line, date, rest)
        elif sign and sign["sign"] in _HEADINGS and not self.source.layout.get("header"):
            self.heading = _CLOSING.sub("", words).strip("】》〉 ")
            self._close()
        elif not sign and self._heads(line, text):
            self.heading = text
            self._close()
        elif sign and self._open_ended and (ending := _ending(words)):
            self._open(line, ending, words)
        elif self._open_ended and self.year and not self.dated and (sign or not self.entry):
            self._open(line, "", words)
        elif self.entry:
            self._add(line, text)

    def _heads(self, line: int, text: str) -> bool:
        """Say whether a short line without a sign stands over dated bullets: the name of a partner, say."""
        if not self._open_ended or len(text) > _INNER or text.endswith(("。", ".")):
            return False
        below = next((each for each in map(tidy, self.document.lines[line:]) if each.strip()), "").strip()
        sign = _SIGN.match(below)
        return bool(sign and sign["sign"] not in _HEADINGS and token.leading(below[sign.end() :]))

    def _close(self) -> None:
        self.entry = None

    def _date(self, line: int, date: str, rest: str) -> None:
        year = token.year(date)
        entry = self.entry
        if entry and not entry.lines and not year:
            entry.date += f"、{date}"
        elif entry and not year and self._continues(entry, rest):
            rest = tidy(self.document.lines[line - 1]).strip()
        else:
            self.dated = True
            self._open(line, date)
        if rest:
            self._add(line, rest)

    def _open(self, line: int, date: str, words: str = "") -> None:
        year = token.year(date)
        if not year and not self.year:
            remedy = "begin with [layout] header, or let a line with the year stand before it"
            raise SourceError("an entry before any year", at=Location(self.document.path, line), remedy=remedy)
        self.entry = _Entry(line, line, "" if year else self.year, date, self.heading)
        self.year = year or self.year
        if words:
            self._add(line, words)

    def _add(self, line: int, text: str) -> None:
        if self.entry:
            self.entry.lines.append((line, text))
            self.entry.last = line

    def _continues(self, entry: _Entry, rest: str) -> bool:
        """Say whether a dated line is a short note within the entry before it, in a table that was flattened."""
        partners = tuple(self.source.layout.get("partners", ()))
        partner = rest.endswith(partners) and len(rest) < _INNER // 2
        has_sentence = any("。" in text for _, text in entry.lines)
        return bool(partners) and has_sentence and 0 < len(rest) <= _INNER and not rest.endswith("。") and not partner


def _ending(words: str) -> str:
    """Return the date in brackets that a line ends with, where it tells a year."""
    found = _AT_END.search(words)
    date = found["date"] if found else ""
    return date if date and token.year(date) and token.leading(date) == len(date) else ""


def _printed(number: int, entry: _Entry, document: Document, source: Source) -> Printed:
    partners: list[str] = []
    content: list[str] = []
    for _, text in entry.lines:
        found, rest = _split_partner(text, source) if not content else ("", text)
        if found:
            partners.append(found)
        if rest:
            content.append(rest)
    first, _ = document.span(entry.line, entry.line)
    _, last = document.span(entry.last, entry.last)
    return Printed(
        number=str(number),
        first_line=entry.line,
        last_line=entry.last,
        first_char=first,
        last_char=last,
        year=entry.year,
        month=entry.date,
        place=tuple(partner for partner in partners if partner not in _OTHERS),
        text="\n".join(content),
        text_offset=first,
        heading=entry.heading,
    )


def _split_partner(text: str, source: Source) -> tuple[str, str]:
    """Split a partner's cell from what follows it on the line: ユジノサハリンスク市 ジャズの演奏会."""
    words = tuple(source.layout.get("partners", ()))
    head, blank, rest = text.partition(" ")
    if head.endswith(words) and len(head) < _INNER:
        return head, rest.strip()
    if not blank and text.endswith(words) and len(text) < _INNER // 2:
        return text, ""
    return "", text
