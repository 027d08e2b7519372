"""Languages of the interface: which one a reader wants, and its words."""

from __future__ import annotations

import gettext
import tomllib
from collections.abc import Iterable, Mapping
from copy import copy
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Formatter
from typing import Literal, get_args

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

from exgraph.errors import SettingsError
from exgraph.settings.description import Description

Language = Literal["ja", "en", "ru"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
NAMES: dict[Language, str] = {"ja": "日本語", "en": "English", "ru": "Русский"}


def known(name: str | None) -> Language | None:
    """Return the language of this name, or None where the interface does not have it."""
    return next((language for language in LANGUAGES if language == name), None)


class Messages:
    """The interface's words in one language, by dotted key.

    Keys of one first word stand in one place: a gettext file in each language, or one TOML file with all languages.
    """

    def __init__(self, language: Language, catalogues: Iterable[Catalog], texts: Mapping[str, str]) -> None:
        self.language = language
        self.texts: dict[str, str] = dict(texts)
        self.counts: dict[str, tuple[str, ...]] = {}
        for entries in catalogues:
            self._form = gettext.c2py(entries.plural_expr)
            for entry in entries:
                if isinstance(entry.id, str) and isinstance(entry.string, str) and entry.id:
                    self.texts[entry.id] = entry.string
                elif isinstance(entry.id, (tuple, list)) and isinstance(entry.string, (tuple, list)):
                    self.counts[entry.id[0]] = tuple(entry.string)

    def over(self, texts: Mapping[str, str]) -> Messages:
        """Return the same words, some of them said in another way.

        Raises:
            SettingsError: there is no word of such a key, or a text names a value that the word has not.
        """
        for key, text in texts.items():
            if key not in self.texts:
                raise SettingsError(f"no page has the text {key!r}", remedy="see the keys in exgraph/reading/i18n")
            if extra := _values(text) - _values(self.texts[key]):
                raise SettingsError(f"the text {key!r} has no value {{{min(extra)}}}", remedy="leave it out")
        changed = copy(self)
        changed.texts = {**self.texts, **texts}
        return changed

    def text(self, key: str, **values: object) -> str:
        """Return a sentence with its values filled in.

        Raises:
            KeyError: no such key; a test holds the catalogues complete.
        """
        return self.texts[key].format(**values) if values else self.texts[key]

    def count(self, key: str, number: int, **values: object) -> str:
        """Return a number with its noun in the right form: 1 event, 2 события, 5 событий.

        Raises:
            KeyError: no such key.
        """
        return self.counts[key][self._form(number)].format(n=self.number(number), **values)

    def area(self, *areas: str) -> dict[str, str | list[str]]:
        """Return all words of some areas, the first words of their keys, for scripts; of those with numbers the forms.

        Values stay in braces, to be filled in there.
        """
        found: dict[str, str | list[str]] = {}
        for key, text in (*self.texts.items(), *self.counts.items()):
            if key.partition(".")[0] in areas:
                found[key] = text if isinstance(text, str) else list(text)
        return found

    def number(self, number: float) -> str:
        """Return a number with its thousands apart, as the language writes them."""
        return str(format_decimal(number, locale=self.language))


@cache
def catalogue(language: Language) -> Messages:
    """Return the words of a language, read once.

    Raises:
        SettingsError: a catalogue is not of the gettext PO form, or a page's file not of the form of `_page`.
    """
    folder = files("exgraph.reading") / "i18n"
    pages = [_page(file, language) for file in _sorted(folder, ".toml")]
    texts = {key: text for page in pages for key, text in page.items()}
    return Messages(language, [_read(file) for file in _sorted(folder / language, ".po")], texts)


def _sorted(folder: Traversable, ending: str) -> list[Traversable]:
    return sorted((file for file in folder.iterdir() if file.name.endswith(ending)), key=lambda file: file.name)


def _page(file: Traversable, language: Language) -> dict[str, str]:
    """Return the words of a page in one language; its file has a table `[word]` with `ja`, `en` and `ru` for each."""
    area = file.name.removesuffix(".toml")
    try:
        words = tomllib.loads(file.read_text(encoding="utf-8"))
        return {f"{area}.{word}": str(texts[language]) for word, texts in words.items()}
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise SettingsError(f"the words of {file} cannot be read: {error}", remedy="give each ja, en and ru") from error


def words_of(project: Description, language: Language) -> Messages:
    """Return the words of a project's pages: its title is the name of the site, its texts take the place of ours.

    Raises:
        SettingsError: the project names a text that no page has.
    """
    title = project.named(project.title, language)
    named = {"site.name": title, "site.title": title} if title else {}
    return catalogue(language).over({**named, **project.texts.get(language, {})})


def _values(text: str) -> set[str]:
    """Return the names of the values that a text is filled with."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name}
    except ValueError as error:
        raise SettingsError(f"{text!r} cannot be filled in: {error}", remedy="write {{ and }} for braces") from error


def _read(file: Traversable) -> Catalog:
    with file.open("rb") as text:
        try:
            return read_po(text, abort_invalid=True)
        except PoFileError as error:
            raise SettingsError(f"the catalogue {file} cannot be read: {error}") from error
