"""Delegations: who went from where to where, told by verbs, particles and the words around a headcount."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass

from exgraph.extract.clause.count import Headcount, read_headcounts
from exgraph.extract.clause.location import JOIN, locations
from exgraph.extract.clause.sentence import Sentence, Spot

# A purpose (…出席のため) is no journey of its own, nor is a noun made of a verb (訪問団, 派遣事業).
_NO_PURPOSE = r"(?!(?:[^、。]{0,3}ため)|を目的|を志向|[:：])"
_OFF = r"[はを][^。]{0,12}(?:中止|見送|延期|取りやめ)"
_OUT = (
    r"訪[中韓米独仏英露豪欧伊加](?!団|者|の|[\u30a1-\u30fa])|派遣(?!" + _OFF + r"|事業|プログラム|研修|・受入|人数|\))"
)
_IN = (
    r"受け入れ(?!事業)|受入(?!れ?交流?事業|事業|プログラム|研修|人数|が|\))れ?|招へい(?:し|$|、|\()|招へい(?!により|プログラム)"
    r"|招聘|招[いく]|招待(?!で|により|選手|を受け)|招き|招集|迎え"
)
_GO = (
    r"を訪問|訪問(?!団|者|し交|交流|として)|訪れ|を訪ね(?!た)|訪ねた(?!際|生徒)|来道(?!中)|来日(?!中)|来市|来訪|来町|視察(?!団|を実施|見学)|参加(?!者)|出席(?!者)|入港|遠征|表敬"
    r"|に来(?!年|月)|で公演|にて?公演|参観|現地研修|同行|立ち寄|の来|で実技指導|が来"
)
_VERB = re.compile(f"(?P<out>{_OUT})|(?P<inward>{_IN})|(?P<go>(?:{_GO}){_NO_PURPOSE})")
_ARRIVE = re.compile(r"に来|が訪れ|来道(?!中)|来日(?!中)|来市|来訪|来町|の来|が来|立ち寄")
_FROM = re.compile(r"(?:市|州|側|側の|内)?(?:から|より(?!い))")
_TARGET = re.compile(
    r"(?:公所|市?庁舎?|市?役所|役場|政府|市内?|州内?|等|など|ほか|地域|\d地域|側|島)?\s?(?:を|へ|に(?!ある)|への|で|において|にて|の林間学校に|での|等を)"
)
# People go and look at something of a place: …市の病院を視察.
_LOOKS = frozenset({"視察", "参観"})
_TARGET_OF = re.compile(r"(?:市内?|州内?)?の[^、。がはでから]{1,12}(?:を|へ|に)$")
_ANNIVERSARY = re.compile(r"[^、。が]*?\d+周年(?:記念)?")
# What stands between a place and a number that is not its people's.
_APART = re.compile(r"[をにへがはで。」、]")
_TAKES_PART = re.compile(r"(?:の[^、。が]{1,10})?(?:が|、)")
_NUMBER_LINE = re.compile(r"(?:派遣|受入|受け入れ)人数:$")
_SIDE = re.compile(r"側[:は]?")
_OUTSIDE = re.compile(r"(?:人数:|出席者:|参加者:約?|側[:は]?|各)$")
_WHOLE = re.compile(r"(?:参加|出席)[:)]")
_PARTY = re.compile(r"一行|(?:訪問|視察|代表|使節|交流|派遣|親善|選手)団|ミッション")
_ATTEND = re.compile(
    r"(?<![\u30a1-\u30fc市町村])(?:副?[市町村区]長|知事|助役|議長|議員|教育長|職員|理事長|会長)(?:ら|ほか|外|以下|など|[と、や][^。、]{1,8}を?はじめ)?\d+名(?:が|、)[^。]{0,8}(?:出席|参加)"
)
_TOWARDS = re.compile(r"へ(?:。|$|\s|、)")
_PRESENT = re.compile(r"の参加の下")
_TOGETHER = re.compile(r"各代表団")
_SENTENCE = re.compile(r"[^。]+。?")


@dataclass(frozen=True)
class Delegation:
    """One group: origins, targets, and the headcount where one is told."""

    origin: tuple[str, ...]
    target: tuple[str, ...]
    count: Headcount | None


def read(sentence: Sentence) -> list[Delegation]:
    """Return the delegations of a sentence, in its order."""
    counts = read_headcounts(sentence.text)
    if _PRESENT.search(sentence.text) and not counts:
        return []  # parties of a meeting, of whom no journey is told
    if _TOGETHER.search(sentence.text) and not counts:
        return list(_together(sentence))
    found: list[Delegation] = []
    for start, end, verb in _clauses(sentence.text):
        spots = [spot for spot in sentence.spots if start <= spot.start < end]
        inside = [
            count
            for count in counts
            if start <= count.start < end
            and not _OUTSIDE.search(sentence.text, 0, count.start)
            and not _WHOLE.match(sentence.text, count.end)
        ]
        clause = _Clause(sentence, start, verb, end, spots, inside)
        found.extend(each for each in clause.delegations() if each.count or not found or clause.explicit(each))
    return [*_numbered(sentence, found, counts), *_by_side(sentence, counts)]


def turned(sentence: Sentence, groups: list[Delegation], way: str) -> list[Delegation]:
    """Return the groups as a label says they went, where the words alone were read the other way round."""
    found = []
    for each in groups:
        home = [sentence.is_home(place) for place in each.target]
        wrong = bool(home) and all(home) == (way == "out")
        explicit = any(_FROM.match(sentence.text, spot.end) for spot in sentence.spots if spot.place in each.origin)
        swap = wrong and not explicit and bool(each.origin)
        found.append(Delegation(each.target, each.origin, each.count) if swap else each)
    return found


def unspoken(sentence: Sentence) -> list[Delegation]:
    """Return the group that a phrase without a verb tells: 南町の視察団8名 came, 市民訪問団32名 went."""
    counts = read_headcounts(sentence.text)
    if len(counts) != 1:
        return []
    if _ATTEND.search(sentence.text):
        return directed(sentence, "out") if any(not sentence.is_home(each) for each in locations(sentence)) else []
    if not (_PARTY.search(sentence.text) or _TOWARDS.search(sentence.text)):
        return []
    before = [spot for spot in sentence.spots if spot.end <= counts[0].start]
    abroad = [spot.place for spot in before if not sentence.is_home(spot.place)]
    if abroad and not _TOWARDS.search(sentence.text):
        return [Delegation((abroad[-1],), sentence.home, counts[0])]
    return directed(sentence, "out")


def directed(sentence: Sentence, way: str) -> list[Delegation]:
    """Return the journey that a label or a heading tells beside the words: `in` from the other side, `out` to it.

    Its number is the only headcount of the words, if there is just one.
    """
    named = sentence.involved()
    abroad = tuple(sentence.gazetteer.specific(place for place in named if not sentence.is_home(place)))
    if not abroad:
        return []
    counts = read_headcounts(sentence.text)
    ends = (abroad, sentence.home) if way == "in" else (sentence.home, abroad)
    return [Delegation(*ends, counts[0] if len(counts) == 1 else None)]


def _numbered(sentence: Sentence, found: list[Delegation], counts: list[Headcount]) -> list[Delegation]:
    """Give a group without a number the one told apart: 派遣人数:5名 on a line of its own, 3市から各1名 each town."""
    if not found or found[0].count:
        return found
    first = found[0]
    each = next((count for count in counts if sentence.text[: count.start].endswith("各")), None)
    if each:
        return [*(dataclasses.replace(first, origin=(place,), count=each) for place in first.origin), *found[1:]]
    headed = [count for count in counts if _NUMBER_LINE.search(sentence.text, 0, count.start)]
    return [dataclasses.replace(first, count=headed[0]), *found[1:]] if headed else found


def _together(sentence: Sentence) -> Iterator[Delegation]:
    """Yield the delegations that met (各代表団を迎え): the others, or ours where it was held over there."""
    places = list(dict.fromkeys([*(spot.place for spot in sentence.spots), *sentence.abroad]))
    held = locations(sentence) or list(sentence.home)
    travelled = [place for place in places if sentence.is_home(place) != sentence.is_home(held[0])]
    for place in travelled:
        yield Delegation((place,), (held[0],), None)


def _by_side(sentence: Sentence, counts: list[Headcount]) -> Iterator[Delegation]:
    """Yield those who took part from each side of a meeting: サハリン側8名、稚内側36名."""
    for count in counts:
        for spot in sentence.spots:
            if _SIDE.fullmatch(sentence.text, spot.end, count.start):
                yield Delegation((spot.place,), tuple(locations(sentence)), count)


def _clauses(text: str) -> Iterator[tuple[int, int, re.Match[str]]]:
    """Yield (start, end, verb) for each piece of a sentence that ends in a verb of movement."""
    for sentence in _SENTENCE.finditer(text):
        start = sentence.start()
        verbs = list(_VERB.finditer(text, sentence.start(), sentence.end()))
        for number, verb in enumerate(verbs):
            last = number == len(verbs) - 1
            yield start, sentence.end() if last else verb.end(), verb
            start = verb.end()


@dataclass(frozen=True)
class _Clause:
    sentence: Sentence
    start: int
    verb: re.Match[str]
    end: int
    spots: list[Spot]
    counts: list[Headcount]

    @property
    def text(self) -> str:
        return self.sentence.text

    def delegations(self) -> Iterator[Delegation]:
        shared_origin = self._origins()
        target = tuple(place for place in self._targets() if place not in shared_origin)
        if not self.counts:
            joins = self.verb[0] in ("参加", "出席") and not any(spot.place in shared_origin for spot in self.spots)
            if shared_origin and target and set(shared_origin) != set(target) and not joins:
                yield Delegation(shared_origin, target, None)
            return
        before = self.start
        for count in self.counts:
            origin = self._own_origin(before, count.start)
            if origin or not self._competes(count):
                yield Delegation(origin or shared_origin, tuple(each for each in target if each not in origin), count)
            before = count.end

    def _competes(self, count: Headcount) -> bool:
        """Say whether people only take part, from wherever: 大人の部8名が参加."""
        if self.verb[0] not in ("参加", "出席") or self._abroad(count):
            return False
        return bool(_TAKES_PART.match(self.text, count.end))

    def _abroad(self, count: Headcount) -> bool:
        """Say whether people go for something of the other side: 市民45人が…市の祭りに参加."""
        aimed = [spot for spot in self.spots if spot.start > count.end and not self.sentence.is_home(spot.place)]
        return any(_TARGET_OF.match(self.text[: self.verb.start()], spot.end) for spot in aimed)

    def explicit(self, each: Delegation) -> bool:
        """Say whether the clause itself names both where a group came from and where it went."""
        places = {spot.place for spot in self.spots}
        return bool(places & set(each.origin)) and bool(places & set(each.target))

    def _plain(self) -> list[Spot]:
        """The clause's places, without those that only name an anniversary, unless no others are told."""
        marked = _ANNIVERSARY.match(self.text, self.start, self.end)
        limit = marked.end() if marked else self.start
        before = [spot for spot in self.spots if spot.start < self.verb.end()]
        return [spot for spot in before if spot.start >= limit] or before

    def _joined_from(self, spots: list[Spot]) -> list[str]:
        """Places followed by から, with those joined to them: A市、B市から."""
        found: list[str] = []
        for number, spot in enumerate(spots):
            if _FROM.match(self.text, spot.end):
                first = number
                while first and JOIN.fullmatch(self.text, spots[first - 1].end, spots[first].start):
                    first -= 1
                found.extend(each.place for each in spots[first : number + 1])
        return found

    def _own_origin(self, start: int, end: int) -> tuple[str, ...]:
        """Where a group with a number comes from by its own words: コルサコフ市から4名, ネベリスク市長他2名."""
        spots = [spot for spot in self.spots if start <= spot.start < end]
        joined = self._joined_from(spots)
        if joined or not spots:
            return tuple(joined)
        last = spots[-1]
        attached = not _APART.search(self.text, last.end, end) and not _ANNIVERSARY.match(self.text, last.end, end)
        return (last.place,) if attached and self.sentence.is_home(last.place) == self._outward() else ()

    def _origins(self) -> tuple[str, ...]:
        joined = self._joined_from([spot for spot in self.spots if spot.start < self.verb.start()])
        return tuple(joined) or self._on_side(home=self._outward())

    def _targets(self) -> tuple[str, ...]:
        return self._on_side(home=not self._outward())

    def _on_side(self, *, home: bool) -> tuple[str, ...]:
        """The places of one side: the clause's, of the home side the row's town rather than a region around it."""
        places = [spot.place for spot in self._plain() if self.sentence.is_home(spot.place) == home]
        row = self.sentence.home if home else self.sentence.abroad
        exact = [place for place in places if not any(self._around(place, each) for each in row if home)]
        return tuple(self.sentence.gazetteer.specific(exact)) or row

    def _around(self, place: str, town: str) -> bool:
        return place != town and self.sentence.gazetteer.within(town, place)

    def _outward(self) -> bool:
        if self.verb["out"]:
            return True
        if self.verb["inward"] or _ARRIVE.match(self.verb[0]):
            return False
        goal = self._goal()
        if goal is not None:
            return not self.sentence.is_home(goal.place)
        if self.verb[0] in ("参加", "出席") and any(self._abroad(count) for count in self.counts):
            return True
        aways = [spot for spot in self._plain() if not self.sentence.is_home(spot.place)]
        return not aways

    def _goal(self) -> Spot | None:
        """The place a verb of going aims at: the last one with を, へ, に, で before the verb, or right at it."""
        aimed = [
            spot
            for spot in self.spots
            if spot.end <= self.verb.start() + 1
            and (
                _TARGET.match(self.text, spot.end)
                or self.text[spot.end : self.verb.start()] in ("", "島", "市内", "市")
                or (self.verb[0] in _LOOKS and _TARGET_OF.match(self.text[: self.verb.start()], spot.end))
            )
        ]
        return aimed[-1] if aimed else None
