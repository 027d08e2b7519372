"""How Japanese calls a group by where it is from: 函館市職員, 稚内市の児童生徒, コルサコフ訪問団の引率者."""

from __future__ import annotations

from collections.abc import Sequence

from exgraph.mapping.context import Context
from exgraph.mapping.wording import listed

from .official import Official
from .organisation import Organisation
from .place import Place

VISITORS = "訪問団"
"""What a group is called of which nothing but its way is told."""

_OWN_KIND = ("市", "町", "村", "区", "都", "道", "府", "県", "州", "国", "地方")
"""How names of places end that say what they are: 函館市 has 職員, コルサコフ has 市職員."""

_PEOPLED = frozenset("市町村区都道府県州")
"""How names of places end whose people are called by it: 市民, 町民, 道民."""

_CLERKS = {"City": "市職員", "Town": "町職員", "Village": "村職員", "Country": "政府関係者"}
"""What those who serve a place are called whose name does not say what it is, by class."""

_JOINED = frozenset({"official", "assembly-member", "staff"})
"""Roles that stand right behind the one body that they are of: 北海道議会議員, 博物館職員."""

_CREWED = frozenset({"MediaOrganisation", "Ensemble", "Association"})
"""Classes of bodies whose staff are スタッフ, not 職員."""


def of_places(roles: Sequence[str], called: Sequence[str], places: Sequence[str], context: Context) -> str:
    """Return who a group of these roles, called so, is by the places (ids) it is from."""
    origin = listed(context.names("place", places, "ja"), "ja")
    own = {"official": clerks(places, context), "citizen": _inhabitants(places, context), "staff": "関係者"}
    words = [own.get(role, word) for role, word in zip(roles, called, strict=True)]
    who = listed(words, "ja") or VISITORS
    if not origin:
        return who
    if list(roles) == ["leader"]:
        return f"{origin}{VISITORS}の{who}"
    joined = len(places) == 1 and (not roles or list(roles) == ["official"])
    return f"{origin}{who}" if joined or not roles else f"{origin}の{who}"


def of_bodies(roles: Sequence[str], called: Sequence[str], bodies: Sequence[str], context: Context) -> str:
    """Return who a group of these roles, called so, is by the bodies (ids) it is of."""
    names = listed(context.names("organisation", bodies, "ja"), "ja")
    classes = {kind for body in bodies for kind in context.find(Organisation, body).class_}
    servants = {"official": "職員"} | ({} if classes & _CREWED else {"staff": "職員"})
    if len(bodies) == 1 and "official" in roles and len(roles) > 1:
        # Whoever else comes with the servants of a body need not be of it: 州政府職員・企業関係者.
        others = [word for role, word in zip(roles, called, strict=True) if role != "official"]
        return listed([f"{names}職員", *others], "ja")
    words = list(dict.fromkeys(servants.get(role, word) for role, word in zip(roles, called, strict=True)))
    joined = len(bodies) == 1 and len(words) == 1 and _JOINED.issuperset(roles)
    return f"{names}{'' if joined else 'の'}{listed(words, 'ja') or '関係者'}"


def led(places: Sequence[str], officials: Sequence[str], context: Context) -> str | None:
    """Return how a group is called that the holder of an office of its one place leads: ロシア大統領一行."""
    rows = [context.find(Official, official) for official in officials]
    offices = [row.office_ja for row in rows if [row.place] == list(places)]
    if not offices:
        return None
    # An office is mostly called with its place (稚内市長); a bare one is told whose it is.
    place = context.called(f"place/{places[0]}", "ja")
    whose = "" if place[:2] in offices[0] else f"{place}の"
    return f"{whose}{offices[0]}一行"


def _inhabitants(places: Sequence[str], context: Context) -> str:
    """Return what those who live in places (ids) are called: 市民, of a village 村民, of places of two kinds 住民."""
    endings = {context.find(Place, place).ja[-1:] for place in places}
    kind = endings.pop() if len(endings) == 1 else ""
    if kind in _PEOPLED:
        return f"{kind}民"
    return "市民" if all("City" in context.find(Place, place).class_ for place in places) else "住民"


def clerks(places: Sequence[str], context: Context) -> str:
    """Return what those who serve places (ids) are called: 職員, of a town whose name does not say so 市職員."""
    rows = [context.find(Place, place) for place in places]
    if len(rows) != 1 or rows[0].ja.endswith(_OWN_KIND):
        return "職員"
    return next((word for kind, word in _CLERKS.items() if kind in rows[0].class_), "職員")
