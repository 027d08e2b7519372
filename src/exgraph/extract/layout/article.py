"""Articles: pages of any make, with headings, prose, dated entries, labelled lines, lists and tables in turn.

A heading is what the lines after it stand under: of its headings an entry has the year and the partner that it does not
tell itself. An entry begins with its date. Prose is read clause by clause (`exgraph.extract.prose`). A label with a
date (期間, 日程) makes a happening of the lines around it; a label of signing (提携年月日) a tie. Days within a journey
that was told already are its programme. A table is read by the words of its header. A line whose date became no fact is
passed over, with its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from exgraph.errors import Location, SourceError
from exgraph.extract import prose
from exgraph.extract.dating import phrase, token
from exgraph.extract.dating.date import Calendar
from exgraph.extract.layout import embedded, heading, wrapping
from exgraph.extract.layout.item import Item, printed
from exgraph.extract.layout.line import Line
from exgraph.extract.layout.printed import Contents, Moment, Printed
from exgraph.extract.layout.section import Section
from exgraph.sources.document import Document
from exgraph.sources.source import Source

_IN = re.compile(r"受け?入れ?|来訪|来[市町村日県区道]|来[\u4e00-\u9fff](?=$|[しのす])|招[へ聘]|迎え")
_OUT = re.compile(r"派遣|渡航|訪問")
_PROGRAMME = re.compile(r"日程|行程|スケジュール|旅程|[Pp]rogram|[Ii]tinerary|[Ss]chedule")
_PEOPLE = re.compile(r"(?:計|総勢|約|延べ)?\s?\d+\s?(?:名|人)")
_DAYS = re.compile(r"\([^()]*\d\s?日[^()]*\)$|\(\d{1,2}/\d{1,2}\s?[~-][^()]*\)$")
_AFTER = 2
"""Days: a journey's programme may go on so long after its last day, with the way home."""
_BRIEF = 12
"""Characters: an entry so short is told by the lines after it."""


def read(source: Source, document: Document) -> Contents:
    """Read a page of any make.

    [layout] may have `fiscal_year` or `published`, the year of dates under no other.

    Raises:
        SourceError: no line tells a dated happening.
    """
    page = _Page(source, document)
    for line in wrapping.lines(document):
        page.take(line)
    page.table()
    items = [item for item in page.items if item.moments or item.row]
    if not items:
        raise SourceError(
            "tells no dated happening", at=Location(document.path), remedy="look at the lines it is read as"
        )
    records = [printed(number, item, document) for number, item in enumerate(items, start=1)]
    inside = {line for record in records for line in range(record.first_line, record.last_line + 1)}
    others = {
        line: page.kinds.get(line, "page") if text.strip() else "blank"
        for line, text in enumerate(document.lines, start=1)
        if line not in inside
    }
    return Contents(
        records, others, {line: "; ".join(dict.fromkeys(why)) for line, why in page.passed.items()}, whole=True
    )


