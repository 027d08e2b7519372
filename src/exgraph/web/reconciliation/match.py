"""Candidates for what a table says, with scores; and whether the best one is beyond doubt."""

from __future__ import annotations

import re
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import fuzz, process

from exgraph.model.iri import NS
from exgraph.reading.published import Published, per_version
from exgraph.store import fold
from exgraph.store.name_index import romaji
from exgraph.web.reconciliation.condition import Condition, ConditionCheck, is_of
from exgraph.web.reconciliation.entity import Entities, EntityName, KnownEntity

_READING = threading.Lock()
_EXACT = {"label": 100.0, "alternative": 96.0, "reading": 94.0, "hidden": 92.0}
_QUALIFIED = 93.0
"""The name with its kind or with what it lies in: Wakkanai City, Hokkaido."""
_TRANSCRIBED = 90.0
"""Equal but for the way of transcribing."""
_BY_CONDITIONS = 70.0
_ALIKE = 72
"""The least likeness, of 100, of a name with wrong letters."""
_MOST_ALIKE = 50
_REGIONS = frozenset(("Prefecture", "Subprefecture", "FederalSubject", "Province"))
"""Kinds of places that are often called by the bare name of their capital, or their capital by theirs."""
_IN_COUNTIES = frozenset(("Town", "Village"))
_COUNTY = re.compile("郡|ぐん|gun|district|county")
_LONGEST_COUNTY = 20
_OF_TYPE, _CONTRADICTED = 0.5, 0.6
"""What is left of the score of a thing of another type; of one that a condition contradicts."""


@dataclass(frozen=True)
class MatchQuery:
    """The query for one row."""

    names: tuple[str, ...] = ()
    """Ways to write one name."""
    ids: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    strict: Literal["any", "should", "all"] = "any"
    limit: int = 10
    conditions: tuple[Condition, ...] = ()


@dataclass
class Candidate:
    """An entity that may be meant."""

    entity: KnownEntity
    name: float
    """How well the name fits, of 100."""
    exact: bool
    """Whether the name is one of its names, or the identifier its own."""
    of_type: bool = True
    met: set[int] = field(default_factory=set)
    """Which of the conditions it meets, by their number."""
    contradicted: set[int] = field(default_factory=set)
    vague: bool = False
    """Whether the name leaves out of what kind it is, and so may be its capital's: Magadan for Magadan Oblast."""
    decided: bool = False
    """Whether an identifier says that it is meant."""
    score: float = 0.0
    match: bool = False


class Matcher:
    """Matches names with the entities of a graph. It is never changed."""

    def __init__(self, entities: Entities) -> None:
        self.entities = entities
        self._named: dict[str, list[tuple[KnownEntity, EntityName]]] = {}
        for entity in entities:
            for name in entity.names:
                for form in {name.folded, name.form}:
                    self._named.setdefault(form, []).append((entity, name))
        self._forms = sorted(self._named)
        self._short = {(each.iri, folded) for each in entities for folded in _short(entities, each)}

    def match(self, query: MatchQuery) -> list[Candidate]:
        """Return the candidates, the best first; at most one of them is a match."""
        checks = [ConditionCheck(self.entities, each) for each in query.conditions]
        candidates = [each for each in self._candidates(query, checks) if _keep(each, query, checks)]
        for each in candidates:
            each.score = _score(each, query)
        candidates.sort(key=lambda each: (-each.score, each.entity.rank, each.entity.id))
        if candidates and _beyond_doubt(candidates):
            candidates[0].match = True
        return candidates[: query.limit]

    def begin(self, text: str, most: int) -> list[KnownEntity]:
        """Return up to `most` entities of which a name begins with a text: those of that name, then by kind, the short.

        A look into the sorted names, whose cost is that of the names found.
        """
        whole = fold(text)
        found: dict[str, tuple[tuple[bool, int, int, str], KnownEntity]] = {}
        for start in {whole, romaji(whole)} - {""}:
            for form in self._forms[bisect_left(self._forms, start) : bisect_right(self._forms, start + "\U0010ffff")]:
                for entity, _ in self._named[form]:
                    key = (form != start, entity.rank, len(form), entity.id)
                    if entity.iri not in found or key < found[entity.iri][0]:
                        found[entity.iri] = key, entity
        return [entity for _, entity in sorted(found.values(), key=lambda item: item[0])[:most]]

    def _candidates(self, query: MatchQuery, checks: Sequence[ConditionCheck]) -> Iterable[Candidate]:
        if query.ids:
            found = (self.entities.find(each) for each in query.ids)
            return [Candidate(each, 100.0, exact=True, decided=True) for each in found if each is not None]
        if query.names:
            best: dict[str, Candidate] = {}
            for name in query.names:
                self._by_name(name, best)
            return best.values()
        # What meets every condition that is known here, at least one of them.
        known = [check for check in checks if check.known]
        met = (each for each in self.entities if known and all(check.holds(each) for check in known))
        return [Candidate(each, _BY_CONDITIONS, exact=False) for each in met]

    def _by_name(self, text: str, best: dict[str, Candidate]) -> None:
        """Add the candidates for a name to the best ones so far."""

        def add(entity: KnownEntity, score: float, *, exact: bool = False, decided: bool = False) -> None:
            known = best.get(entity.iri)
            if known is None or (decided, exact, score) > (known.decided, known.exact, known.name):
                vague = not decided and (entity.iri, whole) in self._short
                best[entity.iri] = Candidate(entity, score, exact=exact, vague=vague, decided=decided)

        whole = fold(text)
        if (entity := self.entities.find(text)) is not None:
            add(entity, 100.0, exact=True, decided=True)
        for entity in self.entities.by_code.get(fold(text.rstrip("/").rpartition("/")[2]), ()):
            if len(whole) >= 5:
                add(entity, 100.0, exact=True, decided=True)
        latin = romaji(whole)
        for form in self._near(whole, latin, text) if whole else ():
            for entity, name in self._named[form]:
                score, exact = self._fit(entity, name, whole, latin)
                add(entity, score, exact=exact)

    def _near(self, whole: str, latin: str, text: str) -> Iterable[str]:
        """Return the forms of names that hold the text, that the text holds, or that are like it."""
        words = [fold(word) for word in text.split()]
        asked = {whole, latin}
        found = {form for form in self._forms if whole in form or (len(form) > 1 and form in whole) or form in asked}
        if len(words) > 1:
            found.update(form for form in self._forms if all(word in form for word in words))
        if len(whole) > 2:
            for each in asked:
                alike = process.extract(each, self._forms, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST_ALIKE)
                # A number that is written wrong is another number, not a misspelt one.
                found.update(form for form, *_ in alike if _digits(form) == _digits(whole))
        return found

    def _fit(self, entity: KnownEntity, name: EntityName, whole: str, latin: str) -> tuple[float, bool]:
        if name.folded == whole:
            return _EXACT[name.grade], True
        if len(whole) > 4 and name.form == latin:
            return _TRANSCRIBED, True
        if name.folded in whole and self._qualified(entity, name.folded, whole):
            return _QUALIFIED, True
        return _partly(name, whole, latin), False

    def _qualified(self, entity: KnownEntity, name: str, whole: str) -> bool:
        """Tell whether the rest of a text says only what kind of thing it is and where it lies."""
        before, _, after = whole.partition(name)
        allowed = {name.folded for place in self.entities.around(entity) for name in place.names if place is not entity}
        allowed |= self.entities.kind_words(entity)
        if _IN_COUNTIES.intersection(entity.kinds):
            allowed |= _counties(before) | _counties(after)
        return _made_of(before, allowed) and _made_of(after, allowed)


