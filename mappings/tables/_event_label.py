"""Labels of events: the most telling of their facts first, then kind, place, number of people and date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exgraph.facts.total import whole
from exgraph.mapping import wording
from exgraph.mapping.context import Context
from exgraph.mapping.wording import LANGUAGES, Words, continued, words

from . import participation
from .venue import Venue

if TYPE_CHECKING:
    from .event import Event
    from .participation import Participation

KINDS: dict[str, Words] = {
    "Visit": words("訪問", "Visit", "Визит"),
    "YouthExchange": words("青少年交流", "Youth exchange", "Молодёжный обмен"),
    "Training": words("研修", "Training", "Стажировка"),
    "Meeting": words("会議", "Meeting", "Встреча"),
    "Ceremony": words("式典", "Ceremony", "Церемония"),
    "AgreementConclusion": words("調印", "Conclusion of an agreement", "Подписание соглашения"),
    "Exhibition": words("展示会", "Exhibition", "Выставка"),
    "TradeFair": words("物産展・見本市", "Trade fair", "Ярмарка"),
    "Performance": words("公演", "Performance", "Выступление"),
    "SportsEvent": words("スポーツ交流", "Sports event", "Спортивное мероприятие"),
    "Seminar": words("セミナー", "Seminar", "Семинар"),
    "Contest": words("コンテスト", "Contest", "Конкурс"),
    "Research": words("調査研究", "Research", "Исследование"),
    "Donation": words("寄贈", "Donation", "Дар"),
    "Award": words("表彰", "Award", "Награждение"),
    "Memorial": words("墓参・追悼", "Memorial", "Памятное мероприятие"),
    "Establishment": words("設立・開設", "Establishment", "Создание"),
    "Opening": words("開設", "Opening", "Открытие"),
    "Closing": words("廃止", "Closing", "Закрытие"),
    "Suspension": words("休止", "Suspension", "Приостановка"),
    "Resumption": words("再開", "Resumption", "Возобновление"),
    "Relocation": words("移転", "Relocation", "Переезд"),
    "ReportMeeting": words("報告会", "Report meeting", "Отчётная встреча"),
    "Shipment": words("輸送", "Shipment", "Отправка груза"),
    "Preparation": words("準備", "Preparation", "Подготовка"),
    "PlanAdoption": words("計画の策定", "Adoption of a plan", "Принятие плана"),
    "TransportEvent": words("運航", "Transport service", "Транспортное сообщение"),
    "MediaCoverage": words("取材・報道", "Media coverage", "Освещение в СМИ"),
    "Publication": words("出版", "Publication", "Публикация"),
    "Promotion": words("PR活動", "Promotion", "Продвижение"),
    "Support": words("支援", "Support", "Поддержка"),
    "Event": words("行事", "Event", "Мероприятие"),
}

STATUSES: dict[str, Words] = {
    "planned": words("予定", "planned", "запланировано"),
    "unscheduled": words("時期未定", "date not set", "дата не определена"),
    "under-discussion": words("検討中", "under discussion", "обсуждается"),
    "postponed": words("延期", "postponed", "перенесено"),
    "cancelled": words("中止", "cancelled", "отменено"),
}

ONLINE = words("オンライン", "online", "онлайн")

PATTERNS: dict[str, Words] = {
    "edition": words("第{number}回{series}", "{ordinal} {series}", "{roman} {series}"),
    "conclusion": words("{tie}の調印", "Conclusion of the {tie}", "Подписание {tie}"),
    "anniversary": words("{thing}{number}周年", "{thing}, {ordinal} anniversary", "{years}: {thing}"),
    "tie-anniversary": words("{thing}{number}周年", "{ordinal} anniversary of the {thing}", "{years} {thing}"),
    "commemoration": words("{thing} 記念", "Commemoration: {thing}", "Памятное событие: {thing}"),
    "tie-commemoration": words("{thing} 記念", "In honour of the {thing}", "В честь {thing}"),
    "with-kind": words("{head} {kind}", "{head}: {kind}", "{head}, {kind}"),
    "part": words("{head}:{part}", "{head}: {part}", "{head}: {part}"),
    "of-whom": words("{who}の{kind}", "{kind}: {who}", "{kind}: {who}"),
}


def label(row: Event, groups: Sequence[Participation], context: Context) -> Words:
    """Return what an event is called, given the groups that took part."""
    return {language: _Label(row, groups, context, language).text() for language in LANGUAGES}


def kinds(row: Event, language: str) -> list[str]:
    """Return what the kinds of an event are called, to be listed."""
    first, *others = [KINDS[kind][language] for kind in row.kind]
    return [first, *map(continued, others)]


def headcount(row: Event, groups: Sequence[Participation]) -> int | None:
    """Return how many took part: as stated, or the sum of the groups where each one's number is known."""
    return whole(row.total, [group.headcount for group in groups])


