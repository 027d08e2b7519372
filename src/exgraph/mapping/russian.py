"""Russian names in the cases that labels put them in: adjectives and the first noun of a name bend, the rest stays.

`Сахалинская область` is `Сахалинской области` in the genitive, `Ансамбль «Каникулы»` is `Ансамбля «Каникулы»`,
`Петропавловск-Камчатский` is `Петропавловска-Камчатского`; `Саппоро` and `Улан-Удэ` do not bend.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

Case = Literal["genitive", "accusative", "prepositional"]

_ADJECTIVES: tuple[tuple[str, dict[Case, str]], ...] = (
    ("ские", {"genitive": "ских", "accusative": "ские", "prepositional": "ских"}),
    ("ые", {"genitive": "ых", "accusative": "ые", "prepositional": "ых"}),
    ("ская", {"genitive": "ской", "accusative": "скую", "prepositional": "ской"}),
    ("щая", {"genitive": "щей", "accusative": "щую", "prepositional": "щей"}),
    ("шая", {"genitive": "шей", "accusative": "шую", "prepositional": "шей"}),
    ("няя", {"genitive": "ней", "accusative": "нюю", "prepositional": "ней"}),
    ("ая", {"genitive": "ой", "accusative": "ую", "prepositional": "ой"}),
    ("ское", {"genitive": "ского", "accusative": "ское", "prepositional": "ском"}),
    ("ное", {"genitive": "ного", "accusative": "ное", "prepositional": "ном"}),
    ("ое", {"genitive": "ого", "accusative": "ое", "prepositional": "ом"}),
    ("ний", {"genitive": "него", "accusative": "ний", "prepositional": "нем"}),
    ("чий", {"genitive": "чего", "accusative": "чий", "prepositional": "чем"}),
    ("ий", {"genitive": "ого", "accusative": "ий", "prepositional": "ом"}),
    ("ый", {"genitive": "ого", "accusative": "ый", "prepositional": "ом"}),
    ("ной", {"genitive": "ного", "accusative": "ной", "prepositional": "ном"}),
    ("ской", {"genitive": "ского", "accusative": "ской", "prepositional": "ском"}),
    ("вой", {"genitive": "вого", "accusative": "вой", "prepositional": "вом"}),
)
"""Endings of adjectives, longer ones first; names that are adjectives themselves bend alike."""

_NOUNS: tuple[tuple[str, dict[Case, str]], ...] = (
    ("ия", {"genitive": "ии", "accusative": "ию", "prepositional": "ии"}),
    ("ие", {"genitive": "ия", "accusative": "ие", "prepositional": "ии"}),
    ("ье", {"genitive": "ья", "accusative": "ье", "prepositional": "ье"}),
    ("я", {"genitive": "и", "accusative": "ю", "prepositional": "е"}),
    ("й", {"genitive": "я", "accusative": "й", "prepositional": "е"}),
    ("ь", {"genitive": "и", "accusative": "ь", "prepositional": "и"}),
    ("ство", {"genitive": "ства", "accusative": "ство", "prepositional": "стве"}),
    ("острова", {"genitive": "островов", "accusative": "острова", "prepositional": "островах"}),
)

_IRREGULAR: dict[str, dict[Case, str]] = {
    "ансамбль": {"genitive": "ансамбля", "accusative": "ансамбль", "prepositional": "ансамбле"},
    "кружок": {"genitive": "кружка", "accusative": "кружок", "prepositional": "кружке"},
    "посол": {"genitive": "посла", "accusative": "посла", "prepositional": "после"},
    "председатель": {"genitive": "председателя", "accusative": "председателя", "prepositional": "председателе"},
    "заместитель": {"genitive": "заместителя", "accusative": "заместителя", "prepositional": "заместителе"},
    "представитель": {"genitive": "представителя", "accusative": "представителя", "prepositional": "представителе"},
    "тайвань": {"genitive": "Тайваня", "accusative": "Тайвань", "prepositional": "Тайване"},
    "сергиев": {"genitive": "Сергиева", "accusative": "Сергиев", "prepositional": "Сергиевом"},
    "ноглики": {"genitive": "Ноглик", "accusative": "Ноглики", "prepositional": "Ногликах"},
    "государства": {"genitive": "государств", "accusative": "государства", "prepositional": "государствах"},
    "весь": {"genitive": "всего", "accusative": "весь", "prepositional": "всём"},
    "пять": {"genitive": "пяти", "accusative": "пять", "prepositional": "пяти"},
    "четыре": {"genitive": "четырёх", "accusative": "четыре", "prepositional": "четырёх"},
    "донские": {"genitive": "донских", "accusative": "донских", "prepositional": "донских"},
    "казаки": {"genitive": "казаков", "accusative": "казаков", "prepositional": "казаках"},
    "озеро": {"genitive": "озера", "accusative": "озеро", "prepositional": "озере"},
    "право": {"genitive": "права", "accusative": "право", "prepositional": "праве"},
    "бюро": {"genitive": "бюро", "accusative": "бюро", "prepositional": "бюро"},
    "общество": {"genitive": "общества", "accusative": "общество", "prepositional": "обществе"},
    "собрание": {"genitive": "собрания", "accusative": "собрание", "prepositional": "собрании"},
    "авиалинии": {"genitive": "авиалиний", "accusative": "авиалинии", "prepositional": "авиалиниях"},
    "авиатрассы": {"genitive": "авиатрасс", "accusative": "авиатрассы", "prepositional": "авиатрассах"},
    "федерации": {"genitive": "федераций", "accusative": "федерации", "prepositional": "федерациях"},
    "и": {"genitive": "и", "accusative": "и", "prepositional": "и"},
    "рабочие": {"genitive": "рабочих", "accusative": "рабочие", "prepositional": "рабочих"},
    "группы": {"genitive": "групп", "accusative": "группы", "prepositional": "группах"},
    "курсы": {"genitive": "курсов", "accusative": "курсы", "prepositional": "курсах"},
}
"""Words whose endings no rule here tells: masculines in -ь, plurals, numerals, neuters in -о."""

_COMMON = frozenset(
    {
        *("Префектура", "Статуя", "Остров", "Мыс", "Озеро", "Округ", "Пять", "Четыре", "Весь", "Новые"),
        *("Ансамбль", "Балетная", "Балетный", "Джаз-оркестр", "Духовой", "Камерный", "Кружок", "Оркестр"),
        *("Рок-группа", "Струнный", "Хор", "Яхт-клуб"),
    }
)
"""Common nouns and numerals that a name begins with: capitals at the head of a line only."""

_FIXED = frozenset({"Санкт", "Яхт", "Джаз", "Бизнес"})
"""First parts of compounds that never bend."""

_HUSHED = "гкхжчшщ"
_CONSONANT = re.compile(r"[бвгджзклмнпрстфхцчшщ]$")
_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_OUTSIDE = re.compile(r"[«(„“\"0-9A-Za-z]")
_ON = re.compile(
    r"(?:Северный |Южный |Восточный )?Хоккайдо$|Тайвань|Аляска|Дальний Восток|Урал$|Остров |Мыс |Озеро "
    r"|Курильские|Четыре |Холмский перевал|Новая Земля|Сахалин$"
)
_CLUSTER = re.compile(r"[ВФ][бвгджзклмнпрстфхцчшщ]", re.IGNORECASE)

_LED_BY_ADJECTIVE = re.compile(r"[\w-]+(?:[ыио]й|[ая]я|[ое]е|ые|ские)\b")
_MEETING = re.compile(r"(?:[\w-]+ )+(?:заседани|встреч|секци|собрани)")


def inflected(name: str, case: Case) -> str:
    """Return a name in a case: its adjectives and first noun bend; what no rule knows stays as it is."""
    words = within(name).split(" ")
    for at, word in enumerate(words):
        if _OUTSIDE.match(word) or not _WORD.fullmatch(word):
            break
        bent, is_noun = _bent(word, case, last=at == len(words) - 1)
        words[at] = bent
        if is_noun:
            words[at + 1 :] = _apposed(words[at + 1 :], word, case)
            break
    return " ".join(words)


def within(name: str) -> str:
    """Return a name as it stands within a sentence: `префектура Акита`, `остров Шумшу`; proper names as they are."""
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if rest and first in _COMMON else name


def numbered(name: str) -> str:
    """Return a name after a Roman number: `XXV Международный конкурс`, but `X конференция`, `V очередное заседание`.

    The capital stays where an adjective leads the name of an event; meetings, and names led by a noun, go on small.
    """
    if _LED_BY_ADJECTIVE.match(name) and not _MEETING.match(name):
        return name
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _apposed(rest: list[str], head: str, case: Case) -> list[str]:
    """Bend the adjectives of a numeral's noun, and nothing else that follows the first noun."""
    if head.casefold() not in ("пять", "четыре"):
        return rest
    plurals = {
        "северных": "северных",
        "острова": {"genitive": "островов", "prepositional": "островах"}.get(case, "острова"),
    }
    return [plurals.get(word, word) for word in rest]


