from __future__ import annotations

import re
from pathlib import Path

import pytest

from exgraph.web import example
from exgraph.web.language import LANGUAGES, Language, accepted, catalogue, plural

WEB = Path(__file__).parents[2] / "src" / "exgraph" / "web"
FORMS: dict[Language, set[str]] = {"ja": {"other"}, "en": {"one", "other"}, "ru": {"one", "few", "many"}}
COUNTED = re.compile(r"\.(?:one|few|many|other)$")


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
    ("number", "form"),
    [
        *[(1, "one"), (21, "one"), (101, "one")],
        *[(2, "few"), (4, "few"), (22, "few"), (1004, "few")],
        *[(0, "many"), (5, "many"), (11, "many"), (12, "many"), (14, "many"), (111, "many"), (112, "many")],
    ],
)
def test_russian_plurals(number: int, form: str) -> None:
    assert plural("ru", number) == form


def test_numbers_with_nouns() -> None:
    assert catalogue("ru").count("count.events", 1234) == "1\N{NARROW NO-BREAK SPACE}234 события"
    assert catalogue("ru").count("count.events", 21) == "21 событие"
    assert catalogue("en").count("count.events", 1) == "1 event"
    assert catalogue("en").count("count.events", 1234) == "1,234 events"
    assert catalogue("ja").count("count.people", 5) == "5 人"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_exists_in_every_language_with_its_plural_forms_and_values(language: Language) -> None:
    words, reference = catalogue(language).words, catalogue("en").words
    assert {COUNTED.sub("", key) for key in words} == {COUNTED.sub("", key) for key in reference}
    for key, text in words.items():
        stem = COUNTED.sub("", key)
        if stem != key:
            assert {other.rpartition(".")[2] for other in words if COUNTED.sub("", other) == stem} == FORMS[language]
            assert "{n}" in text
        else:
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", reference[key])), key


def test_every_key_the_templates_use_exists() -> None:
    words = catalogue("en").words
    counted = {COUNTED.sub("", key) for key in words if COUNTED.search(key)}
    for template in (WEB / "templates").glob("*.html"):
        text = template.read_text(encoding="utf-8")
        used = set(re.findall(r"""\bt\(["']([\w.]+\w)["'][,)]""", text))
        assert used <= words.keys(), template.name
        assert set(re.findall(r"""\bcount\(["']([\w.]+)["'],""", text)) <= counted, template.name
    assert {f"question.{question.key}" for question in example.QUESTIONS} <= words.keys()