@dataclass
class _Page:
    source: Source
    document: Document
    items: list[Item] = field(default_factory=list)
    kinds: dict[int, str] = field(default_factory=dict)
    passed: dict[int, list[str]] = field(default_factory=dict)
    section: Section = field(default_factory=Section)
    reader: prose.Reader = field(default_factory=prose.Reader)
    open: Item | None = None
    rows: list[Line] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    used: list[int] = field(default_factory=list)
    people: str = ""
    journey: Moment | None = None
    blank: bool = True

    def __post_init__(self) -> None:
        layout = self.source.layout
        if "fiscal_year" in layout:
            self.section.default = f"{layout['fiscal_year']}年度"
        self.reader.published = layout.get("published", layout.get("fiscal_year"))

    def take(self, line: Line) -> None:
        """Read one line; rows wait for the end of their table."""
        if line.kind == "row" or (line.kind == "rule" and self.rows):
            self.rows.append(line)
            return
        self.table()
        self._one(line)
        self.blank = line.kind == "blank"

    def table(self) -> None:
        """Read the rows that wait."""
        rows, self.rows = self.rows, []
        if not rows:
            return
        for row in embedded.rows(rows, self.source, self.document, self.section.year):
            if isinstance(row, Printed):
                under = replace(row, heading=row.heading or self.section.places)
                self.items.append(Item(row.first_line, row.last_line, row=under))
                self.open = None
            else:
                self._one(row)

    def _one(self, line: Line) -> None:
        lines = self.document.lines
        if line.kind in ("blank", "rule") or line.text.isdigit():
            return
        if line.kind == "header":
            self.kinds[line.number] = "header"
        elif line.kind == "footer":
            for date in phrase.find(line.text):
                self._pass(line.number, f"'{date.text}': the page's own words")
        elif self._fills(line):
            self._extend(line, line.text)
        elif heading.is_heading(line, lines, parted=self.blank or not self.open):
            self._head(line)
        elif line.kind == "label":
            self._label(line)
        elif line.kind == "entry":
            self._entry(line)
        else:
            self._prose(line)

    def _fills(self, line: Line) -> bool:
        """Say whether a line goes on the entry of a date that stood alone: a table whose cells became lines."""
        goes_on = self.open is not None and self.open.bare and not self.blank
        return goes_on and line.kind == "prose" and not phrase.find(line.text)

    def _head(self, line: Line) -> None:
        self.kinds[line.number] = "heading"
        self.open, self.loose, self.used, self.people, self.journey = None, [], [], "", None
        self.section.head(line)
        signed = heading.TIE.search(line.text) and "周年" not in line.text
        dates = [each for each in phrase.find(line.text) if each.has_year and (signed or each.bound == "since")]
        if dates and "周年" not in line.text:
            self._tie(line, dates[0].text, line.text)

    def _tie(self, line: Line, words: str, name: str) -> None:
        """Take the date of a tie with the partner that headings or labels name."""
        try:
            start, end = self.reader.calendar.read("", words)
        except ValueError as error:
            self._pass(line.number, f"'{words}': {error}")
            return
        text = f"{self.section.partner_words} {name}".strip()
        doubt = self.reader.calendar.doubt
        moment = Moment(words, start, end, text, heading=self.section.places, tie=True, doubt=doubt)
        self.items.append(Item(line.number, line.last or line.number, [moment]))

    def _label(self, line: Line) -> None:
        dates = phrase.find(line.rest)
        if line.role in ("place", "home"):
            self.section.named[line.role] = line.rest
            self._extend(line, "")
            if line.role == "place" and dates and dates[0].has_year and dates[0].bound in ("since", ""):
                self._tie(line, dates[0].text, "")
        elif line.role == "region":
            return
        elif line.role == "people" or _PEOPLE.match(line.rest):
            self._people(line)
        elif line.role == "tie" and dates:
            self._tie(line, dates[0].text, line.label)
        elif line.role == "date":
            self._period(line)
        elif any(date.has_year for date in dates) or line.role == "tie":
            self._prose(replace(line, text=line.rest))
        elif self.open and self.open.moments:
            self._extend(line, line.text)
        else:
            self.loose.append(line.text)

    def _people(self, line: Line) -> None:
        if self.open and self.open.moments and not self.open.moments[-1].people:
            self.open.moments[-1] = replace(self.open.moments[-1], people=line.rest)
            self.open.last = line.number
        else:
            self.people = line.rest

    def _period(self, line: Line) -> None:
        """Read a label of a date: with the heading and the words above it a happening of its own."""
        length = token.leading(line.rest)
        found = line.rest[:length] or next((each.text for each in phrase.find(line.rest)), "")
        if not found:
            self.loose.append(line.text)
            return
        try:
            start, end = self.reader.calendar.read("" if token.year(found) else self.section.year, found)
        except ValueError as error:
            self._pass(line.number, f"'{found}': {error}")
            return
        way = "in" if _IN.search(line.label) else "out" if _OUT.search(line.label) else self.section.way
        behind = line.rest[length:].strip(" ()") if length else ""
        text = "。".join([self.section.inner, *self.loose, behind]).strip("。")
        doubt = self.reader.calendar.doubt
        moment = Moment(found, start, end, text, self.section.places, way=way, people=self.people, doubt=doubt)
        self.open = Item(line.number, line.number, [moment])
        self.kinds.update(dict.fromkeys(self.used, "prose"))
        self.people = ""
        self.items.append(self.open)

    def _entry(self, line: Line) -> None:
        """Read a line that begins with its date."""
        if not token.year(line.date) and self._within(line):
            return
        item = Item(line.number, line.last or line.number)
        self.reader.year = "" if token.year(line.date) else self.section.year
        item.bare = not line.rest
        item.moments = self._read(line, f"{line.date} {line.rest}".strip(), entry=True, lead=len(line.date))
        if item.moments:
            self.items.append(item)
            self.open = item
            self.journey = item.moments[0]

    def _within(self, line: Line) -> bool:
        """Say whether a day is part of the journey told above it, and pass it over if so."""
        journey = self.journey
        if journey is None or not journey.start.day:
            return False
        try:
            start, end = Calendar(self.reader.calendar.before).read(self.section.year, line.date)
        except ValueError:
            return False
        listed = any(_PROGRAMME.search(each) for each in (self.section.inner, *self.loose))
        late = (end.latest - journey.end.latest).days
        inside = start.day and journey.start.earliest <= start.earliest and late <= _AFTER
        if not inside or (journey.end == journey.start and not listed):
            return False
        self._pass(line.number, f"'{line.date}': a day of what is told from {journey.start} to {journey.end}")
        return True

    def _prose(self, line: Line) -> None:
        self.reader.year = self.section.year
        listed = line.kind == "bullet" and bool(_DAYS.search(line.text))
        if moments := self._read(line, line.text, entry=listed):
            item = Item(line.number, line.last or line.number, moments)
            self.items.append(item)
            self.journey = moments[-1]
            self.open = None if "。" in line.text else item
        elif phrase.find(line.text):
            self.open = None
        elif not self._of_year(line):
            self.loose.append(line.text)
            self.used.append(line.number)
            last = self.open.moments[-1] if self.open and self.open.moments else None
            if last and (not self.blank or len(last.text) <= _BRIEF + len(last.printed)):
                self._extend(line, line.text)

    def _of_year(self, line: Line) -> bool:
        """Read a line without a date right under a year, where no line under it has a date, as of that year."""
        if not self.section.of_year or self.open or not prose.tells(line.text):
            return False
        start, end = self.reader.calendar.read("", self.section.year)
        moment = Moment(self.section.year, start, end, line.text)
        self.items.append(Item(line.number, line.last or line.number, [self._under(moment)]))
        return True

    def _extend(self, line: Line, words: str) -> None:
        """Let the open happening go on over a line."""
        if not self.open or not self.open.moments or self.items[-1] is not self.open:
            return
        last = self.open.moments[-1]
        place = line.rest if line.role == "place" else ""
        text, under = f"{last.text} {words}".strip(), f"{place} {last.heading}".strip()
        self.open.moments[-1] = replace(last, text=text, heading=under)
        self.open.last = line.last or line.number

    def _read(self, line: Line, text: str, *, entry: bool, lead: int = 0) -> list[Moment]:
        self.reader.passed = []
        moments = self.reader.read(text, entry=entry, lead=lead)
        for why in self.reader.passed:
            self._pass(line.number, why)
        return [self._under(moment) for moment in moments]

    def _under(self, moment: Moment) -> Moment:
        text = moment.text
        if not prose.tells(text) and self.section.inner:
            text = f"{self.section.inner}。{text}"
        return replace(moment, text=text, heading=self.section.places, way=self.section.way, people=self.people)

    def _pass(self, line: int, why: str) -> None:
        self.passed.setdefault(line, []).append(why)