def _bent(word: str, case: Case, *, last: bool) -> tuple[str, bool]:
    """Return a word in a case, and whether it is the noun that ends the bending."""
    if "-" in word:
        return _compound(word, case, last=last)
    if irregular := _IRREGULAR.get(word.casefold()):
        adjective = word.casefold() in ("весь", "сергиев", "донские", "рабочие", "и")
        return _capital(word, irregular[case]), not adjective
    for ending, cases in _ADJECTIVES:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + cases[case], last
    return _noun(word, case), True


def _noun(word: str, case: Case) -> str:
    if word.isupper():
        return word
    for ending, cases in _NOUNS:
        if word.endswith(ending):
            return word.removesuffix(ending) + cases[case]
    if word.endswith("а"):
        stem = word[:-1]
        genitive = "и" if stem[-1:] in _HUSHED else "ы"
        return stem + {"genitive": genitive, "accusative": "у", "prepositional": "е"}[case]
    if _CONSONANT.search(word):
        return word + {"genitive": "а", "accusative": "", "prepositional": "е"}[case]
    return word


def _compound(word: str, case: Case, *, last: bool) -> tuple[str, bool]:
    parts = word.split("-")
    if len(parts) > 2 and parts[1] in ("на", "де"):
        return "-".join([_noun(parts[0], case), *parts[1:]]), True
    tail, is_noun = _bent(parts[-1], case, last=last)
    adjective = any(parts[-1].endswith(ending) for ending, _ in _ADJECTIVES)
    bends = adjective and _CONSONANT.search(parts[0]) and parts[0] not in _FIXED
    head = [_noun(parts[0], case)] if bends else [parts[0]]
    return "-".join([*head, *parts[1:-1], tail]), is_noun


def _capital(model: str, text: str) -> str:
    return text[:1].upper() + text[1:] if model[:1].isupper() else text[:1].lower() + text[1:]


def into(place: str) -> str:
    """Return where to: `в Невельск`, `на Хоккайдо`, `во Владивосток`."""
    return f"{_in(place)} {inflected(place, 'accusative')}"


def at(place: str) -> str:
    """Return where: `в Невельске`, `на Хоккайдо`, `во Владивостоке`."""
    return f"{_in(place)} {inflected(place, 'prepositional')}"


def shared(ways: Sequence[str]) -> list[str]:
    """Return ways to be listed, with the preposition they share told once: `в Невельск`, `Корсаков`."""
    prepositions = {way.partition(" ")[0] for way in ways}
    return list(ways) if len(prepositions) > 1 else [*ways[:1], *(way.partition(" ")[2] for way in ways[1:])]


def out_of(place: str) -> str:
    """Return where from: `из Невельска`, `с Хоккайдо`."""
    return f"{'с' if _ON.match(place) else 'из'} {inflected(place, 'genitive')}"


def _in(place: str) -> str:
    if _ON.match(place):
        return "на"
    return "во" if _CLUSTER.match(place) else "в"
