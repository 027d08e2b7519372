"""From a printed row of planned programmes to proposed rows: cells to dates, places, bodies, kinds, ways of travel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from exgraph.errors import Location, SourceError
from exgraph.extract.clause.count import read_headcounts, role_of
from exgraph.extract.clause.sentence import Setting
from exgraph.extract.dating import schedule
from exgraph.extract.dating.era import read_year
from exgraph.extract.dating.schedule import Schedule
from exgraph.extract.event import Cells, Proposal
from exgraph.extract.layout.printed import Printed
from exgraph.extract.name import Mention
from exgraph.extract.task import Task
from exgraph.extract.text import tidy

_GOVERNMENTS = ("{}-city-government", "{}-town-government", "{}-village-government", "{}-government", "{}-office")
# In brackets after a body: whom it is made up of.
_MEMBERS = re.compile(r"\([^()]*(?:含む|ほか|構成)[^()]*\)?")
_BODY = re.compile(r"[市町村道県府都局]$")
# Blanks are line breaks of narrow cells, except around &.
_BREAK = re.compile(r"(?<!&)\s+(?!&)")
_HERE = re.compile(r"(?:^|及び|又は|[・、\s/と])(?:市内|町内|村内)")

_MODES: tuple[tuple[str, str], ...] = (
    ("outbound", r"派遣|訪問"),
    ("inbound", r"受け?入れ?|招請|招致|招へい|招聘|招待"),
    ("online", r"オンライン|書面|デジタル|Web|ウェブ|ターゲティング"),
    ("domestic", r"国内|研修会"),
)

_YOUTH = re.compile(
    r"中学|小学生|高校|大学生|(?<!留)学生|生徒|児童|青少年|青年|少年|少女|若者|教育旅行|ジュニア|留学生派遣"
)
# The kinds that words of a title tell, then those of the content; the first found is the main one.
_KINDS: tuple[tuple[str, str], ...] = (
    ("Contest", r"コンペ|コンテスト|コンクール|作品審査"),
    ("Support", r"補助"),
    ("SportsEvent", r"スポーツ|マラソン|ホッケー|競技大会|サッカー|野球|水泳"),
    ("Seminar", r"シンポジウム|フォーラム|セミナー|講演"),
    ("Ceremony", r"周年記念|記念式典|記念行事|記念事業|記念植樹"),
    ("Meeting", r"会議|(?<!実行)協議(?!会)|意見交換|Web交流会|オンライン交流会"),
    ("TradeFair", r"物産展|フェア|見本市|商談会|旅行博|博覧会|マッチング|販路"),
    (
        "Promotion",
        r"プロモーション|セールス|PR|誘客|観光促進|販売促進|輸出拡大|ライブ配信|モデルツアー|観光客の受入|開発支援",
    ),
    ("Support", r"支援(?!員)|サポート|チャットボット|Wi-Fi"),
    ("Training", r"研修|留学|人材育成|人材バンク|勉強会"),
    ("Performance", r"コンサート|演奏"),
    ("Exhibition", r"写真展|展示会を|展覧会"),
    ("Visit", r"訪問|派遣|受け?入れ?|招へい|招聘|招待|歓迎|使節団"),
)
# A delegation that is the matter itself, whatever it marks.
_DELEGATION = re.compile(r"(?:訪問|使節|代表)団|訪問事業")
_CLAUSE = re.compile(r"[、。「」を]")
# Who travels in a programme; other people in its words are those visited.
_TRAVELLERS = frozenset({"pupil", "student", "youth", "athlete", "artist", "delegation"})
_EDITION = re.compile(r"第(\d+)回")
_TIE = re.compile(r"(?:姉妹|友好都市|提携|締結)[^。、\d]{0,6}(\d+)(?:周年|年(?:記念|となり|を迎え))")
_ANNIVERSARY = re.compile(r"(\d+)(?:周年|年(?:記念|となり|を迎え))")


def propose_all(records: list[Printed], task: Task) -> Proposal:
    """Read the rows of a table of planned programmes."""
    return Proposal.of(propose(record, task.setting, task.at(record.first_line)) for record in task.each(records))


def propose(record: Printed, setting: Setting, at: Location) -> Proposal:
    """Read one row of a table of programmes planned for a fiscal year, of which every row is one event.

    The record's cells by role: `organiser`, `municipality`, `title`, `target`, `text`, `location`, `time`, `mode`,
    `category`. A time that is no date, and a body or place that is not known, are reported in `unread`.
    """
    proposal = Proposal()
    row = _Row(record, setting)
    try:
        when = schedule.read(row.cell("time"), read_year(record.year))
    except ValueError as error:
        proposal.unread.append(SourceError(str(error), at=at, remedy="correct the fact table by hand"))
        return proposal
    for role, known in (("organiser", row.organisers), ("municipality", row.home)):
        if row.cell(role) and not known:
            remedy = "add it or its spelling to mappings/gazetteer"
            proposal.unread.append(SourceError(f"nothing known in '{row.cell(role)}'", at=at, remedy=remedy))
    groups = list(row.groups())
    proposal.add("event", _event(row, when, groups))
    for number, group in enumerate(groups, start=1):
        cells = {"id": f"{record.number}/{number}", "event": record.number, "rule": "programme", "review": "proposed"}
        proposal.add("participation", group | cells)
    return proposal


def _event(row: _Row, when: Schedule, groups: list[Cells]) -> Cells:
    travelled = {place for group in groups for way in ("from", "to") for place in group[way].split(";")}
    others = [place for place in (*row.home, *row.abroad) if place not in travelled and place not in row.location]
    return {
        "id": row.record.number,
        "record": row.record.number,
        "kind": ";".join(row.kinds()),
        "start": str(when.start),
        "end": str(when.end),
        "printed_date": re.sub(r"\s+", " ", row.record.cells.get("time", "")),
        "location": ";".join(row.location),
        "involves": ";".join(others),
        "venue": "",
        "organiser": ";".join(row.organisers),
        "agent": ";".join(row.agents()),
        "official": "",
        "series": ";".join(row.series()),
        "edition": _number(_EDITION, row.words("title")),
        "anniversary": _number(_ANNIVERSARY, row.words("title"), row.words("text")),
        "commemorates": row.commemorates(read_year(row.record.year)),
        "concludes": "",
        "route": "",
        "category": ";".join(row.record.category),
        "status": when.status,
        "mode": ";".join(row.modes),
        "total": "",
        "visitors": "",
        "amount_jpy": "",
        "rule": "programme",
        "review": "proposed",
        "note": "",
    }


@dataclass(frozen=True)
class _Row:
    """A row and what its cells mean.

    Names are looked for in a cell as printed, without any one blank and without all of them: a blank may be a line
    break within a name (ブルーミント ン) or part two names (カナダ バーヘッド町).
    """

    record: Printed
    setting: Setting

    def cell(self, role: str) -> str:
        return tidy(self.record.cells.get(role, ""))

    def words(self, role: str) -> str:
        """A cell without blanks."""
        return _BREAK.sub("", self.cell(role))

    def _mentions(self, text: str) -> Iterator[tuple[str, Mention]]:
        mended = (text[: blank.start()] + text[blank.end() :] for blank in _BREAK.finditer(text))
        for each in dict.fromkeys((text, *mended, _BREAK.sub("", text))):
            for mention in self.setting.gazetteer.mentions(each):
                yield each[mention.start : mention.end], mention

    def _places(self, role: str) -> list[str]:
        """The places a cell names, also by the short words that the source's own places explain (欧・米)."""
        text = self.cell(role)
        parts = re.split(r"[・、,\s]|(?:等|など|を想定)", text)
        short = [self.setting.columns[part] for part in parts if part in self.setting.columns]
        named = [mention.id for _, mention in self._mentions(text) if mention.table == "place"]
        return list(dict.fromkeys([*short, *named]))

    def _is_home(self, place: str) -> bool:
        return self.setting.gazetteer.within(place, self.setting.country)

    def _municipal(self, places: Iterable[str | None]) -> list[str]:
        gazetteer = self.setting.gazetteer
        towns = [place for place in places if place and gazetteer.is_municipality(place)]
        return [place for place in dict.fromkeys(towns) if self._is_home(place)]

    @cached_property
    def home(self) -> list[str]:
        """The municipalities concerned: those named, the implementing ones, and the seats of implementing bodies."""
        seats = [self.setting.gazetteer.seats.get(body) for body in self.organisers]
        found = self._municipal([*self._places("municipality"), *seats])
        return found or self._municipal(self._places("location"))

    @cached_property
    def abroad(self) -> list[str]:
        """The target countries, regions and towns, as exact as any cell tells; a partner may stand in any of them."""
        named = [
            place for role in ("target", "municipality", "location", "text", "title") for place in self._places(role)
        ]
        return self.setting.gazetteer.specific(place for place in named if not self._is_home(place))

    @cached_property
    def location(self) -> list[str]:
        """Where it is to take place: a country gives way to the partner towns in it that the row names."""
        found: list[str] = self.home[:] if _HERE.search(self.cell("location")) else []
        for place in self._places("location"):
            inside = [each for each in self.abroad if self.setting.gazetteer.within(each, place)]
            found.extend(inside if inside and not self._is_home(place) else [place])
        return self.setting.gazetteer.specific(found)

    @cached_property
    def organisers(self) -> list[str]:
        """The implementing bodies; a municipality acts as its government."""
        text = _MEMBERS.sub("", self.words("organiser"))
        return list(dict.fromkeys(self._bodies(text)))

    def _bodies(self, text: str) -> Iterator[str]:
        if text in self.setting.columns:
            yield from self._government(self.setting.columns[text])
        for word, mention in ((text[each.start : each.end], each) for each in self.setting.gazetteer.mentions(text)):
            if mention.table == "organisation":
                yield mention.id
            elif mention.table == "place" and _BODY.search(word):
                yield from self._government(mention.id)

    def _government(self, place: str) -> list[str]:
        known = (form.format(place) for form in _GOVERNMENTS)
        return [body for body in known if body in self.setting.gazetteer.seats][:1]

    def agents(self) -> list[str]:
        """Organisations named anywhere else, and a region that stands among the municipalities concerned."""
        parts = re.split(r"[、,\s]", self.cell("municipality"))
        regions = [body for part in parts if part in self.setting.columns for body in self._bodies(part)]
        named = [
            mention.id
            for role in ("municipality", "title", "text")
            for _, mention in self._mentions(self.cell(role))
            if mention.table == "organisation"
        ]
        return [body for body in dict.fromkeys([*regions, *named]) if body not in self.organisers]

    def series(self) -> list[str]:
        """The programmes that the title names."""
        for title in (self.words("title"), self.cell("title")):
            found = [mention.id for mention in self.setting.gazetteer.mentions(title) if mention.table == "series"]
            if found:
                return list(dict.fromkeys(found))
        return []

    def kinds(self) -> list[str]:
        """The kinds of the event, at most three: young people first, then what the title says, then the content."""
        title, text = self.words("title"), self.words("text")
        young = ["YouthExchange"] if _YOUTH.search(title + text) else []
        named = _kinds_named(title)
        if set(named) <= {"Visit"}:
            named = _kinds_named(text)[:2] or named
        if _DELEGATION.search(title) and not young:
            named = ["Visit", *named]
        elif set(named) == {"Ceremony"} and {"outbound", "inbound"} & set(self.modes):
            named = ["Ceremony", "Visit"]
        kinds = [*young, *(kind for kind in named if not (young and kind == "Visit"))]
        return list(dict.fromkeys(kinds))[:3] or ["Promotion"]

    @cached_property
    def modes(self) -> list[str]:
        """The ways of holding it; meeting face to face abroad is going out."""
        words = self.words("mode")
        modes = [mode for mode, pattern in _MODES if re.search(pattern, words)]
        if "対面" in words and "outbound" not in modes and any(not self._is_home(place) for place in self.location):
            modes.insert(0, "outbound")
        return modes

    def commemorates(self, fiscal_year: int) -> str:
        """The tie whose anniversary the row names, where that tie is known."""
        years = _number(_TIE, self.words("title"), self.words("text"))
        for home in self.home if years else ():
            for abroad in self.abroad:
                tie = self.setting.ties.find(home, abroad, fiscal_year - int(years))
                if tie:
                    return f"agreement/{tie}"
        return ""

    def groups(self) -> Iterator[Cells]:
        """Who is to travel: out to the partners where it takes place, in from the partners; regions are no partners."""
        gazetteer = self.setting.gazetteer
        abroad = [place for place in self.abroad if not gazetteer.is_a(place, "MacroRegion")]
        target = [place for place in self.location if place in abroad] or abroad
        if self.home and target and "outbound" in self.modes:
            yield self._group(self.home, target)
        if self.home and abroad and "inbound" in self.modes:
            at_home = [place for place in self.location if self._is_home(place)]
            yield self._group(abroad, at_home or self.home)

    def _group(self, origin: list[str], target: list[str]) -> Cells:
        counts = read_headcounts(self.words("text"))
        roles = [role_of(part) for part in _CLAUSE.split(self.words("text"))]
        role = counts[0].role if counts else next((role for role in roles if role in _TRAVELLERS), "other")
        return {
            "from": ";".join(origin),
            "to": ";".join(target),
            "headcount": str(counts[0].number) if len(counts) == 1 else "",
            "body": "",
            "role": "" if role == "other" else role,
            "parts": "",
            "note": "",
        }


def _kinds_named(words: str) -> list[str]:
    return [kind for kind, pattern in _KINDS if re.search(pattern, words)]


def _number(pattern: re.Pattern[str], *texts: str) -> str:
    return next((found[1] for text in texts if (found := pattern.search(text))), "")