def locations(row: Event, context: Context) -> list[str]:
    """Return the places where an event took place: those its row names, and those its venues stand in."""
    return list(dict.fromkeys([*row.location, *(context.find(Venue, venue).within for venue in row.venue)]))


def circumstances(row: Event, language: str) -> Iterator[str]:
    """Yield how an event was held, where that is worth a word, and when."""
    if "online" in row.mode:
        yield ONLINE[language]
    if row.status in STATUSES:
        yield STATUSES[row.status][language]
    yield wording.span(row.start, row.end, language)


def anniversary(row: Event, context: Context, language: str) -> str | None:
    """Return which anniversary of what an event marks, where both are told."""
    if not row.anniversary or not row.commemorates:
        return None
    thing = row.commemorates[0]
    pattern = "tie-anniversary" if thing.startswith("agreement/") else "anniversary"
    return PATTERNS[pattern][language].format(
        thing=context.called(thing, language),
        number=row.anniversary,
        ordinal=wording.ordinal(row.anniversary),
        years=wording.years(row.anniversary),
    )


@dataclass(frozen=True)
class _Label:
    """An event and a language to call it in."""

    row: Event
    groups: Sequence[Participation]
    context: Context
    language: str

    def text(self) -> str:
        for head in (self._edition, self._anniversary, self._conclusion, self._series, self._visit, self._marked):
            if text := head():
                return text
        return self._general()

    def _fill(self, pattern: str, **values: object) -> str:
        return PATTERNS[pattern][self.language].format(**values)

    def _names(self, table: str, *keys: str) -> list[str]:
        return self.context.names(table, keys, self.language)

    @property
    def _kind(self) -> str:
        return KINDS[self.row.kind[0]][self.language]

    def _edition(self) -> str | None:
        if not self.row.series or not self.row.edition:
            return None
        number = self.row.edition
        series = self._names("series", self.row.series[0])[0]
        head = self._fill(
            "edition", number=number, ordinal=wording.ordinal(number), roman=wording.roman(number), series=series
        )
        return self._detailed(head, place=True)

    def _anniversary(self) -> str | None:
        head = anniversary(self.row, self.context, self.language)
        return self._detailed(self._with_kind(head), people=True) if head else None

    def _conclusion(self) -> str | None:
        if not self.row.concludes:
            return None
        tie = self.context.called(f"agreement/{self.row.concludes[0]}", self.language)
        return self._detailed(self._fill("conclusion", tie=tie), place=True)

    def _series(self) -> str | None:
        if not self.row.series:
            return None
        series = self._names("series", self.row.series[0])[0]
        way = participation.visit("way", self.groups, self.context, self.language)
        if way:
            return self._detailed(self._fill("part", head=series, part=way), people=True)
        return self._detailed(series, place=True, people=True)

    def _visit(self) -> str | None:
        way = participation.visit("visit", self.groups, self.context, self.language)
        return self._detailed(way, kind=self.row.kind[0] != "Visit", people=True) if way else None

    def _marked(self) -> str | None:
        if not self.row.commemorates:
            return None
        thing = self.context.called(self.row.commemorates[0], self.language)
        tie = self.row.commemorates[0].startswith("agreement/")
        head = self._fill("tie-commemoration" if tie else "commemoration", thing=thing)
        return self._detailed(self._with_kind(head), place=True)

    def _general(self) -> str:
        organisations = [*self.row.organiser, *(one for one in self.row.agent if one not in self.row.organiser)]
        places = locations(self.row, self.context)
        partners = [place for place in self.row.involves if place not in places]
        who = (
            self._names("organisation", *organisations)
            or self._names("route", *self.row.route)
            or self._names("place", *partners)
        )
        place = bool(who)
        who = who or self._names("place", *places)
        head = self._fill("of-whom", who=wording.listed(who, self.language), kind=self._kind) if who else self._kind
        return self._detailed(head, place=place, people=True)

    def _with_kind(self, head: str) -> str:
        return self._fill("with-kind", head=head, kind=continued(self._kind))

    def _detailed(self, head: str, *, kind: bool = False, place: bool = False, people: bool = False) -> str:
        details = list(self._details(kind=kind, place=place, people=people))
        return wording.detailed(wording.capitalised(head), details, self.language)

    def _details(self, *, kind: bool, place: bool, people: bool) -> Iterator[str]:
        if kind:
            yield continued(self._kind)
        if place and (places := locations(self.row, self.context)):
            yield wording.listed(self._names("place", *places), self.language)
        number = headcount(self.row, self.groups)
        if people and number:
            yield wording.people(number, self.language)
        yield from circumstances(self.row, self.language)
