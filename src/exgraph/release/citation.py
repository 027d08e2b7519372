"""How a release is cited: a CITATION.cff, and a sentence in each language."""

from __future__ import annotations

import json

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Of the data: coordinates and many names come from GeoNames, whose terms these are."""
TITLES = {
    "ja": "exgraph:自治体の国際交流の知識グラフ",
    "en": "exgraph: a knowledge graph of exchange between towns",
    "ru": "exgraph: граф знаний об обменах между городами",
}
_AUTHORS = {"ja": "exgraph の著者", "en": "The exgraph authors", "ru": "Авторы exgraph"}
_SENTENCES = {
    "ja": "{authors}『{title}』リリース {id}、データセット、{date}。SHA-256(RDFC-1.0){hash}。{iri}",
    "en": "{authors}. {title}. Release {id}. Data set, {date}. SHA-256 (RDFC-1.0) {hash}. {iri}",
    "ru": "{authors}. {title}. Выпуск {id}. Набор данных, {date}. SHA-256 (RDFC-1.0) {hash}. {iri}",
}


def sentence(language: str, id_: str, date: str, canonical: str, iri: str) -> str:
    """Return the citation of a release as a sentence; `canonical` is its hash, of which 16 digits are named."""
    words = {"authors": _AUTHORS[language], "title": TITLES[language]}
    return _SENTENCES[language].format(**words, id=id_, date=date, hash=canonical[:16], iri=iri)


def sentences(id_: str, date: str, canonical: str, iri: str) -> str:
    """Return the citation in every language, one a line."""
    return "".join(f"{sentence(language, id_, date, canonical, iri)}\n" for language in TITLES)


def cff(date: str, version: str, canonical: str, iri: str) -> str:
    """Return the citation in the Citation File Format 1.2.0."""
    told: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": "If you use this data set, please cite it.",
        "type": "dataset",
        "title": TITLES["en"],
        "authors": [{"name": _AUTHORS["en"]}],
        "version": version,
        "date-released": date,
        "license": "CC-BY-4.0",
        "url": iri,
        "identifiers": [{"type": "other", "value": f"sha256:{canonical}", "description": "RDFC-1.0 canonical hash"}],
    }
    # JSON values are YAML values.
    return "".join(
        f"{name}: {value if name in ('type', 'date-released') else json.dumps(value, ensure_ascii=False)}\n"
        for name, value in told.items()
    )
