"""Labels of events: what happened, who to whom, and in brackets where, how many and when.

An event that a document names is called by that name; one without by what was concluded, founded or given, by the
series it is an edition of, by the groups that travelled, or by those who held it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exgraph.facts.cell import split_reference
from exgraph.mapping import russian, wording
from exgraph.mapping.context import Context
from exgraph.mapping.wording import LANGUAGES, Words, capitalised, continued, listed

from . import _event_circumstances as circumstances
from . import _event_journey as journeys
from . import _event_parties as parties
from . import _event_promotion as promotion
from . import _event_words as words
from . import agreement as agreements
from .official import Official
from .series import Series

if TYPE_CHECKING:
    from .event import Event
    from .participation import Participation


def label(row: Event, groups: Sequence[Participation], context: Context) -> Words:
    """Return what an event is called, given the groups that took part."""
    return {language: _Label(row, groups, context, language).text() for language in LANGUAGES}


@dataclass(frozen=True)
class _Label:
    """An event and a language to call it in."""

    row: Event
    groups: Sequence[Participation]
    context: Context
    language: str

    def text(self) -> str:
        heads: tuple[Callable[[], str | None], ...] = (
            self._award,
            self._gift,
            self._title,
            self._conclusion,
            self._founding,
            self._service,
            self._edition,
            self._series,
            self._marked,
            self._journey,
            self._talks,
            self._promotion,
        )
        return next(text for head in (*heads, self._general) if (text := head()))

    # What is named, concluded, founded or given.

    @property
    def _printed(self) -> str:
        return {"ja": self.row.title, "en": self.row.title_en, "ru": self.row.title_ru}[self.language]

    def _title(self) -> str | None:
        return self._detailed(self._printed, place=True) if self._printed else None

    def _award(self) -> str | None:
        if self.row.kind[0] != "Award" or not self.row.recipient:
            return None
        recipient = listed([self._honoured(each) for each in self.row.recipient], self.language)
        award = self._printed or words.KINDS["Award"][self.language]
        return self._detailed(self._fill(words.AWARD, award=award, recipient=recipient), place=True)

    def _honoured(self, reference: str) -> str:
        if reference.startswith("official/"):
            return self._office(split_reference(reference)[1])
        name = self.context.called(reference, self.language)
        return words.REPRESENTATIVE[self.language].format(self._of(name))

    def _gift(self) -> str | None:
        if self.row.kind[0] != "Donation" or not (self.row.giver or self.row.recipient):
            return None
        one = words.GIFT_FROM if self.row.giver else words.GIFT_TO
        form = words.GIFT if self.row.giver and self.row.recipient else one
        giver, recipient = self._people(self.row.giver), self._people(self.row.recipient)
        cases = {"giver_of": self._of(giver), "recipient_of": self._of(recipient)}
        head = self._fill(form, giver=giver, recipient=recipient, **cases)
        mark = self._mark()
        return self._detailed(self._fill(words.JOURNEY_MARKED, journey=head, mark=mark) if mark else head, place=True)

    def _people(self, references: Sequence[str]) -> str:
        return listed([self.context.called(each, self.language) for each in references], self.language)

    def _conclusion(self) -> str | None:
        concluded = {"AgreementConclusion", "PlanAdoption"}.intersection(self.row.kind)
        if not self.row.concludes or not concluded:
            return None
        tie = self.row.concludes[0]
        row = self.context.find(agreements.Agreement, tie)
        form = words.CONCLUSIONS.get(row.class_[0], words.CONCLUSIONS[""])
        name = self.context.called(f"agreement/{tie}", self.language)
        if row.class_[0] == "Agreement":
            name = agreements.titles(row, self.context)[self.language]
        return self._detailed(form[self.language].format(name), place=True)

    def _founding(self) -> str | None:
        kind = next((kind for kind in self.row.kind if kind in words.FOUNDING), None)
        subjects = list(self.row.subject) or [f"route/{route}" for route in self.row.route]
        if kind is None or not subjects:
            return None
        names = listed([self._of(self._definite(subject)) for subject in subjects], self.language)
        return self._detailed(words.FOUNDING[kind][self.language].format(names), place=True)

    def _definite(self, subject: str) -> str:
        name = circumstances.placeless(subject, self.row, self.context, self.language)
        if self.language == "en" and subject.startswith("series/"):
            return f"the {name}"
        return continued(name) if self.language == "ru" and subject.startswith(("route/", "series/")) else name

    def _service(self) -> str | None:
        form = next((words.FOR_SERIES[kind] for kind in self.row.kind if kind in words.FOR_SERIES), None)
        if form is None or not self.row.for_series:
            return None
        series = self._unqualified(self.row.for_series[0])
        served = f"the {series}" if self.language == "en" else self._of(continued(series))
        return self._detailed(form[self.language].format(served), place=True)

    def _edition(self) -> str | None:
        if not self.row.series or not self.row.edition:
            return None
        number = self.row.edition
        counter = "次" if "ResearchProgramme" in self.context.find(Series, self.row.series[0]).class_ else "回"
        series = self._unqualified(self.row.series[0])
        head = self._fill(
            words.EDITION,
            number=number,
            counter=counter,
            ordinal=wording.ordinal(number),
            roman=wording.roman(number),
            series=russian.numbered(series) if self.language == "ru" else series,
        )
        return self._followed(head)

    def _series(self) -> str | None:
        if not self.row.series:
            return None
        places = circumstances.locations(self.row, self.context)
        beside = places or journeys.way(self.row, self.groups, self.context, self.language)
        name, whose = circumstances.parted(self._names("series", self.row.series[0])[0], self.language)
        return self._followed(name) if beside else self._detailed(name, people=True, whose=whose)

    def _followed(self, head: str) -> str:
        """Return the head of a series with the way of the groups that took part, or with the place."""
        way = journeys.way(self.row, self.groups, self.context, self.language)
        if way is None:
            return self._detailed(head, place=True, people=True)
        colon = ":" if self.language == "ja" else " – " if ": " in head else ": "
        return self._detailed(f"{head}{colon}{way}", people=True)

    def _unqualified(self, series: str) -> str:
        """Return the name of a series without the place in brackets that tells it from others of that name."""
        return circumstances.parted(self._names("series", series)[0], self.language)[0]

    # Who went where, and what it marked.

    def _mark(self, *, short: bool = False) -> str | None:
        mark = circumstances.anniversary(self.row, self.context, self.language)
        if mark and short and self.row.commemorates[0].startswith("agreement/"):
            form = circumstances.FIRST if self.row.anniversary == 1 else circumstances.ANNIVERSARY
            number = self.row.anniversary or 0
            own = self._own(split_reference(self.row.commemorates[0])[1])
            return self._fill(form, number=number, ordinal=wording.ordinal(number), thing=own, thing_of=own)
        return mark

    def _own(self, tie: str) -> str:
        """Return what the parties call the tie between them."""
        kind = agreements.kind(self.context.find(agreements.Agreement, tie), self.context)
        return ("their " if self.language == "en" else "") + self._of(agreements.TIES[kind][self.language])

    def _marked(self) -> str | None:
        if not self.row.commemorates:
            return None
        journey = journeys.text(self.row, self.groups, self.context, self.language)
        if journey and (mark := self._mark(short=self._between_parties())):
            return self._detailed(self._fill(words.JOURNEY_MARKED, journey=journey, mark=mark), people=True)
        kind = self._kind.removeprefix("記念")
        if mark := self._mark():
            return self._detailed(self._fill(words.MARKED, mark=mark, kind=kind), place=True, people=True)
        thing = circumstances.commemorated(self.row.commemorates[0], self.context, self.language)
        return self._detailed(self._fill(words.HONOUR, thing=thing, thing_of=thing, kind=kind), place=True)

    def _between_parties(self) -> bool:
        """Say whether the groups went from one party of the tie that is marked to the other."""
        table, key = split_reference(self.row.commemorates[0])
        if table != "agreement":
            return False
        parties = set(self.context.find(agreements.Agreement, key).party)
        ends = {f"place/{place}" for group in self.groups for place in (*group.from_, *group.to)}
        return ends == parties

    def _journey(self) -> str | None:
        text = journeys.text(self.row, self.groups, self.context, self.language)
        return self._detailed(text, people=True) if text else None

    def _talks(self) -> str | None:
        if self.row.kind[0] not in ("Meeting", "Visit") or not self.row.official:
            return None
        offices = [self._office(official) for official in self.row.official]
        if len(offices) == 1:
            return self._detailed(words.TALKS_WITH[self.language].format(self._of(offices[0])), place=True)
        both = wording.paired([self._of(office) for office in offices], self.language)
        return self._detailed(words.TALKS[self.language].format(both), place=True)

    def _office(self, official: str) -> str:
        row = self.context.find(Official, official)
        office = {"ja": row.office_ja, "en": row.office_en, "ru": continued(row.office_ru)}[self.language]
        return f"the {office}" if self.language == "en" else office

    def _promotion(self) -> str | None:
        head = promotion.head(self.row, self.context, self.language)
        return self._detailed(head, place=True, people=True) if head else None

    def _general(self) -> str:
        head, place = parties.head(self.row, self.context, self.language)
        return self._detailed(head, place=place, people=True)

    @property
    def _kind(self) -> str:
        return words.KINDS[self.row.kind[0]][self.language]

    def _of(self, name: str) -> str:
        """Return a name in the genitive, where the language has one."""
        return russian.inflected(name, "genitive") if self.language == "ru" else name

    def _names(self, table: str, *keys: str) -> list[str]:
        return self.context.names(table, keys, self.language)

    def _fill(self, form: Words, **values: object) -> str:
        return form[self.language].format(**values)

    def _detailed(self, head: str, *, place: bool = False, people: bool = False, whose: str = "") -> str:
        details = [*([whose] if whose else []), *self._details(head, place=place, people=people)]
        whole = wording.detailed(capitalised(head), details, self.language)
        return whole.replace("(Префектура ", "(префектура ").replace(": Префектура ", ": префектура ")

    def _details(self, head: str, *, place: bool, people: bool) -> Iterator[str]:
        if place and (places := circumstances.narrowest(circumstances.locations(self.row, self.context), self.context)):
            names = self.context.names("place", places, self.language)
            if not all(self._is_named(name, head) for name in names):
                yield listed([name.removeprefix("the ") for name in names], self.language)
        number = circumstances.headcount(self.row, self.groups)
        if people and number and (number > 1 or self.language == "ja"):
            yield wording.people(number, self.language, self._qualifier())
        yield from circumstances.how(self.row, self.language, said=head)

    def _is_named(self, name: str, head: str) -> bool:
        """Say whether a head names a place, in whatever case."""
        cases: tuple[russian.Case, ...] = ("genitive", "accusative", "prepositional") if self.language == "ru" else ()
        return any(form in head for form in (name, *(russian.inflected(name, case) for case in cases)))

    def _qualifier(self) -> str | None:
        """Return how the number of people is meant: as the total says, or as every group's number is."""
        if self.row.total is not None:
            return self.row.total_qualifier
        return next((group.qualifier for group in self.groups if group.qualifier), None)
