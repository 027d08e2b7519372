"""Agreements that a record tells of: what was concluded, and between whom."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from exgraph.extract.clause.sentence import Sentence

# The class that the words of an agreement tell, the first that fits.
_CLASSES: tuple[tuple[str, str], ...] = (
    ("JointStatement", r"共同(?:宣言|声明|コミュニケ)"),
    (
        "SisterCityAgreement",
        r"姉妹(?:友好|親善)?(?:都市|町村?|村|区|県|州)(?!.{0,6}(?:代表者|会議))|姉妹(?:提携|関係|縁組)|姉妹・|[Ss]ister",
    ),
    (
        "FriendshipAgreement",
        r"友好(?:都市|町村?|村|区|県|州|省|提携|協定|交流|関係|親善|の)|友好・|[Ff]riendship",
    ),
    ("Memorandum", r"覚書"),
    ("CooperationAgreement", r"協定|合意|提携|締結|調印"),
)


_REGIONS = ("Province", "Prefecture", "FederalSubject", "Region", "State", "MacroRegion", "FirstLevelDivision")
_OTHER = re.compile(r"協定|合意|覚書|交流に関する")
# What bodies of two towns agree on is no tie of the towns.
_BODIES = re.compile(
    r"(?:学校|大学|高校|中学校?|小学校|学園|病院|図書館|博物館|美術館|動物園|庭園|公園|協会|商工会議所|商工会|空港|港湾?|銀行|農協|クラブ|団体|企業)"
    r"(?:同士|間|と|の|が|・|など)[^。]{0,40}?(?:提携|協定|覚書|締結|調印|縁組)|姉妹(?:校|館|港|園|城)|友好(?:校|港)|友好学校"
)


@dataclass(frozen=True)
class Concluded:
    """An agreement: its id, classes and parties (typed references)."""

    id: str
    classes: tuple[str, ...]
    parties: tuple[str, ...]


def read(sentence: Sentence) -> Concluded | None:
    """Read the agreement that a sentence of kind AgreementConclusion tells of; None where its parties are not told."""
    main = _class(sentence.text)
    if main == "CooperationAgreement":
        main = _class(f"{sentence.text} {sentence.setting.title}") if not _OTHER.search(sentence.text) else main
    if _BODIES.search(sentence.text) and len(sentence.named("organisation")) < 2:
        return None
    named = [spot.place for spot in sentence.spots if not spot.inner]
    exact = [place for place in named if not sentence.gazetteer.is_a(place, "Country")]
    both = {sentence.is_home(place) for place in exact} == {True, False}
    # Who signs is named; the row's sides stand in for a side that is not.
    places = sentence.gazetteer.specific(named if both else [*named, *sentence.sides])
    if main in ("SisterCityAgreement", "FriendshipAgreement"):
        tie = _known_tie(sentence, main, places)
        if tie:
            return tie
    parties = _parties(sentence, places)
    if len(parties) < 2:
        return None
    slugs = [party.split("/")[1] for party in parties]
    return Concluded("-".join([*slugs, str(sentence.year)]), _classes(sentence.text, main, parties), tuple(parties))


def _class(text: str) -> str:
    return next((name for name, pattern in _CLASSES if re.search(pattern, text)), "CooperationAgreement")


def _known_tie(sentence: Sentence, main: str, places: list[str]) -> Concluded | None:
    for one, other in itertools.combinations(places, 2):
        tie = sentence.setting.ties.find(one, other, sentence.year)
        if tie and tie.endswith(f"-{sentence.year}"):
            return Concluded(tie, (main,), (f"place/{one}", f"place/{other}"))
    return None


def _classes(text: str, main: str, parties: list[str]) -> tuple[str, ...]:
    between_bodies = all(party.startswith("organisation/") for party in parties)
    if not between_bodies or main not in ("CooperationAgreement", "Memorandum"):
        return (main,)
    assembly = re.search(r"議会", text) and not re.search(r"大学|博物館|病院", text)
    body = "AssemblyAgreement" if assembly else "InstitutionalAgreement"
    return (body,) if main == "CooperationAgreement" else (body, main)


def _parties(sentence: Sentence, places: list[str]) -> list[str]:
    organisations = sentence.named("organisation")
    if len(organisations) >= 2:
        return [f"organisation/{each}" for each in organisations]
    home = [place for place in places if sentence.is_home(place)]
    abroad = [place for place in places if not sentence.is_home(place)]
    # A country or a region is no side of a tie of a town: its town is not known.
    gazetteer = sentence.gazetteer
    wide = ("Country", *(_REGIONS if home and gazetteer.is_municipality(home[0]) else ()))
    abroad = [
        place
        for place in abroad
        if gazetteer.is_municipality(place) or not any(gazetteer.is_a(place, each) for each in wide)
    ]
    if home and abroad:
        return [f"place/{place}" for place in (home[0], *abroad)]
    return []
