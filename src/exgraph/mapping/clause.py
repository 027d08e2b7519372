"""The clauses that descriptions are joined of, in Japanese, English and Russian."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from exgraph.mapping import wording
from exgraph.mapping.wording import LANGUAGES, Words, words
from exgraph.model.vocabulary import LABELS

WITHIN = words("{}にある", "In {}", "Находится: {}")
PLACE = words("場所: {}", "Place: {}", "Место: {}")
ORGANISER = words("実施: {}", "Organised by {}", "Организаторы: {}")


def spoken(parts: Callable[[str], Iterable[str]]) -> Words:
    """Return a text in every language, of the statements that are made in one: `spoken(lambda language: ...)`."""
    return {language: sentences(parts(language), language) for language in LANGUAGES}


def sentences(parts: Iterable[str], language: str) -> str:
    """Join statements, each a sentence; an abbreviation's point at the end of one is the sentence's as well."""
    if language == "ja":
        return "".join(f"{part}。" for part in parts)
    return " ".join(f"{wording.capitalised(part).removesuffix('.')}." for part in parts)


def clause(form: Words, values: Sequence[str], language: str) -> str:
    """Return a clause with all of its values, which stand where its form has `{}`."""
    return form[language].format(wording.listed(values, language, most=len(values)))


def clauses(form: Words, values: Sequence[str], language: str) -> Iterator[str]:
    """Yield a clause with all of its values, or nothing where there is none."""
    if any(values):
        yield clause(form, values, language)


def kinds(classes: Sequence[str], language: str) -> str:
    """Return what classes of the shipped ontology are called.

    Raises:
        LookupError: a class is not of the shipped ontology; the script of a project says its kind itself.
    """
    if unknown := [each for each in classes if each not in LABELS]:
        raise LookupError(
            f"exg:{unknown[0]} is no class of the shipped ontology: write its kind as words of the script"
        )
    return wording.listed([LABELS[each][language] for each in classes], language)


def figure(value: Decimal, language: str) -> str:
    """Return a number with its thousands parted."""
    text = f"{value:,f}"
    return text.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",") if language == "ru" else text
