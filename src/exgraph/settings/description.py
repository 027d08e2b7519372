"""What `exgraph.toml` says of a project: its names, its publisher, its addresses, its folders."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from exgraph.errors import Location, SettingsError

FILE = "exgraph.toml"
"""The file whose folder is a project."""
COUNTRY = "japan"
"""The country at home, where neither project nor source names another."""
LANGUAGES = ("ja", "en", "ru")
"""The languages that pages, labels and messages can be in."""

_TEXTS = ("base", "home", "country", "licence", "address", "mappings")
_NAMES = ("title", "publisher")


@dataclass(frozen=True)
class Description:
    """What a project says of itself. Every value may be left out.

    Attributes:
        title: its name, by language.
        publisher: who publishes its data, by language.
        base: the base of the addresses of its things, an absolute http(s) IRI that ends with a slash.
        home: the id of the place whose exchange it tells, from the gazetteer.
        country: the id of the country at home: exchange is told between its places and those abroad.
        licence: the address of the licence of its data.
        address: a page about the project.
        languages: the languages its pages are offered in, the first first.
        mappings: the folder of gazetteer, sources and tables, from the project's.
        texts: words of pages that the project says in its own way: by language, then by key.
    """

    title: Mapping[str, str] = field(default_factory=dict)
    publisher: Mapping[str, str] = field(default_factory=dict)
    base: str = ""
    home: str = ""
    country: str = COUNTRY
    licence: str = ""
    address: str = ""
    languages: tuple[str, ...] = LANGUAGES
    mappings: str = "."
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def named(self, names: Mapping[str, str], language: str) -> str:
        """Return a name in a language, else in the first language it is given in, else nothing."""
        return names.get(language) or next((names[each] for each in (*self.languages, *names) if names.get(each)), "")


def read(path: Path) -> Description:
    """Read a project's `exgraph.toml`.

    Raises:
        SettingsError: it cannot be read, is no TOML, or holds a key or a value that has no meaning here.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror}", at=Location(path)) from error
    except UnicodeDecodeError as error:
        raise SettingsError("is not UTF-8", at=Location(path), remedy="save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"is not TOML: {error}", at=Location(path)) from error
    return _Reading(path, text).description(data)


@dataclass(frozen=True)
class _Reading:
    """One file being read; knows where a key stands, for errors."""

    path: Path
    text: str

    def description(self, data: dict[str, Any]) -> Description:
        project = data.get("project", {})
        if unknown := [key for key in data if key not in ("project", "texts")]:
            raise self._error(unknown[0], "has no meaning here", "the tables are [project] and [texts.<language>]")
        known = {*_TEXTS, "languages", *(f"{name}_{language}" for name in _NAMES for language in LANGUAGES)}
        for key, value in project.items():
            if key not in known:
                raise self._error(key, "has no meaning here", f"the keys are {', '.join(sorted(known))}")
            if key != "languages" and not isinstance(value, str):
                raise self._error(key, "is no text", "put it in quotation marks")
        return Description(
            title=self._names(project, "title"),
            publisher=self._names(project, "publisher"),
            base=self._base(project.get("base", "")),
            home=project.get("home", ""),
            country=project.get("country", COUNTRY),
            licence=project.get("licence", ""),
            address=project.get("address", ""),
            mappings=project.get("mappings", "."),
            texts=self._texts(data.get("texts", {})),
            languages=self._languages(project.get("languages", list(LANGUAGES))),
        )

    def _names(self, project: dict[str, Any], name: str) -> dict[str, str]:
        return {each: project[f"{name}_{each}"] for each in LANGUAGES if project.get(f"{name}_{each}")}

    def _texts(self, texts: dict[str, Any]) -> dict[str, dict[str, str]]:
        for language, words in texts.items():
            if language not in LANGUAGES or not isinstance(words, dict):
                raise self._error(
                    f"texts.{language}", "is no language", f"write [texts.{'], [texts.'.join(LANGUAGES)}]"
                )
            for key, text in words.items():
                if not isinstance(text, str):
                    raise self._error(f'"{key}"', "is no text", "put key and text in quotation marks")
        return texts

    def _base(self, base: str) -> str:
        parts = urlsplit(base)
        if base and (parts.scheme not in ("http", "https") or not parts.netloc or not base.endswith("/")):
            raise self._error(
                "base", f"{base!r} is no base", "write an absolute http or https address that ends with /"
            )
        return base

    def _languages(self, languages: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever TOML holds
        if not isinstance(languages, list) or not languages or set(languages) - set(LANGUAGES):
            raise self._error("languages", "is no list of languages", f"choose among {', '.join(LANGUAGES)}")
        return tuple(languages)

    def _error(self, key: str, problem: str, remedy: str) -> SettingsError:
        lines = enumerate(self.text.splitlines(), start=1)
        line = next((number for number, line in lines if line.lstrip().lstrip("[").startswith(key)), 1)
        return SettingsError(f"{key}: {problem}", at=Location(self.path, line), remedy=remedy)
