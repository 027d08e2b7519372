"""Every proper name that a document puts in quotation marks is found in the graph.

It is a label, another name or a title, be it one that only one of two documents tells. The documents are read when the
test runs. Of what they quote and is no name, `not-names.csv` holds the digest alone.
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exgraph import settings as project
from exgraph.facts import catalogue as catalogues
from exgraph.sources import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exgraph.store import Store

ROOT = Path(__file__).parents[2]
DOCUMENTS = project.load(ROOT).documents or ROOT.parent / "shared" / "sources"
SOURCES = (
    "hokkaido-russia-db",
    "wakkanai-chronicle",
    "clair-japan-russia",
    "dohoku-project",
    "hokkaido-programmes-2022",
)

NAMES = """PREFIX exg: <https://w3id.org/exgraph/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?name {
  { ?thing rdfs:label|skos:altLabel|skos:hiddenLabel|exg:title ?name }
  UNION { ?claim exg:claimedProperty exg:title ; exg:claimedValue ?name }
  FILTER (LANGMATCHES(LANG(?name), "ja"))
}"""

_QUOTED = re.compile(
    r"「([^「」]*(?:「[^」]*」[^「」]*)*)」|『([^』]*)』|\"([^\"]*)\"|“([^”]*)”|〝([^〟]*)〟|＂([^＂]*)＂",
)
_MISREAD = str.maketrans({"\u043b": "ル", "\u0442": "タ", "\u0430": "", "\u56e2": "団", "\u53e3": "ロ", "\u3079": "ベ"})
_MARKS = re.compile(r"[\s「」『』\"“”〝〟<>()【】&・、,.\-–—:]")
_EDITION = re.compile(r"^第\d+[回次期]|(?:19|20)\d\d$")
_NOTE = re.compile(r"[(（][^()（）]*[)）]$")


def _folded(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).translate(_MISREAD).casefold()


def _forms(quoted: str) -> Iterator[str]:
    """Yield what to look for: the string, the string without its edition or year, and without the note at its end."""
    folded = _folded(quoted)
    yield folded
    yield _EDITION.sub("", folded)
    yield _folded(_NOTE.sub("", quoted))


def _digest(quoted: str) -> str:
    return hashlib.sha256(quoted.encode()).hexdigest()[:16]


def _quoted(text: str) -> set[str]:
    return {
        next(each for each in found.groups() if each is not None).replace("\n", "") for found in _QUOTED.finditer(text)
    }


@pytest.mark.parametrize("source", SOURCES)
def test_every_name_in_quotation_marks_is_found(source: str, store: Store) -> None:
    catalogue = catalogues.load(ROOT / "mappings")
    if not DOCUMENTS.is_dir():
        pytest.skip("the documents are not at hand")
    lines = document.read(next(each for each in catalogue.sources if each.id == source), DOCUMENTS).lines
    with (Path(__file__).parent / "not-names.csv").open(encoding="utf-8", newline="") as file:
        left_out = {(row["record"], row["digest"]) for row in csv.DictReader(file) if row["source"] == source}
    names = "\n".join(_folded(row["name"]) for row in store.rows(NAMES))
    with (ROOT / "mappings" / "sources" / source / "facts" / "record.csv").open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))
    quoted = {
        (row["number"], each)
        for row in records
        for each in _quoted("\n".join(lines[int(row["first_line"]) - 1 : int(row["last_line"])]))
    }
    assert quoted
    missing = {
        (record, each)
        for record, each in quoted
        if (record, _digest(each)) not in left_out and not any(form and form in names for form in _forms(each))
    }
    assert not missing
    assert left_out <= {(record, _digest(each)) for record, each in quoted}, "a digest of what is not quoted"
