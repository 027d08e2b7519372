"""Agreements: ties and acts agreed between two or more parties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from exgraph.facts.cell import (
    DATE,
    ID,
    INTEGER,
    NUMBER,
    TEXT,
    cell,
    choice,
    concept,
    filled,
    many,
    optional,
    reference,
    split_reference,
    typed_reference,
)
from exgraph.facts.record import RECORD
from exgraph.facts.table import Row
from exgraph.mapping import merged, russian
from exgraph.mapping.clause import clause, clauses, spoken
from exgraph.mapping.context import Context
from exgraph.mapping.statement import counted, dated, derived, described, labelled, linked, titled, typed, valued
from exgraph.mapping.term import Triple, day, name, partial_date
from exgraph.mapping.wording import LANGUAGES, Words, capitalised, continued, date, detailed, listed, paired, words
from exgraph.model.date import PartialDate
from exgraph.model.twinning import TWINNING
from exgraph.model.vocabulary import CLASSES

from . import _agreement_life as life
from .place import Place


@dataclass(frozen=True)
class Agreement(Row):
    """One agreement, as one source tells it: its parties and when it was concluded, if the source tells that."""

    id: str = cell(ID)
    class_: tuple[str, ...] = cell(filled(many(choice("Agreement", *CLASSES["Agreement"], "Plan"))))
    title: str = cell(TEXT)
    title_en: str = cell(TEXT)
    title_ru: str = cell(TEXT)
    number: int | None = cell(optional(INTEGER))
    record: tuple[str, ...] = cell(filled(many(reference("record", NUMBER))))
    party: tuple[str, ...] = cell(filled(many(typed_reference("place", "organisation"))))
    concluded: PartialDate | None = cell(optional(DATE))
    printed_date: str = cell(TEXT)
    renews: tuple[str, ...] = cell(many(reference("agreement")))
    rule: str = cell(TEXT)
    review: str = cell(concept("review"))
    note: str = cell(TEXT)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what cannot be: one party, a sister or friendship tie of organisations, a year that is not the id's."""
        if len(self.party) < 2 and not TWINNING.isdisjoint(self.class_):
            yield "party", "a tie has two parties or more"
        organisations = [party for party in self.party if not party.startswith("place/")]
        if organisations and not TWINNING.isdisjoint(self.class_):
            yield "party", f"places are sisters and friends, not {organisations[0]}"
        year = re.search(r"-(\d{4})$", self.id)
        if self.concluded is not None and year and int(year[1]) != self.concluded.year:
            yield "concluded", f"{self.concluded} is not the year of the id {self.id}"

    def years_besides(self) -> Iterator[int]:
        """Yield the year in which it was concluded, which is named in documents of other years too."""
        if self.concluded:
            yield self.concluded.year


_BOTH = "SisterCityAgreement;FriendshipAgreement"

_MUNICIPAL = frozenset({"Municipality", "City", "Town", "Village", "District"})

_CONCLUDED = words("締結: {}", "Concluded {}", "Дата заключения: {}")
_PARTIES = words("当事者: {}", "Parties: {}", "Стороны: {}")
_TIE = words("{parties}の{tie}", "{tie} between {parties}", "{tie} {parties}")
_ACT = words("{parties}を当事者とする{tie}", "{tie} concluded by {parties}", "{tie} с участием {parties}")
_ON_EXCHANGE = " об обменах"
_UNDATED = words("締結日は不明", "Date of conclusion not known", "Дата заключения неизвестна")

