"""A survey of a document: what it names, and the gazetteer with all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from exgraph.errors import Location
from exgraph.extract.name import Gazetteer
from exgraph.extract.survey import domestic, foreign, latin
from exgraph.extract.survey.context import Area, Page
from exgraph.extract.survey.known import PROPOSED, Known, is_proposed
from exgraph.extract.survey.named import Doubt, Named
from exgraph.extract.survey.proposal import Rows
from exgraph.extract.text import tidy
from exgraph.facts.catalogue import GAZETTEER, Catalogue
from exgraph.facts.table import Entry
from exgraph.gazetteer import japan
from exgraph.gazetteer.entry import JAPAN

_SURE = 0.8
"""A name that the gazetteer knows means another place only when that is as sure as this."""
_TABLES = ("place", "spelling", "identifier")


@dataclass
class Survey:
    """What a document names: what the reference explains, by the words, and what it leaves in doubt.

    `catalogue` holds the accepted rows of the gazetteer and those of this survey, not what was proposed before.
    """

    catalogue: Catalogue
    rows: Rows
    meanings: dict[str, tuple[str, str]] = field(default_factory=dict)
    named: dict[str, Named] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def scores(self) -> dict[str, tuple[Decimal, str]]:
        """How sure the places are that the reference explains, by their ids, and why; of several names the surest."""
        found: dict[str, tuple[Decimal, str]] = {}
        for words, each in self.named.items():
            score = (Decimal(str(round(each.score, 2))), each.reason)
            key = self.meanings[words][1]
            found[key] = max(found.get(key, score), score)
        return found

    def proposals(self, ids: Iterable[str]) -> dict[str, list[dict[str, str]]]:
        """Return the rows to propose for places that facts name, by table."""
        found: dict[str, list[dict[str, str]]] = {name: [] for name in _TABLES}
        for table, cells in self.rows.only(ids):
            found[table].append(cells)
        return found


def survey(
    lines: list[str], catalogue: Catalogue, *, source: str, home: str, language: str, cells: Iterable[str] = ()
) -> Survey:
    """Look a document through for names of the reference gazetteer.

    `home` is the id of the publishing side's place, `cells` are the contents of its columns of places.
    """
    own = _accepted(catalogue)
    known = Known.of(own)
    base = Gazetteer.from_catalogue(own, language)
    rows = Rows(source, known)
    reference = japan.by_id().get(home) if home not in known.places else None
    if reference:
        rows.place(reference)
    area = Area(JAPAN, reference.division if reference else known.division(home) if home in known.places else "")
    page = Page([tidy(line) for line in lines], base, known, area, home)
    results = _results(page, language, frozenset(map(tidy, cells)))
    named = {each.words: each for each in results if isinstance(each, Named) and _is_new(each, base, known)}
    doubts = [each for each in results if isinstance(each, Doubt) and each.words not in base.names]
    meanings = {words: ("place", rows.add(each)) for words, each in named.items()}
    return Survey(_with(own, rows), rows, meanings, named, doubts)


def _results(page: Page, language: str, cells: frozenset[str]) -> list[Named | Doubt]:
    found: list[Named | Doubt] = [*domestic.survey(page), *foreign.survey(page, cells)]
    if language == "en":
        found += latin.survey(page)
    return found


def _is_new(named: Named, base: Gazetteer, known: Known) -> bool:
    """Say whether a name is not in the project's gazetteer, or surely means another place than it does there."""
    table, key = base.names.get(named.words, ("", ""))
    if not table:
        return True
    return (
        table == "place"
        and not named.bare
        and named.score >= 0.8
        and known.id(named.entry) != key
        and _is_namesake(named)
    )


def _is_namesake(named: Named) -> bool:
    """Say whether a name is one of several places, so that the gazetteer's cannot be meant everywhere."""
    return named.entry.country != JAPAN or len(japan.named(named.words)) > 1


def _accepted(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue without what is only proposed for the gazetteer."""
    entries = {
        table: {
            owner: [entry for entry in each if not is_proposed(entry)] if owner == GAZETTEER else each
            for owner, each in owners.items()
        }
        for table, owners in catalogue.entries.items()
    }
    return replace(catalogue, entries=entries)


def _with(catalogue: Catalogue, rows: Rows) -> Catalogue:
    """Return the catalogue with the rows of a survey."""
    entries = {table: dict(owners) for table, owners in catalogue.entries.items()}
    for table, cells in rows.only([*rows.places, *rows.spellings]):
        at = Location(Path(f"{table}-{PROPOSED}.csv"))
        row = catalogue.scripts[table].row_class.parse(cells, at)
        entries.setdefault(table, {})
        entries[table][GAZETTEER] = [*entries[table].get(GAZETTEER, []), Entry(row, at)]
    return replace(catalogue, entries=entries)
