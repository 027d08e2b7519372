"""The clauses that descriptions are joined of, in Japanese, English and Russian."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from exgraph.mapping import wording
from exgraph.mapping.wording import Words, words
from exgraph.model.vocabulary import LABELS

FIELDS: dict[str, Words] = {
    "agent": words("関係機関: {}", "With {}", "При участии: {}"),
    "amount": words("金額: {}円", "Amount: {} yen", "Сумма: {} иен"),
    "based": words("所在地: {}", "Based in {}", "Местонахождение: {}"),
    "concluded": words("締結: {}", "Concluded {}", "Дата заключения: {}"),
    "concludes": words("締結した合意: {}", "What was concluded: {}", "Подписание {}"),
    "edition": words("第{}回", "Number {}", "Номер {}"),
    "ends": words("区間: {}", "Between {}", "Маршрут: {}"),
    "event": words("参加した行事: {}", "Took part in: {}", "Событие: {}"),
    "group": words("一行: {}", "Part of the group: {}", "Часть группы: {}"),
    "line": words("「{title}」の{lines}行目", "Line {lines} of “{title}”", "Строка {lines}: «{title}»"),
    "lines": words("「{title}」の{lines}行目", "Lines {lines} of “{title}”", "Строки {lines}: «{title}»"),
    "members": words("構成: {}", "Members: {}", "Участники: {}"),
    "official": words("関係した公職者: {}", "Officials: {}", "Официальные лица: {}"),
    "operated": words("運航: {}", "Operated: {}", "Работа линии: {}"),
    "organiser": words("実施: {}", "Organised by {}", "Организаторы: {}"),
    "others": words("関係した地域: {}", "Places involved: {}", "Участвующие территории: {}"),
    "part": words("所属: {}", "Part of {}", "Входит в состав: {}"),
    "parties": words("当事者: {}", "Parties: {}", "Стороны: {}"),
    "parts": words("内訳: {}", "Of whom: {}", "Из них: {}"),
    "place": words("場所: {}", "Place: {}", "Место: {}"),
    "published": words("公表: {}", "Published by {}", "Издатель: {}"),
    "route": words("航路: {}", "Route: {}", "Линия: {}"),
    "series": words("事業・行事: {}", "Series: {}", "Серия: {}"),
    "total": words("参加者: {}", "Participants: {}", "Участники: {}"),
    "undated": words("締結日は不明", "Date of conclusion not known", "Дата заключения неизвестна"),
    "unit": words("単位: {}", "Unit: {}", "Единица: {}"),
    "venue": words("会場: {}", "Venue: {}", "Площадка: {}"),
    "visitors": words("来場者: {}", "Audience: {}", "Посетители: {}"),
    "within": words("{}にある", "In {}", "Находится: {}"),
}

UNITS: dict[str, Words] = {
    "person": words("人", "people", "чел."),
    "yen": words("円", "yen", "иен"),
    "million-yen": words("百万円", "million yen", "млн иен"),
    "count": words("件", "", ""),
    "percent": words("%", "per cent", "%"),
}


def sentences(parts: Iterable[str], language: str) -> str:
    """Join statements, each a sentence; an abbreviation's point at the end of one is the sentence's as well."""
    if language == "ja":
        return "".join(f"{part}。" for part in parts)
    return " ".join(f"{wording.capitalised(part).removesuffix('.')}." for part in parts)


def clause(key: str, values: Sequence[str], language: str) -> str:
    """Return a clause with all of its values."""
    return FIELDS[key][language].format(wording.listed(values, language, most=len(values)))


def clauses(key: str, values: Sequence[str], language: str) -> Iterator[str]:
    """Yield a clause with all of its values, or nothing where there is none."""
    if any(values):
        yield clause(key, values, language)


def kinds(classes: Sequence[str], language: str) -> str:
    """Return what classes are called."""
    return wording.listed([LABELS[each][language] for each in classes], language)


def figure(value: Decimal, language: str) -> str:
    """Return a number with its thousands parted."""
    text = f"{value:,f}"
    return text.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",") if language == "ru" else text


def quantity(value: Decimal, unit: str, language: str) -> str:
    """Return a number with its unit."""
    parts = (figure(value, language), UNITS[unit][language])
    return ("" if language == "ja" else " ").join(filter(None, parts))
