"""The words that labels are composed of, in Japanese, English and Russian. All wording of labels is here.

Russian patterns keep names in the nominative (colons, dashes, arrows), since place names are not inflected here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from exgraph.model.date import PartialDate
from exgraph.model.month import ENGLISH, RUSSIAN, RUSSIAN_OF

LANGUAGES = ("ja", "en", "ru")

Words = dict[str, str]
"""One expression by language."""


def words(ja: str, en: str, ru: str) -> Words:
    """Return one expression by language."""
    return {"ja": ja, "en": en, "ru": ru}


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
}

TIES: dict[str, Words] = {
    "SisterCityAgreement": words("姉妹都市提携", "sister-city agreement", "соглашение о породнённых городах"),
    "FriendshipAgreement": words("友好都市提携", "friendship agreement", "соглашение о дружбе"),
    "SisterCityAgreement/region": words("姉妹提携", "sister-region agreement", "соглашение о породнённых регионах"),
    "FriendshipAgreement/region": words("友好提携", "friendship agreement", "соглашение о дружбе"),
    "CooperationAgreement": words("協力協定", "cooperation agreement", "соглашение о сотрудничестве"),
    "Memorandum": words("覚書", "memorandum", "меморандум"),
    "JointStatement": words("共同声明", "joint statement", "совместное заявление"),
    "AssemblyAgreement": words("合意", "agreement", "соглашение"),
    "InstitutionalAgreement": words("協定", "agreement", "соглашение"),
    "Plan": words("計画", "plan", "план"),
    "Agreement": words("合意", "agreement", "соглашение"),
}

_GENITIVE = {
    "соглашение": "соглашения",
    "меморандум": "меморандума",
    "план": "плана",
    "совместное заявление": "совместного заявления",
}

ROLES: dict[str, Words] = {
    "pupil": words("児童生徒", "Pupils", "Школьники"),
    "student": words("学生", "Students", "Студенты"),
    "youth": words("青少年", "Young people", "Молодёжь"),
    "child": words("子ども", "Children", "Дети"),
    "official": words("行政職員", "Officials", "Представители администрации"),
    "assembly-member": words("議員", "Assembly members", "Депутаты"),
    "citizen": words("市民", "Citizens", "Жители"),
    "delegation": words("代表団", "Delegation", "Делегация"),
    "athlete": words("選手", "Athletes", "Спортсмены"),
    "artist": words("芸術家", "Artists", "Артисты"),
    "doctor": words("医師", "Doctors", "Врачи"),
    "researcher": words("研究者", "Researchers", "Учёные"),
    "trainee": words("研修生", "Trainees", "Стажёры"),
    "teacher": words("教員", "Teachers", "Преподаватели"),
    "business": words("企業関係者", "Business people", "Предприниматели"),
    "leader": words("引率者", "Group leaders", "Руководители групп"),
    "staff": words("スタッフ", "Staff", "Персонал"),
    "journalist": words("報道関係者", "Journalists", "Журналисты"),
    "expert": words("専門家", "Experts", "Специалисты"),
    "speaker": words("講演者", "Speakers", "Докладчики"),
    "other": words("参加者", "Participants", "Участники"),
}

STATUSES: dict[str, Words] = {
    "planned": words("予定", "planned", "запланировано"),
    "unscheduled": words("時期未定", "date not set", "дата не определена"),
    "under-discussion": words("検討中", "under discussion", "обсуждается"),
    "postponed": words("延期", "postponed", "перенесено"),
    "cancelled": words("中止", "cancelled", "отменено"),
}

FISCAL = words("{}年度", "fiscal {}", "{} фин. г.")
ONLINE = words("オンライン", "online", "онлайн")
GROUP = words("参加団", "Group", "Группа")
OTHERS = words("ほか", "others", "др.")

PATTERNS: dict[str, Words] = {
    "visit": words("{origin}から{goal}への訪問", "Visit from {origin} to {goal}", "Визит: {origin} → {goal}"),
    "visit-from": words("{origin}からの訪問", "Visit from {origin}", "Гости: {origin}"),
    "visit-to": words("{goal}への訪問", "Visit to {goal}", "Визит → {goal}"),
    "way": words("{origin}から{goal}への訪問", "visit from {origin} to {goal}", "{origin} → {goal}"),
    "way-from": words("{origin}からの訪問", "visit from {origin}", "гости — {origin}"),
    "way-to": words("{goal}への訪問", "visit to {goal}", "визит → {goal}"),
    "way-mutual": words("{parties}の相互訪問", "exchange of visits between {parties}", "{parties}"),
    "visit-mutual": words("{parties}の相互訪問", "Exchange of visits between {parties}", "Взаимные визиты: {parties}"),
    "group": words("{origin}から{goal}への{who}", "{who} from {origin} to {goal}", "{who}: {origin} → {goal}"),
    "group-from": words("{origin}からの{who}", "{who} from {origin}", "{who} ({origin})"),
    "group-to": words("{goal}への{who}", "{who} to {goal}", "{who} → {goal}"),
    "party": words("{origin}から{goal}への{who}一行", "{who}, from {origin} to {goal}", "{who}: {origin} → {goal}"),
    "party-from": words("{origin}からの{who}一行", "{who}, from {origin}", "{who} ({origin})"),
    "party-to": words("{goal}への{who}一行", "{who}, to {goal}", "{who} → {goal}"),
    "edition": words("第{number}回{series}", "{ordinal} {series}", "{roman} {series}"),
    "conclusion": words("{tie}の調印", "Conclusion of the {tie}", "Подписание {tie}"),
    "tie": words("{parties}の{tie}", "{tie} between {parties}", "{tie}: {parties}"),
    "anniversary": words("{thing}{number}周年", "{thing}, {ordinal} anniversary", "{years}: {thing}"),
    "tie-anniversary": words("{thing}{number}周年", "{ordinal} anniversary of the {thing}", "{years} {thing}"),
    "commemoration": words("{thing} 記念", "Commemoration: {thing}", "Памятное событие: {thing}"),
    "tie-commemoration": words("{thing} 記念", "In honour of the {thing}", "В честь {thing}"),
    "with-kind": words("{head} {kind}", "{head}: {kind}", "{head}, {kind}"),
    "part": words("{head}:{part}", "{head}: {part}", "{head}: {part}"),
    "of-whom": words("{who}の{kind}", "{kind}: {who}", "{kind}: {who}"),
    "geometry": words("{place}の位置", "Position of {place}", "Координаты: {place}"),
    "categories": words("「{title}」の分類", "Categories of “{title}”", "Рубрики: «{title}»"),
    "record": words("「{title}」の記録{number}", "Record {number} of “{title}”", "Запись {number}: «{title}»"),
}

_BRACKETS = re.compile(r"(.*\S) \(([^()]*)\)")

_ARTICLE = ("Far East", "Islands", "Republic", "States", "basin", "countries", "towns")
"""How English names of places end that stand with an article in a sentence."""

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def date(value: PartialDate, language: str, *, year: bool = True) -> str:
    """Return a date as a reader writes it: 1997年6月, June 1997, июнь 1997 г.; without the year where it stands by."""
    month, number = value.month, value.day
    if language == "ja":
        days = (f"{month}月" if month else "") + (f"{number}日" if number else "")
        return f"{value.year}年{days}" if year else days
    months = ENGLISH if language == "en" else RUSSIAN_OF if number else RUSSIAN
    parts = [str(number or ""), months[month - 1] if month else ""]
    if year:
        parts.append(str(value.year) if language == "en" else f"{value.year} г.")
    return " ".join(filter(None, parts))


def span(start: PartialDate, end: PartialDate, language: str) -> str:
    """Return one date, a fiscal year, or the first and last of a span; a year or month that both share stands once."""
    if start == end:
        return date(start, language)
    if _fiscal(start, end):
        last = f"{'〜' if language == 'ja' else '–'}{end.year - 1}" if end.year > start.year + 1 else ""
        return FISCAL[language].format(f"{start.year}{last}")
    shared = start.year == end.year and None not in (start.month, end.month)
    if shared and start.month == end.month and None not in (start.day, end.day):
        return f"{date(start, language)}〜{end.day}日" if language == "ja" else f"{start.day}–{date(end, language)}"
    if language == "ja":
        return f"{date(start, language)}〜{date(end, language, year=not shared)}"
    return f"{date(start, language, year=not shared)} – {date(end, language)}"


def _fiscal(start: PartialDate, end: PartialDate) -> bool:
    """Say whether a span is one or several Japanese fiscal years, April to March."""
    return (start.month, start.day, end.month, end.day) == (4, None, 3, None) and end.year > start.year


def people(number: int, language: str) -> str:
    """Return a number of people in words: 60名, 60 people, 60 чел."""
    if language == "ja":
        return f"{number:,}名"
    if language == "en":
        return f"{number:,} person" if number == 1 else f"{number:,} people"
    return f"{number:,} чел.".replace(",", "\N{NO-BREAK SPACE}")


def ordinal(number: int) -> str:
    """Return an English ordinal: 1st, 2nd, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def roman(number: int) -> str:
    """Return Roman digits, in which Russian numbers congresses and contests without a gendered ending."""
    digits = ""
    for value, digit in _ROMAN:
        digits += digit * (number // value)
        number %= value
    return digits


def years(number: int) -> str:
    """Return a number of years in Russian: 21 год, 22 года, 25 лет."""
    if number % 10 == 1 and number % 100 != 11:
        return f"{number} год"
    if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return f"{number} года"
    return f"{number} лет"


def genitive(tie: str) -> str:
    """Return a Russian tie in the genitive, which its signing and its anniversaries ask for.

    Raises:
        StopIteration: the tie begins with no noun that is known here.
    """
    noun = next(noun for noun in _GENITIVE if tie.startswith(noun))
    return _GENITIVE[noun] + tie.removeprefix(noun)


def articled(name: str) -> str:
    """Return an English name of a place as it stands in a sentence: Hokkaido, the Russian Far East."""
    return f"the {name}" if name.endswith(_ARTICLE) else name


def listed(names: Sequence[str], language: str, *, most: int = 3) -> str:
    """Join names into a list, the first `most` of them by name."""
    shown = list(names[:most])
    others = [] if len(names) <= most else [OTHERS[language]]
    if language == "ja":
        # Names such as ウラン・ウデ hold the dot that would part them.
        return ("、" if any("・" in name for name in shown) else "・").join(shown) + "".join(others)
    *head, last = [*shown, *others]
    return f"{', '.join(head)} {'and' if language == 'en' else 'и'} {last}" if head else last


def paired(names: Sequence[str], language: str) -> str:
    """Join the parties to something: A・B, A and B, A — B."""
    return " — ".join(names) if language == "ru" else listed(names, language, most=len(names))


def detailed(head: str, details: Sequence[str], language: str) -> str:
    """Return a head with its details in brackets; brackets at its end, save an abbreviation's, take the details in."""
    if not details:
        return head
    if language != "ja" and (ending := _BRACKETS.fullmatch(head)) and not ending[2].isupper():
        head, inner = ending.groups()
        others = ", ".join(each for each in details if each != inner)
        return f"{head} ({inner}; {others})" if others else f"{head} ({inner})"
    return f"{head}({'、'.join(details)})" if language == "ja" else f"{head} ({', '.join(details)})"


def capitalised(text: str) -> str:
    """Return the text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def continued(text: str) -> str:
    """Return the text with its first letter small, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
