"""From a printed record to proposed rows: events, their participations, and the agreement they conclude."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from exgraph.errors import Location, SourceError
from exgraph.extract import cells, confidence, place
from exgraph.extract.clause import agreement, delegation, english, kind, location, occasion, sides
from exgraph.extract.clause.count import Headcount, read_headcounts, read_visitors
from exgraph.extract.clause.delegation import Delegation
from exgraph.extract.clause.sentence import Sentence, Setting
from exgraph.extract.confidence import Rating
from exgraph.extract.dating import date, piece
from exgraph.extract.layout.printed import Moment, Printed
from exgraph.extract.task import Task
from exgraph.extract.text import tidy
from exgraph.model.date import PartialDate

Cells = cells.Cells

_HOME_WORD = re.compile(r"(?<![\u4e00-\u9fff])道(?=[がのはとで内外、]|民|及び)|本道|来道")
_PEOPLE = re.compile(r"(?:計|総勢|約|延べ)?\s?(\d[\d,]*)\s?(?:名|人)?(?:\s?\(.*\))?(?:程度|以上)?")
_ORGANISES = re.compile(
    r"(?:(?:、|及び|と|・|や)[^。」、が]{1,24}){0,4}?(?:等|など)?(?:の|と|との|により|が)?(?:主催|共催)|が[^。、]{0,60}(?:を|が)?(?:開催|開く)"
)
_ORGANISED_BY = re.compile(r"主催:$")
_WAYS = {
    **dict.fromkeys(("派遣", "訪問", "往訪", "往", "派"), "out"),
    **dict.fromkeys(("受入", "受入れ", "受け入れ", "来訪", "来", "受"), "in"),
}


@dataclass
class Proposal:
    """Proposed rows by table, each as cells by column, what could not be read, and names not known by their record.

    `reasons` says by record why it became no fact, `ratings` how sure the values are.
    """

    rows: dict[str, list[Cells]] = field(default_factory=dict)
    unread: list[SourceError] = field(default_factory=list)
    unknown: list[tuple[str, SourceError]] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    ratings: list[Rating] = field(default_factory=list)

    @classmethod
    def of(cls, proposals: Iterable[Proposal]) -> Proposal:
        """Return several proposals as one."""
        whole = cls()
        for each in proposals:
            whole.extend(each)
        return whole

    def add(self, table: str, cells: Cells) -> None:
        """Add a row."""
        self.rows.setdefault(table, []).append(cells)

    def extend(self, other: Proposal) -> None:
        """Add all of another proposal."""
        for table, rows in other.rows.items():
            self.rows.setdefault(table, []).extend(rows)
        self.unread.extend(other.unread)
        self.unknown.extend(other.unknown)
        self.reasons.update(other.reasons)
        self.ratings.extend(other.ratings)


def propose_all(records: list[Printed], task: Task) -> Proposal:
    """Read records of which each tells when something happened and what; a date may lean on the record before."""
    calendar = date.Calendar()
    return Proposal.of(propose(each, task.at_home, task.at(each.first_line), calendar) for each in task.each(records))


def propose(record: Printed, setting: Setting, at: Location, calendar: date.Calendar | None = None) -> Proposal:
    """Read one record whose sentence tells what happened; `calendar` knows the date of the record before.

    A date that cannot be read and a place cell that nothing in the gazetteer explains are reported in `unread`, with
    their place in the document; a name in the text that looks like a place and is not known, in `unknown`. An event of
    which no place is known is proposed with the home side's, which published it.
    """
    if record.moments:
        return propose_moments(record, setting, at)
    proposal = Proposal()
    try:
        start, end = (calendar or date.Calendar()).read(record.year, record.month)
    except ValueError as error:
        proposal.reasons[record.number] = str(error)
        remedy = "add the event by hand, or call the line no-fact in unread.csv"
        proposal.unread.append(SourceError(str(error), at=at, remedy=remedy))
        return proposal
    proposal.unread.extend(place.unread(record, setting, at))
    proposal.unknown.extend((record.number, error) for error in place.unknown(record, setting, at))
    places = place.read(record, setting)
    for number, (text, first, last) in enumerate(piece.split(tidy(record.text), start, end), start=1):
        key = record.number if number == 1 else f"{record.number}-{number}"
        proposal.extend(compose(record, sides.sentence(text, first.year, places, setting), key, first, last))
    return proposal


def propose_moments(record: Printed, setting: Setting, at: Location) -> Proposal:
    """Read a record of which the reader found the dated happenings, each an event of its own."""
    proposal = Proposal()
    proposal.unread.extend(place.unread(record, setting, at))
    whole = replace(record, heading="、".join(dict.fromkeys(moment.heading for moment in record.moments)))
    proposal.unknown.extend((record.number, error) for error in place.unknown(whole, setting, at))
    for number, moment in enumerate(record.moments, start=1):
        key = record.number if number == 1 else f"{record.number}-{number}"
        one = replace(
            record,
            year="",
            month=moment.printed,
            heading=moment.heading or record.heading,
            cells=record.cells | _beside(record, moment),
        )
        sentence = sides.sentence(moment.text, moment.start.year, place.read(one, setting), setting)
        proposal.extend(compose(one, sentence, key, moment.start, moment.end))
    return proposal


def _beside(record: Printed, moment: Moment) -> Cells:
    """Return what labels and headings say beside the words of a moment, as cells."""
    people = moment.people or record.cells.get("people", "")
    return {"people": people, "way": moment.way, "tie": moment.printed if moment.tie else "", "doubt": moment.doubt}


def compose(record: Printed, sentence: Sentence, key: str, start: PartialDate, end: PartialDate) -> Proposal:
    """Return the event of a sentence with its participations and the agreement it concludes."""
    proposal = Proposal()
    groups, kinds, rests = _groups_and_kinds(record, sentence)
    concluded = agreement.read(sentence) if "AgreementConclusion" in kinds else None
    printed = f"{record.year} {record.month}".strip()
    if concluded:
        proposal.add("agreement", cells.agreement(record, concluded, start, printed))
    for number, each in enumerate(groups, start=1):
        proposal.add("participation", cells.participation(f"{key}/{number}", key, each))
    marked = occasion.read(sentence)
    row = {
        "id": key,
        "record": record.number,
        "kind": ";".join(kinds),
        "start": str(start),
        "end": str(end),
        "printed_date": printed,
        "venue": ";".join(sentence.named("venue")),
        "official": ";".join(sentence.named("official")),
        "series": ";".join(marked.series),
        "edition": cells.text(marked.edition),
        "anniversary": cells.text(marked.anniversary),
        "commemorates": ";".join(marked.commemorates),
        "concludes": concluded.id if concluded else "",
        "route": ";".join(_routes(sentence)) if "TransportEvent" in kinds else "",
        "category": ";".join(dict.fromkeys(record.category)),
        "status": kind.read_status(sentence.text),
        "mode": ";".join(_modes(sentence, groups)),
        "rule": "sentence",
        "review": "proposed",
        "note": "",
    }
    row |= _places(record, sentence, groups) | _bodies(sentence) | _numbers(record, sentence, groups, kinds)
    proposal.add("event", row)
    proposal.ratings += confidence.ratings(key, row, confidence.Reading(record, sentence, groups, concluded, *rests))
    return proposal


def _groups_and_kinds(record: Printed, sentence: Sentence) -> tuple[list[Delegation], list[str], tuple[str, str]]:
    """Return who travelled, the kinds of event, and what both rest on; of a tie's date only that it was concluded."""
    if record.cells.get("tie"):
        return [], ["AgreementConclusion"], ("kind told by its words", "")
    rests = ""
    words = sentence.without("organisation")
    if english.is_english(sentence.text):
        groups = english.read_delegations(sentence)
    else:
        groups = delegation.read(sentence)
        if not groups and (groups := delegation.unspoken(sentence)):
            rests = "direction told by no verb"
    if way := _way(record):
        groups = delegation.turned(sentence, groups, way) or delegation.directed(sentence, way)
        rests = "direction told by a label"
    if english.is_english(sentence.text):
        kinds = english.read_kinds(words, moved=bool(groups))
    else:
        kinds = kind.read_kinds(words, record.category, moved=bool(groups))
    if kind.read_status(sentence.text) == "cancelled":
        groups = []  # nobody travelled
    based = kind.basis(words, record.category, moved=bool(groups)) if kinds != ["Event"] else "kind told by nothing"
    ended = [_ended(each, sentence) for each in groups]
    if sentence.gazetteer.is_municipality(sentence.setting.home):
        # What a town tells of has two sides: where one is not known, only the number of people is told.
        ended = [each for each in ended if each.origin and each.target]
    return _numbered(record, _distinct(ended)), kinds, (based, rests)


