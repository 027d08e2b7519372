"""Languages of the interface: which one a reader wants, and its words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from exgraph.errors import SettingsError
from exgraph.web.negotiation import Offer, choose

Language = Literal["ja", "en", "ru"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
NAMES: dict[Language, str] = {"ja": "日本語", "en": "English", "ru": "Русский"}
_PREFERENCE: tuple[Language, ...] = ("en", "ja", "ru")


def known(name: str | None) -> Language | None:
    """Return the language of this name, or None where the interface does not have it."""
    return next((language for language in LANGUAGES if language == name), None)


def accepted(header: str | None) -> Language:
    """Return the best language of an Accept-Language header; English where it names none of ours."""
    # A language range is matched like a media range: ja-JP counts as ja.
    tags = [tag.strip().partition(";") for tag in (header or "").split(",")]
    ranges = ",".join(f"{tag.strip().partition('-')[0].lower()}/*;{rest}" for tag, _, rest in tags if tag.strip())
    if not ranges:
        return "en"
    offer = choose(ranges, [Offer(language, f"{language}/*") for language in _PREFERENCE])
    return known(offer.name if offer else None) or "en"


class Catalogue:
    """The interface's words in one language, by dotted key."""

    def __init__(self, language: Language, words: Mapping[str, str]) -> None:
        self.language = language
        self.words = words

    def text(self, key: str, **values: object) -> str:
        """Return a sentence with its values filled in.

        Raises:
            KeyError: no such key; a test holds the catalogues complete.
        """
        return self.words[key].format(**values) if values else self.words[key]

    def count(self, key: str, number: int) -> str:
        """Return a number with its noun in the right form: 1 event, 2 события, 5 событий."""
        return self.words[f"{key}.{plural(self.language, number)}"].format(n=self.number(number))

    def number(self, number: float) -> str:
        """Return a number with its thousands apart, as the language writes them."""
        return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}") if self.language == "ru" else f"{number:,}"


def plural(language: Language, number: int) -> str:
    """Return the CLDR plural category of a whole number: one, few, many, other."""
    if language == "ru":
        tens, ones = number % 100, number % 10
        if ones == 1 and tens != 11:
            return "one"
        return "few" if 2 <= ones <= 4 and not 12 <= tens <= 14 else "many"
    return "one" if language == "en" and number == 1 else "other"


@cache
def catalogue(language: Language) -> Catalogue:
    """Return the words of a language, read once.

    Raises:
        SettingsError: the catalogue is not TOML of nested tables of texts.
    """
    file = files("exgraph.web") / "i18n" / f"{language}.toml"
    try:
        return Catalogue(language, _flat(tomllib.loads(file.read_text(encoding="utf-8"))))
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise SettingsError(f"the catalogue of {language} cannot be read: {error}") from error


def _flat(tables: Mapping[str, object], before: str = "") -> dict[str, str]:
    words: dict[str, str] = {}
    for key, value in tables.items():
        if isinstance(value, str):
            words[before + key] = value
        elif isinstance(value, Mapping):
            words |= _flat(value, f"{before}{key}.")
        else:
            raise TypeError(f"{before}{key} is no text")
    return words
