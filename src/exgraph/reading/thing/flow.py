"""Flow diagram of an event's groups: a band from origin to destination, as thick as the group is large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exgraph.reading.reader import Name

WIDTH = 400
"""The drawing's own width; it is shown as wide as the page has room for, up to a limit."""
_THICKEST = 36
_THINNEST = 3
_ROOM = 18
"""What a band takes of a bar at least, so that its number can be read."""
_LABEL = 20
_GAP = 12
_SIGNS = 26
"""Signs of a place's name that have room above its bar."""


@dataclass(frozen=True)
class Leg:
    """A group on its way: where from, where to, how many where told, and whether it sets out from home."""

    start: Sequence[Name]
    goal: Sequence[Name]
    people: int | None
    from_home: bool


@dataclass
class End:
    """A bar at the left or right edge: the places of its label, and where it stands."""

    label: str
    top: float
    height: float


@dataclass(frozen=True)
class Band:
    """A group as a curve between two bars; `middle` is where its number stands."""

    path: str
    thickness: float
    people: int | None
    from_home: bool
    middle: float


@dataclass(frozen=True)
class Flow:
    """The drawing: its height, bars on the left and the right, and the bands between."""

    height: float
    left: Sequence[End]
    right: Sequence[End]
    bands: Sequence[Band]


def flow(legs: Sequence[Leg], unsaid: str) -> Flow | None:
    """Return the drawing of groups of which at least one is told from where or to where; None where none is.

    `unsaid` labels the end that is not told.
    """
    shown = [leg for leg in legs if leg.start or leg.goal]
    if not shown:
        return None
    most = max((leg.people or 0 for leg in shown), default=0)
    thickness = [_thickness(leg.people, most) for leg in shown]
    left = _ends([_label(leg.start, unsaid) for leg in shown], thickness)
    right = _ends([_label(leg.goal, unsaid) for leg in shown], thickness)
    used: dict[tuple[bool, str], float] = {}
    bands = []
    for leg, thick in zip(shown, thickness, strict=True):
        start = _middle(left, False, _label(leg.start, unsaid), thick, used)
        goal = _middle(right, True, _label(leg.goal, unsaid), thick, used)
        path = f"M6 {start:.1f} C{WIDTH / 2:.0f} {start:.1f} {WIDTH / 2:.0f} {goal:.1f} {WIDTH - 6} {goal:.1f}"
        bands.append(Band(path, round(thick, 1), leg.people, leg.from_home, round((start + goal) / 2, 1)))
    height = max(end.top + end.height for end in (*left.values(), *right.values())) + 4
    return Flow(round(height, 1), list(left.values()), list(right.values()), bands)


def _thickness(people: int | None, most: int) -> float:
    return max(_THINNEST, _THICKEST * people / most) if people and most else _THINNEST


def _label(places: Sequence[Name], unsaid: str) -> str:
    text = ", ".join(name.text for name in places) or unsaid
    return text if len(text) <= _SIGNS else text[: _SIGNS - 1] + "…"


def _ends(labels: Sequence[str], thickness: Sequence[float]) -> dict[str, End]:
    """Return the bars of one edge by label, each as high as its bands together."""
    heights: dict[str, float] = {}
    for label, thick in zip(labels, thickness, strict=True):
        heights[label] = heights.get(label, 0) + max(thick, _ROOM)
    ends, top = {}, float(_LABEL)
    for label, height in heights.items():
        ends[label] = End(label, round(top, 1), round(height, 1))
        top += height + _LABEL + _GAP
    return ends


def _middle(ends: dict[str, End], right: bool, label: str, thick: float, used: dict[tuple[bool, str], float]) -> float:
    """Return the height at which the next band of a bar meets it."""
    below = used.get((right, label), 0.0)
    used[right, label] = below + max(thick, _ROOM)
    return ends[label].top + below + max(thick, _ROOM) / 2
