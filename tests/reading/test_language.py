from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from exgraph.reading import examples
from exgraph.reading.language import LANGUAGES, Language, catalogue
from exgraph.web.page.visitor import accepted

ROOMS = Path(__file__).parents[2] / "src" / "exgraph"
FORMS: dict[Language, int] = {"ja": 1, "en": 2, "ru": 3}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("ja", "ja"),
        ("ja-JP,ja;q=0.9,en-US;q=0.8,en;q=0.7", "ja"),
        ("ru-RU, ru;q=0.9, en;q=0.5", "ru"),
        ("fr, ru;q=0.4, en;q=0.3", "ru"),
        ("de", "en"),
        ("en-GB;q=0.5, ja;q=0.9", "ja"),
        ("*", "en"),
    ],
)
def test_the_best_accepted_language_is_taken(header: str | None, language: str) -> None:
    assert accepted(header) == language


@pytest.mark.parametrize(
    ("number", "noun"),
    [
        *[(1, "событие"), (21, "событие"), (101, "событие")],
        *[(2, "события"), (4, "события"), (22, "события"), (1004, "события")],
        *[(0, "событий"), (5, "событий"), (11, "событий"), (12, "событий"), (14, "событий"), (111, "событий")],
    ],
)
def test_russian_plurals(number: int, noun: str) -> None:
    assert catalogue("ru").count("count.events", number).endswith(noun)


def test_numbers_with_nouns() -> None:
    assert catalogue("ru").count("count.events", 1234) == "1\N{NO-BREAK SPACE}234 события"
    assert catalogue("ru").count("count.events", 21) == "21 событие"
    assert catalogue("en").count("count.events", 1) == "1 event"
    assert catalogue("en").count("count.events", 1234) == "1,234 events"
    assert catalogue("ja").count("count.people", 5) == "5 人"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_exists_in_every_language_with_its_plural_forms_and_values(language: Language) -> None:
    words, reference = catalogue(language), catalogue("en")
    assert words.texts.keys() == reference.texts.keys()
    assert words.counts.keys() == reference.counts.keys()
    for key, text in words.texts.items():
        assert text, key
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", reference.texts[key])), key
    for key, forms in words.counts.items():
        assert len(forms) == FORMS[language], key
        assert all("{n}" in form for form in forms), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_stands_once_in_the_file_of_its_first_word(language: Language) -> None:
    seen: set[str] = set()
    for file in (ROOMS / "reading" / "i18n" / language).glob("*.po"):
        keys = re.findall(r'^msgid "(.+)"', file.read_text(encoding="utf-8"), re.MULTILINE)
        assert {key.partition(".")[0] for key in keys} == {file.stem}
        assert len(keys) == len(set(keys)), file
        seen.update(keys)
    for file in (ROOMS / "reading" / "i18n").glob("*.toml"):
        seen.update(f"{file.stem}.{word}" for word in tomllib.loads(file.read_text(encoding="utf-8")))
    assert seen == catalogue(language).texts.keys() | catalogue(language).counts.keys()


def test_every_key_the_templates_use_exists() -> None:
    words = catalogue("en")
    for template in (ROOMS / "web" / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert set(re.findall(r"""\btext\(["']([\w.]+\w)["'][,)]""", text)) <= words.texts.keys(), template.name
        assert set(re.findall(r"""\bcount\(["']([\w.]+)["'],""", text)) <= words.counts.keys(), template.name
    assert {f"question.{question.key}" for question in examples.EXAMPLES} <= words.texts.keys()