def _ended(group: Delegation, sentence: Sentence) -> Delegation:
    """Give a group without a target the other side that the sentence names anywhere (派遣 南町 中学生15名)."""
    if group.target or not group.origin:
        return group
    home = not sentence.is_home(group.origin[0])
    named = [place for place in sentence.involved() if sentence.is_home(place) == home]
    return replace(group, target=tuple(sentence.gazetteer.specific(named)) or (sentence.home if home else ()))


def _distinct(groups: list[Delegation]) -> list[Delegation]:
    """Return the groups without those told again with their number: 訪問団の受入れ。…市長ら7名が来市."""
    counted = {(each.origin, each.target) for each in groups if each.count}
    return [each for each in groups if each.count or (each.origin, each.target) not in counted]


def _way(record: Printed) -> str:
    """Return the direction that a label, a heading or a category beside the words tells: in, out or nothing."""
    ways = {_WAYS[each] for each in record.category if each in _WAYS}
    return record.cells.get("way", "") or (ways.pop() if len(ways) == 1 else "")


def _numbered(record: Printed, groups: list[Delegation]) -> list[Delegation]:
    """Give the only group the number that a cell of the role `people` tells, where its sentence tells none."""
    if len(groups) != 1 or groups[0].count or (people := _people(record)) is None:
        return groups
    return [replace(groups[0], count=Headcount(0, 0, people, "other"))]