def _counties(text: str) -> set[str]:
    """Return the parts of a text that could name a county (郡): towns are written with it or without."""
    ends = [match.end() for match in _COUNTY.finditer(text)]
    return {text[start:end] for end in ends for start in range(max(0, end - _LONGEST_COUNTY), end - 1)}


def _keep(candidate: Candidate, query: MatchQuery, checks: Sequence[ConditionCheck]) -> bool:
    """Fill in how a candidate meets types and conditions; False where it is out of the question."""
    for number, check in enumerate(checks):
        met = check.holds(candidate.entity)
        if check.condition.required and not met:
            return False
        if met:
            candidate.met.add(number)
            candidate.decided |= check.decides
        elif met is False:
            candidate.contradicted.add(number)
    if {each.removeprefix(NS).removeprefix("exg:") for each in query.types} & set(candidate.entity.kinds):
        candidate.vague = False
    of = [is_of(candidate.entity, each) for each in query.types]
    candidate.of_type = not of or (all(of) if query.strict == "all" else any(of))
    return candidate.of_type or query.strict == "should"


def _short(entities: Entities, entity: KnownEntity) -> set[str]:
    """Return the names of a region that are another of its names without its kind."""
    if not _REGIONS.issuperset(entity.kinds):  # a federal city is its own capital
        return set()
    words, names = entities.kind_words(entity), {name.folded for name in entity.names}
    labels = {name.folded for name in entity.names if name.grade == "label"}
    return {
        name
        for name in names - labels
        for full in names
        if len(name) < len(full) and name in full and all(_made_of(rest, words) for rest in full.split(name, 1))
    }


def _partly(name: EntityName, whole: str, latin: str) -> float:
    share = min(len(whole), len(name.folded)) / max(len(whole), len(name.folded))
    if name.folded in whole:
        return 35 + 40 * share
    if name.folded.startswith(whole):
        return 60 + 25 * share
    if whole in name.folded:
        return 50 + 25 * share
    return 0.85 * max(fuzz.ratio(whole, name.folded), fuzz.ratio(latin, name.form))


def _score(candidate: Candidate, query: MatchQuery) -> float:
    score = candidate.name
    if candidate.decided:
        score = 100.0
    elif candidate.met:
        score += (100 - score) / 2 * len(candidate.met) / len(query.conditions)
    if candidate.contradicted:
        score *= _CONTRADICTED
    return round(score if candidate.of_type else score * _OF_TYPE, 2)


def _beyond_doubt(candidates: Sequence[Candidate]) -> bool:
    """Tell whether the best candidate is meant: its own name, and nothing else of that name that could be meant too."""
    best = candidates[0]
    if not (best.exact or best.decided) or best.contradicted or not best.of_type:
        return False
    if best.decided:
        return not any(each.decided and not each.contradicted for each in candidates[1:])
    return not best.vague and not any(
        each.exact and each.of_type and not _ruled_out(each, best) for each in candidates[1:]
    )


def _ruled_out(other: Candidate, best: Candidate) -> bool:
    """Tell whether a condition that the best candidate meets contradicts another one."""
    return not other.contradicted.isdisjoint(best.met)


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _made_of(text: str, parts: Iterable[str]) -> bool:
    """Tell whether a text is parts one after another, or nothing."""
    reached = {0}
    for start in range(len(text)):
        if start in reached:
            reached.update(start + len(part) for part in parts if part and text.startswith(part, start))
    return len(text) in reached


def matcher_of(published: Published) -> Matcher:
    """Return what rows of tables are matched with, kept with the version; who asks while it is read waits for it."""
    with _READING:
        return _matcher(published)


@per_version(most=1)
def _matcher(published: Published) -> Matcher:
    return Matcher(Entities(published.store, published.base))
