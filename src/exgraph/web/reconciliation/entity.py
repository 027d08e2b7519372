"""Everything that can be matched, in memory: names, classes, values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import jaconv

from exgraph.model.iri import NS, PREFIXES, Base, expand
from exgraph.store import Store, fold, main_classes
from exgraph.store.name_index import is_kana, romaji
from exgraph.web.reconciliation.property import PROPERTIES, codes

_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_NAMES = """
    SELECT ?thing ?property ?text {
        VALUES ?kind { %s }
        VALUES ?property { rdfs:label skos:prefLabel skos:altLabel exg:kana skos:hiddenLabel }
        ?thing a ?kind ; ?property ?text
    }"""
_CLASSES = "SELECT ?thing ?class { VALUES ?kind { %s } ?thing a ?kind, ?class }"
_IRIS = {each.iri: each.id for each in PROPERTIES if each.iri}
_FACTS = """
    SELECT ?thing ?property ?value (LANG(?value) AS ?language) {
        VALUES ?kind { %s }
        VALUES ?property { PROPERTIES }
        ?thing a ?kind ; ?property ?value
    }""".replace("PROPERTIES", " ".join(f"<{iri}>" for iri in _IRIS))
_WORDS = """
    SELECT ?it ?text {
        VALUES ?class { skos:Concept owl:Class rdfs:Class }
        VALUES ?property { rdfs:label skos:prefLabel }
        ?it a ?class ; ?property ?text FILTER(ISIRI(?it))
    }"""
_HIERARCHY = "SELECT DISTINCT ?class ?above { ?class rdfs:subClassOf+ ?above FILTER(ISIRI(?above) && ISIRI(?class)) }"
_GRADES = {
    expand("rdfs:label"): "label",
    expand("skos:prefLabel"): "label",
    expand("skos:altLabel"): "alternative",
    expand("exg:kana"): "reading",
    expand("skos:hiddenLabel"): "hidden",
}
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_LATIN = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True))
    | {"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ю": "yu", "я": "ya", "ъ": "", "ь": ""}
)
"""Russian in Latin letters as passports and maps have it."""
_ENDINGS = (
    *(("市", "し"), ("町", "ちょう"), ("町", "まち"), ("村", "むら"), ("村", "そん")),
    *(("県", "けん"), ("府", "ふ"), ("区", "く")),
)

_ABBREVIATED = {
    "City": ("shi", "si", "г", "cityof"),
    "Town": ("cho", "machi", "chou", "townof", "пгт"),
    "Village": ("mura", "son", "villageof", "с"),
    "Prefecture": ("ken", "fu", "県", "府", "prefectureof"),
    "FederalSubject": ("oblast", "krai", "region", "область", "край", "州", "地方", "республика", "共和国", "republic"),
}


@dataclass(frozen=True)
class EntityName:
    """A name of a thing: as written, as compared, in one form of its transcriptions."""

    text: str
    grade: str
    """label, alternative, reading, or hidden for a misprint of a source."""
    folded: str
    form: str


@dataclass
class KnownEntity:
    """A thing that can be matched."""

    iri: str
    id: str
    """Follows the identifier space: place/wakkanai."""
    classes: set[str] = field(default_factory=set)
    """IRIs of all its classes."""
    kinds: tuple[str, ...] = ()
    """Local names of its most special classes of the vocabulary."""
    rank: int = 0
    names: list[EntityName] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)
    """Texts or IRIs by property id, sorted."""
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    """Texts in a language, by property id and language."""


class Entities:
    """All entities, found by id, name or identifier. What is asked of it never changes it but for what it keeps."""

    def __init__(self, store: Store, base: Base) -> None:
        """Read them from a store."""
        self._root = base.root + "id/"
        self._store = store
        self._all: dict[str, KnownEntity] = {}
        self.kinds = tuple(each.name for each in main_classes(store).searched)
        """The main classes that are matched, in the order in which equally good candidates stand."""
        matched = " ".join(f"exg:{kind}" for kind in self.kinds)
        self.above: dict[str, tuple[str, ...]] = self._hierarchy()
        """The classes above each class, IRIs."""
        for row in self._rows(_CLASSES % matched):
            self._entity(row["thing"]).classes.add(row["class"])
        for entity in self._all.values():
            own = {iri for iri in entity.classes if iri.startswith(NS)}
            general = {above for each in own for above in self.above.get(each, ()) if above != each}
            entity.kinds = tuple(sorted(iri.removeprefix(NS) for iri in own - general))
            ranks = (rank for rank, kind in enumerate(self.kinds) if NS + kind in own)
            entity.rank = min(ranks, default=len(self.kinds))
        for row in self._rows(_NAMES % matched):
            entity = self._entity(row["thing"])
            entity.names += _names(row["text"], _GRADES[row["property"]])
        for entity in self._all.values():
            if NS + "Place" in entity.classes:
                entity.names += _without_kind(entity)
        for row in self._rows(_FACTS % matched):
            entity, id_ = self._entity(row["thing"]), _IRIS[row["property"]]
            entity.values.setdefault(id_, []).append(row["value"])
            if language := row.get("language"):
                entity.texts.setdefault(id_, {}).setdefault(language, row["value"])
        for entity in self._all.values():
            for values in entity.values.values():
                values.sort()
        self.by_code = self._by_code()
        """Entities by folded identifier: q171405, c01214, 012149."""
        self.by_name: dict[str, set[str]] = {}
        """IRIs by folded name."""
        for entity in self._all.values():
            for name in entity.names:
                self.by_name.setdefault(name.folded, set()).add(entity.iri)
        self._lies_in: dict[str, frozenset[str]] = {}
        self.words: dict[str, set[str]] = {}
        """Folded labels of concepts and classes, by IRI."""
        for row in self._rows(_WORDS):
            self.words.setdefault(row["it"], set()).add(fold(row["text"]))

    def _rows(self, query: str) -> Iterator[dict[str, str]]:
        seen = set()
        for row in self._store.rows(_PREFIXES + query):
            if (key := tuple(row.values())) not in seen:
                seen.add(key)
                yield row

    def _entity(self, iri: str) -> KnownEntity:
        return self._all.setdefault(iri, KnownEntity(iri, iri.removeprefix(self._root)))

    def _hierarchy(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for row in self._rows(_HIERARCHY):
            found.setdefault(row["class"], []).append(row["above"])
        return {name: tuple(sorted(above)) for name, above in found.items()}

    def _by_code(self) -> dict[str, list[KnownEntity]]:
        found: dict[str, dict[str, KnownEntity]] = {}
        for property_ in (each for each in PROPERTIES if each.kind == "code"):
            for entity in self._all.values():
                for value in entity.values.get(property_.id, ()):
                    for form in codes(property_, value):
                        found.setdefault(form, {})[entity.iri] = entity
        return {form: list(entities.values()) for form, entities in found.items()}

    def __iter__(self) -> Iterator[KnownEntity]:
        return iter(self._all.values())

    def __len__(self) -> int:
        return len(self._all)

    def find(self, id_: str) -> KnownEntity | None:
        """Return the entity of an id or IRI."""
        return self._all.get(id_) or self._all.get(self._root + id_.strip().lstrip("/").removeprefix("id/"))

    def lies_in(self, iri: str) -> frozenset[str]:
        """Return the IRIs of a thing and of what is around it."""
        if iri not in self._lies_in:
            entity = self._all.get(iri)
            around = (each.iri for each in self.around(entity)) if entity else ()
            self._lies_in[iri] = frozenset((iri, *around))
        return self._lies_in[iri]

    def kind_words(self, entity: KnownEntity) -> set[str]:
        """Return the folded words for what kind of thing an entity is: city, 市, город, shi."""
        words = {word for class_ in entity.classes for word in self.words.get(class_, ())}
        return words.union(*(_ABBREVIATED.get(kind, ()) for kind in entity.kinds))

    def around(self, entity: KnownEntity) -> Iterable[KnownEntity]:
        """Return the places that a thing is in, or that it says it has to do with, and what those are in."""
        direct = [
            place
            for name in ("within", "basedIn", "place", "location", "involves", "party")
            for iri in entity.values.get(name, ())
            if (place := self._all.get(iri)) is not None
        ]
        wider = [self._all[iri] for place in direct for iri in place.values.get("within", ()) if iri in self._all]
        return {each.iri: each for each in (*direct, *wider)}.values()


def _names(text: str, grade: str) -> list[EntityName]:
    """Return a name, and the same in Latin letters; without what tells it from others of the same name (Esashi)."""
    found = [_name(text, grade)]
    if (bare := _BRACKETS.sub("", text).strip()) not in ("", text):
        found.append(_name(bare, "alternative"))
    if is_kana(text):
        found.append(_name(jaconv.kana2alphabet(jaconv.kata2hira(text)), "reading"))
    elif _CYRILLIC.search(text):
        found.append(_name(text.casefold().translate(_LATIN), "reading"))
    return [each for each in found if each is not None]


def _name(text: str, grade: str) -> EntityName | None:
    folded = fold(text)
    return EntityName(text, grade, folded, romaji(folded)) if folded else None


def _without_kind(entity: KnownEntity) -> list[EntityName]:
    """Return the names and readings of a Japanese place without its kind: わっかない of 稚内市, 広島 of 広島県."""
    labels = [name.text for name in entity.names if name.grade == "label"]
    endings = [kana for sign, kana in _ENDINGS if any(text.endswith(sign) for text in labels)]
    readings = (name.text for name in entity.names if name.grade == "reading" and is_kana(name.text))
    short = {text.removesuffix(end) for text in readings for end in endings if text.endswith(end) and len(text) > 3}
    bare = {text[:-1] for text in labels if len(text) > 2 and text.endswith(tuple(sign for sign, _ in _ENDINGS))}
    return [
        name
        for texts, grade in ((bare, "alternative"), (short, "reading"))
        for text in sorted(texts)
        for name in _names(text, grade)
    ]