TIES: dict[str, Words] = {
    "SisterCityAgreement": words("姉妹都市提携", "sister-city agreement", "соглашение о побратимстве"),
    "FriendshipAgreement": words("友好都市提携", "friendship-city agreement", "соглашение о дружбе"),
    "SisterCityAgreement/region": words("姉妹提携", "sister-region agreement", "соглашение о побратимстве"),
    "FriendshipAgreement/region": words("友好提携", "friendship agreement", "соглашение о дружбе"),
    "SisterCityAgreement;FriendshipAgreement": words(
        "姉妹・友好都市提携", "sister- and friendship-city agreement", "соглашение о побратимстве и дружбе"
    ),
    "SisterCityAgreement;FriendshipAgreement/region": words(
        "姉妹・友好提携", "sister- and friendship-region agreement", "соглашение о побратимстве и дружбе"
    ),
    "CooperationAgreement": words("協力協定", "cooperation agreement", "соглашение о сотрудничестве"),
    "Memorandum": words("覚書", "memorandum", "меморандум"),
    "JointStatement": words("共同声明", "joint statement", "совместное заявление"),
    "AssemblyAgreement": words("交流に関する合意", "agreement on exchange", "соглашение об обменах"),
    "InstitutionalAgreement": words("交流協定", "exchange agreement", "соглашение об обменах"),
    "Plan": words("計画", "plan", "план"),
    "Agreement": words("合意", "understanding", "договорённость"),
}


def triples(row: Agreement, context: Context) -> Iterator[Triple]:
    """Yield the agreement's kind, parties and date; its places are twinned by a sister or friendship tie.

    Twinning is stated one way and symmetric by reasoning.
    """
    agreement = context.thing("agreement", row.id)
    exact = _most_exact(row.id, context)
    yield from typed(agreement, row.class_)
    yield from labelled(agreement, _label(exact, context))
    yield from described(agreement, _description(exact, context))
    yield from titled(agreement, row.title, {"en": row.title_en, "ru": row.title_ru})
    yield from counted(agreement, "exg:number", row.number)
    plan = "Plan" in row.class_
    yield from linked(
        agreement, "exg:planParty" if plan else "exg:party", [context.typed(party) for party in row.party]
    )
    yield from linked(agreement, "exg:renews", context.things("agreement", row.renews))
    yield from _dates(agreement, row, exact.concluded, context)
    yield from valued(agreement, "exg:printedDate", row.printed_date)
    if not TWINNING.isdisjoint(row.class_):
        places = [context.typed(party) for party in row.party if party.startswith("place/")]
        for one, other in combinations(places, 2):
            yield one, name("exg:twinnedWith"), other
        yield from _life(agreement, row, context)
    yield from derived(agreement, context, row.record, rule=row.rule, review=row.review, note=row.note)


def _life(agreement: str, row: Agreement, context: Context) -> Iterator[Triple]:
    """Yield what the documents tell of a tie besides: joint statements of its parties, the last exchange between them.

    It follows from all documents together; the first that tells of the tie states it.
    """
    tellings = context.across_sources(Agreement, row.id)
    if row is not tellings[0]:
        return
    parties = {party for telling in tellings for party in telling.party}
    statements = [key for key, issuers in life.statements(context.index).items() if issuers <= parties]
    yield from linked(agreement, "exg:jointStatement", context.things("agreement", statements))
    if last := life.last_exchange(frozenset(parties), context):
        yield agreement, name("exg:lastExchange"), context.thing("event", last.event)
        yield agreement, name("exg:silentSince"), day(last.day)


def _dates(agreement: str, row: Agreement, exact: PartialDate | None, context: Context) -> Iterator[Triple]:
    """Yield the date of the row that tells it most exactly; another date is a claim of its record."""
    if row.concluded is None:
        if exact is None:
            yield agreement, name("exg:dating"), context.concept("dating", "none")
        return
    predicate = "exg:adopted" if "Plan" in row.class_ else "exg:concluded"
    if row.concluded == exact:
        yield agreement, name(predicate), partial_date(exact)
        yield agreement, name("exg:start"), partial_date(exact)
        yield from dated(agreement, exact, exact, "printed", context)
        return
    claim = context.thing("claim", context.owner, row.id, "concluded")
    records = [context.fact(RECORD, number) for number in row.record]
    yield from merged.claimed(agreement, claim, predicate, partial_date(row.concluded), records)


