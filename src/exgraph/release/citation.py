"""How the data and their releases are cited: a CITATION.cff, and a sentence in each language.

Title, authors and licence are the project's; those of exgraph's own data stand in for what a project does not say.
"""

from __future__ import annotations

import json

from exgraph.release.release import Release
from exgraph.settings.description import Description

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Of the data: coordinates and many names come from GeoNames, whose terms these are."""
TITLES = {
    "ja": "exgraph:自治体の国際交流の知識グラフ",
    "en": "exgraph: a knowledge graph of exchange between towns",
    "ru": "exgraph: граф знаний об обменах между городами",
}
_DESCRIPTIONS = {
    "ja": "まちとまちの交流：協定、行事、人、団体。どの事実にも典拠の行があります。",
    "en": "Exchange between towns: agreements, events, people, organisations, each with the line that tells it.",
    "ru": "Обмены между городами: соглашения, события, люди, организации; у каждого факта есть строка источника.",
}
_AUTHORS = {"ja": "exgraph の著者", "en": "The exgraph authors", "ru": "Авторы exgraph"}
_SENTENCES = {
    "ja": "{authors}『{title}』リリース {id}、データセット、{date}。SHA-256(RDFC-1.0){hash}。{iri}",
    "en": "{authors}. {title}. Release {id}. Data set, {date}. SHA-256 (RDFC-1.0) {hash}. {iri}",
    "ru": "{authors}. {title}. Выпуск {id}. Набор данных, {date}. SHA-256 (RDFC-1.0) {hash}. {iri}",
}


def licence(project: Description) -> str:
    """Return the address of the licence of a project's data."""
    return project.licence or LICENCE


def licence_name(project: Description) -> str:
    """Return how the licence of a project's data is named: its address, where it is not the usual one."""
    return project.licence if project.licence not in ("", LICENCE) else "CC BY 4.0"


def title(project: Description, language: str) -> str:
    """Return what a project's data are called."""
    return project.named(project.title, language) or TITLES[language]


def description(language: str) -> str:
    """Return in a sentence what the data tell, for catalogues."""
    return _DESCRIPTIONS[language]


def authors(project: Description, language: str) -> str:
    """Return who publishes a project's data; for a project that does not say so, its title."""
    if not project.title:
        return _AUTHORS[language]
    return project.named(project.publisher, language) or title(project, language)


def sentence(project: Description, language: str, release: Release) -> str:
    """Return the citation of a release as a sentence; of its hash 16 digits are named."""
    words = {"authors": authors(project, language), "title": title(project, language)}
    return _SENTENCES[language].format(
        **words, id=release.id, date=release.date, hash=release.canonical[:16], iri=release.iri
    )


def sentences(project: Description, release: Release) -> str:
    """Return the citation in every language, one a line."""
    return "".join(f"{sentence(project, language, release)}\n" for language in TITLES)


def cff(project: Description, release: Release) -> str:
    """Return the citation in the Citation File Format 1.2.0."""
    fields: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": "If you use this data set, please cite it.",
        "type": "dataset",
        "title": title(project, "en"),
        "authors": [{"name": authors(project, "en")}],
        "version": release.version,
        "date-released": release.date,
        **({"license-url": project.licence} if project.licence else {"license": "CC-BY-4.0"}),
        "url": release.iri,
        "identifiers": [
            {"type": "other", "value": f"sha256:{release.canonical}", "description": "RDFC-1.0 canonical hash"}
        ],
    }
    # JSON values are YAML values.
    return "".join(
        f"{name}: {value if name in ('type', 'date-released') else json.dumps(value, ensure_ascii=False)}\n"
        for name, value in fields.items()
    )