def _people(record: Printed) -> int | None:
    words = tidy(record.cells.get("people", ""))
    if match := _PEOPLE.fullmatch(words):
        return int(match[1].replace(",", ""))
    counts = read_headcounts(words)
    return counts[0].number if len(counts) == 1 else None


def _places(record: Printed, sentence: Sentence, groups: list[Delegation]) -> Cells:
    travelled = {each for group in groups for each in (*group.origin, *group.target)}
    held = _location(sentence, groups) or place.location(record, sentence.setting)
    others = [each for each in _involved(sentence) if each not in travelled and each not in held]
    if not (travelled or held or others):
        others = list(sentence.home)
    return {"location": ";".join(held), "involves": ";".join(others)}


def _location(sentence: Sentence, groups: list[Delegation]) -> list[str]:
    targets = [place for each in groups for place in each.target]
    return sentence.gazetteer.specific(location.locations(sentence) or targets)


def _involved(sentence: Sentence) -> list[str]:
    """The places that take part, the home side among them unless another municipality stands for it.

    What a municipality publishes of its exchange it took part in; a prefecture where the text says 道 or the like, or
    names nobody else of its side.
    """
    places = sentence.involved()
    home, gazetteer = sentence.setting.home, sentence.gazetteer
    alone = not any(sentence.is_home(place) for place in places)
    acts = gazetteer.is_municipality(home) or alone or _HOME_WORD.search(sentence.text)
    if home and acts and sentence.home == (home,):
        places.append(home)
    return list(dict.fromkeys(places))


def _routes(sentence: Sentence) -> list[str]:
    named = sentence.named("route")
    found = sentence.gazetteer.route(spot.place for spot in sentence.spots)
    return named or ([found] if found else [])


def _modes(sentence: Sentence, groups: list[Delegation]) -> list[str]:
    if kind.is_online(sentence.text):
        return ["online"]
    targets = (each.target[0] for each in groups if each.target)
    return list(dict.fromkeys("inbound" if sentence.is_home(place) else "outbound" for place in targets))


def _bodies(sentence: Sentence) -> Cells:
    organisers = [
        mention.id
        for mention in sentence.mentions
        if mention.table == "organisation"
        and (_ORGANISES.match(sentence.text, mention.end) or _ORGANISED_BY.search(sentence.text, 0, mention.start))
    ]
    others = [each for each in sentence.named("organisation") if each not in organisers]
    return {"organiser": ";".join(dict.fromkeys(organisers)), "agent": ";".join(others)}


def _numbers(record: Printed, sentence: Sentence, groups: list[Delegation], kinds: list[str]) -> Cells:
    counts = english.read_headcounts(sentence.text) or read_headcounts(sentence.text)
    has_counts = any(each.count for each in groups)
    total = counts[0].number if len(counts) == 1 else None if counts else _people(record)
    return {
        "total": cells.text(None if has_counts else total),
        "visitors": cells.text(read_visitors(sentence.text)),
        "amount_jpy": cells.text(cells.money(sentence.text)) if "Donation" in kinds else "",
    }
