"""The base map: where places lie on a drawing, and which part of the coasts is drawn."""

from __future__ import annotations

import re

import pytest

from exgraph.web.map import base_map
from exgraph.web.map.base_map import BorderLine, Frame, Point

WAKKANAI = (141.67, 45.42)
NEVELSK = (141.86, 46.65)
ASPEN = (-106.82, 39.19)


def points(path: str) -> list[Point]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]


def test_a_frame_holds_its_places_within_the_margin() -> None:
    frame = Frame.around([WAKKANAI, NEVELSK, ASPEN], 560, 400, 28)
    for place in (WAKKANAI, NEVELSK, ASPEN):
        x, y = frame.at(*place)
        assert 28 <= x <= 532
        assert 28 <= y <= 372
    assert frame.at(*NEVELSK)[1] < frame.at(*WAKKANAI)[1], "north is up"
    assert frame.at(*ASPEN)[0] > frame.at(*NEVELSK)[0], "America lies east, across the Pacific"
    assert not frame.holds(37.6, 55.8), "Moscow lies outside"


def test_one_place_alone_has_its_surroundings() -> None:
    frame = Frame.around([WAKKANAI], 600, 600)
    assert frame.at(*WAKKANAI) == pytest.approx((300, 300), abs=0.1)
    assert frame.holds(*NEVELSK)


def test_places_far_off_do_not_count_for_the_middle() -> None:
    near = [(140 + step / 10, 43 + step / 10) for step in range(18)]
    assert base_map.middle([*near, ASPEN, (30.3, 59.9)]) == near[1:-1]
    assert base_map.middle([WAKKANAI]) == [WAKKANAI]


def test_coasts_are_cut_at_the_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    land = [(100.0, 44.0), (142.0, 44.0), (142.0, 46.0), (100.0, 46.0)]
    border = [(100.0, 45.0), (141.5, 45.5), (141.6, 45.5), (170.0, 45.0)]
    monkeypatch.setattr(base_map, "_base", lambda: {"rings": [BorderLine.of(land)], "borders": [BorderLine.of(border)]})
    frame = Frame.around([WAKKANAI, NEVELSK], 600, 400)
    drawn = points(frame.land())
    right, top = frame.at(142.0, 46.0)
    assert len(drawn) == 4
    assert max(x for x, _ in drawn) == round(right)
    assert min(y for _, y in drawn) == round(top)
    assert min(x for x, _ in drawn) == -8
    assert len(points(frame.borders())) == 4, "a line goes on to the first point outside"
    assert Frame.around([ASPEN], 600, 400).land() == ""


def test_an_arc_swings_to_the_other_side_on_the_way_back() -> None:
    there, back = points(base_map.arc((0, 0), (100, 0))), points(base_map.arc((100, 0), (0, 0)))
    assert there[1] == (50, -18)
    assert back[1] == (50, 18)