def called(row: Agreement, context: Context, language: str) -> str:
    """Return the title of an agreement, else its kind and parties.

    In Russian it is in the genitive: what is told of an agreement is that it was signed, or is so many years old.
    """
    text = titles(row, context)[language]
    return russian.inflected(continued(text), "genitive") if language == "ru" else text


def titles(row: Agreement, context: Context) -> Words:
    """Return the title of an agreement as printed, with our translations; else its kind and parties."""
    printed = {"ja": row.title, "en": row.title_en, "ru": row.title_ru}
    return {language: printed[language] or _tie(row, context, language) for language in LANGUAGES}


def _most_exact(key: str, context: Context) -> Agreement:
    """Return the row of an agreement, of all sources that tell it, that dates it most exactly."""
    return max(context.across_sources(Agreement, key), key=lambda row: len(str(row.concluded or "")))


def _label(row: Agreement, context: Context) -> Words:
    """Return what an agreement is called: title, or kind and parties, and any date; the same for every source."""
    labels = {}
    for language in LANGUAGES:
        details = [date(row.concluded, language)] if row.concluded else []
        labels[language] = detailed(capitalised(titles(row, context)[language]), details, language)
    return labels


def _description(row: Agreement, context: Context) -> Words:
    """Return what kind of agreement it is, its parties and when it was concluded, by its most exact source."""

    def parts(language: str) -> Iterator[str]:
        yield listed([TIES[kind(row, context)][language], *_besides(row, context, language)], language)
        yield from clauses(_PARTIES, [context.called(party, language) for party in row.party], language)
        if row.concluded:
            yield clause(_CONCLUDED, [date(row.concluded, language)], language)
        else:
            yield _UNDATED[language]

    return spoken(parts)


def _tie(row: Agreement, context: Context, language: str) -> str:
    parties = [context.called(party, language) for party in row.party]
    if language == "ru":
        parties = [russian.inflected(party, "genitive") for party in parties]
    pattern = _TIE if len(parties) > 1 else _ACT
    tie, both = TIES[kind(row, context)][language], paired(parties, language)
    if len(parties) > 1 and language == "ru" and tie.endswith(_ON_EXCHANGE):
        # Exchange is not of one party and another but between them: the agreement is theirs.
        return f"{tie.removesuffix(_ON_EXCHANGE)} {both}{_ON_EXCHANGE}"
    return pattern[language].format(tie=tie, parties=both)


def kind(row: Agreement, context: Context) -> str:
    """Return the kind of tie that an agreement is called by: one between regions is none between cities.

    `Sister` is what lists of ties call them all: a tie that a document calls one of friendship is one, and one that is
    both where a single document says both.
    """
    tellings = context.across_sources(Agreement, row.id)
    classes = {each for telling in tellings for each in telling.class_}
    both = _BOTH.split(";")
    first = both[1] if classes.issuperset(both) else row.class_[0]
    first = _BOTH if any(set(telling.class_).issuperset(both) for telling in tellings) else first
    between_regions = not any(_municipal(party, context) for party in row.party)
    return f"{first}/region" if between_regions and f"{first}/region" in TIES else first


def _besides(row: Agreement, context: Context, language: str) -> list[str]:
    """Return what else an agreement is in any document, besides the kind it is called by."""
    called, _, region = kind(row, context).partition("/")
    tellings = [row, *context.across_sources(Agreement, row.id)]
    others = dict.fromkeys(each for telling in tellings for each in telling.class_ if each not in called.split(";"))
    return [TIES.get(f"{each}/{region}", TIES[each])[language] for each in others]


def _municipal(reference: str, context: Context) -> bool:
    table, key = split_reference(reference)
    return table == "place" and not _MUNICIPAL.isdisjoint(context.find(Place, key).class_)
