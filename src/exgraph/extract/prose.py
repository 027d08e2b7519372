"""The reader of prose: sentences clause by clause, each dated clause with its date.

It goes through a paragraph sentence by sentence. Every date begins a clause that ends before the next one; a date in
brackets belongs to the words before it (…市(…、1997年提携)). A clause without a verb has that of the sentence's end
(7月に青年団、9月に市長が訪問した). A date without a year is of the year read before in the paragraph, else of the year
that the paragraph stands under. A date that only bounds a time (…以来, since …) is none of a happening, nor is one
whose clause tells of nothing that happens; both are told as passed over, with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from exgraph.errors import Location
from exgraph.extract import event
from exgraph.extract.clause import cut, english, kind
from exgraph.extract.clause.sentence import Setting
from exgraph.extract.dating import phrase
from exgraph.extract.dating.date import Calendar
from exgraph.extract.dating.phrase import Phrase
from exgraph.extract.layout.printed import Moment, Printed
from exgraph.extract.task import Task
from exgraph.extract.text import tidy
from exgraph.model.date import PartialDate

_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")
_RELATIVE = {"一昨年": -2, "昨年": -1, "前年": -1, "本年": 0, "今年": 0}
_SINCE_TIED = re.compile(
    r"(?:[Ss]ister|[Ff]riendship|[Pp]artner|[Tt]win)(?:[- ]\w+)? ?(?:cit|town|relation)[^.]*\bsince\s"
)
_HABIT = re.compile(r"毎年|隔年|例年|毎回|\b(?:every|each) (?:year|spring|summer|autumn|fall|winter)|\bannual(?:ly)?\b")
_BEGINNING = re.compile(
    r"(?:交流|派遣|事業|受け?入れ?|制度|移民|移住)[^、。]{0,6}[がを]?(?:始ま|始め|開始|スタート|でき)"
)
_CONCLUDED = re.compile(r"締結|調印|盟約|縁組|関係を(?:結|樹立)|署名")
_MORE = re.compile(
    r"\d+\s?(?:名|人)[^。]*(?:訪|派遣|来|参加|一行|団)"
    r"|^(?:一行|同?訪問団|代表団|使節団|派遣団|参加者|総勢|団員|メンバー)[^。]*?\d+\s?(?:名|人)"
    r"|^(?:The (?:group|delegation|party)|They)\b[^.]*\d"
)
_LATER = re.compile(r"\b([Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|\d+) (month|year)s? later\b")
_WORDS = ("one", "two", "three", "four", "five", "six")
_NOTHING, _BOUND, _YEARLY = (
    "its words tell nothing that happened",
    "the date only bounds a time",
    "what is done every year",
)
_REASONS = {"page": "a date of the page itself", "since": _BOUND, "until": _BOUND}
_STAY = 60
"""Days: how long after its start a stay may be said to end in a sentence of its own."""


@dataclass
class Reader:
    """Reads paragraphs one after another; `year` is what they stand under, `published` the year that 今年 means."""

    calendar: Calendar = field(default_factory=Calendar)
    year: str = ""
    published: int | None = None
    passed: list[str] = field(default_factory=list)

    def read(self, text: str, *, entry: bool = False, lead: int = 0) -> list[Moment]:
        """Return what a paragraph tells with its dates; the first date of an `entry` counts whatever its words tell.

        `lead` is the length of the date that an entry begins with.

        Why a date became nothing is added to `passed`.
        """
        moments: list[Moment] = []
        self._own = False
        for sentence in cut.sentences(self._absolute(tidy(text))):
            dates = self._dates(sentence)
            if lead and not moments:
                dates = _led(sentence, lead, dates)
                lead = 0
            if not dates and moments and (entry or _MORE.search(sentence)):
                moments[-1] = replace(moments[-1], text=f"{moments[-1].text} {sentence}")
            for number, date in enumerate(dates):
                if date.bound == "until" and moments and self._extends(moments, date):
                    continue
                clause = cut.clause(sentence, dates, number)
                if moment := self._moment(sentence, clause, date, forced=entry and not moments):
                    moments.append(moment)
        return moments

    def _absolute(self, text: str) -> str:
        text = _LATER.sub(self._count_on, text)
        if self.published is None:
            return text
        for word, years in _RELATIVE.items():
            text = text.replace(word, f"{self.published + years}年")
        return text

    def _count_on(self, match: re.Match[str]) -> str:
        word = match[1].lower()
        number = _WORDS.index(word) + 1 if word in _WORDS else int(word)
        return f"LATER{number}{match[2]}"

    def _dates(self, sentence: str) -> list[Phrase]:
        found = phrase.find(sentence)
        for match in re.finditer(r"LATER(\d+)(month|year)", sentence):
            found.append(Phrase(match.start(), match.end(), match[0]))
        return sorted(found, key=lambda each: each.start)

    def _moment(self, sentence: str, clause: str, date: Phrase, *, forced: bool) -> Moment | None:
        reason = self._refused(sentence, clause, date, forced=forced)
        tied = date.bound == "since" and date.has_year and _is_tied(sentence, date)
        if not reason or tied:
            try:
                return replace(self._at(clause, date), tie=tied)
            except ValueError as error:
                reason = str(error)
        elif date.bound != "page" and reason != _YEARLY:
            self._note(date)
        self.passed.append(f"'{date.text}': {reason}")
        return None

    def _refused(self, sentence: str, clause: str, date: Phrase, *, forced: bool) -> str:
        if date.bound:
            return _REASONS[date.bound]
        if forced:
            return ""
        if not date.has_year and _HABIT.search(sentence):
            return _YEARLY
        return "" if tells(clause) else _NOTHING

    def _note(self, date: Phrase) -> None:
        """Remember the year of a date that tells no happening: later dates may lean on it."""
        try:
            self.calendar.read("" if date.has_year or self._own else self.year, date.text)
            self._own = self._own or date.has_year
        except ValueError:
            pass

    def _at(self, clause: str, date: Phrase) -> Moment:
        if later := re.fullmatch(r"LATER(\d+)(month|year)", date.text):
            start = end = _later(self.calendar, int(later[1]), later[2])
            self.calendar.before = (start, end)
            words = f"{later[1]} {later[2]}s later"
            return Moment(words, start, end, clause.replace(date.text, words))
        start, end = self.calendar.read("" if date.has_year or self._own else self.year, date.text)
        self._own = self._own or date.has_year
        return Moment(date.text, start, end, clause, doubt=self.calendar.doubt)

    def _extends(self, moments: list[Moment], date: Phrase) -> bool:
        """Let a stay end on the day that a later sentence tells: the delegation stayed until April 22."""
        last = moments[-1]
        if not last.start.day:
            return False
        try:
            _, end = Calendar((last.start, last.end)).read("", date.text)
        except ValueError:
            return False
        if not (end.day and 0 <= (end.latest - last.start.earliest).days <= _STAY):
            return False
        moments[-1] = replace(last, end=end)
        return True


def _is_tied(sentence: str, date: Phrase) -> bool:
    """Say whether a sentence tells since when a tie has been: sister cities since 1977."""
    return bool(_SINCE_TIED.search(sentence[: date.end])) and english.is_english(sentence)


def _led(sentence: str, lead: int, dates: list[Phrase]) -> list[Phrase]:
    """Return the dates of an entry: of one that begins with a year the day that stands later (1990 …, October 5-12)."""
    first, later = Phrase(0, lead, sentence[:lead]), [each for each in dates if each.start >= lead]
    if len(later) == 1 and not later[0].bound and phrase.heads(first, later[0]):
        return [Phrase(0, lead, f"{first.text} {later[0].text}")]
    return [first, *later]


def tells(clause: str) -> bool:
    """Say whether the words of a clause tell of something that happened."""
    if english.is_english(clause):
        return english.tells(clause)
    begins = _BEGINNING.search(clause) and not re.search(r"訪問団|代表団|\d(?:名|人)", clause)
    return kind.tells(clause) and (not begins or bool(_CONCLUDED.search(clause)))


def _later(calendar: Calendar, number: int, unit: str) -> PartialDate:
    if calendar.before is None:
        raise ValueError("later than what is not told")
    first = calendar.before[0]
    if unit == "year":
        return PartialDate(first.year + number)
    if first.month is None:
        raise ValueError("the month before is not told")
    months = first.year * 12 + first.month - 1 + number
    return PartialDate(months // 12, months % 12 + 1)


def propose_dated(records: list[Printed], task: Task) -> event.Proposal:
    """Read the records that have a year; else the dated sentences, where [layout] has `published`."""
    whole, calendar = event.Proposal(), Calendar()
    published = task.source.layout.get("published")
    for record in task.each(records):
        at = task.at(record.first_line)
        if record.year:
            whole.extend(event.propose(record, task.at_home, at, calendar))
        elif published:
            whole.extend(propose_sentences(record, task.at_home, at, int(published)))
    return whole


def propose_sentences(record: Printed, setting: Setting, at: Location, published: int) -> event.Proposal:
    """Read the dated sentences of a record of prose, each as an event; `published` is the year that 本年 means."""
    moments = Reader(published=published).read(record.text)
    return event.propose_moments(replace(record, moments=tuple(moments)), setting, at)
