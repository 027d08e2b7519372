from __future__ import annotations

import pytest

from exgraph.extract.clause import english


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sister city agreement signed in Kitami", "AgreementConclusion"),
        ("Kitami and Poronaysk became sister cities", "AgreementConclusion"),
        ("Twelve students stayed with families", "YouthExchange"),
        ("Concert by the Nevelsk choir", "Performance"),
        ("30th anniversary ceremony", "Ceremony"),
        ("Mayor's delegation to Elizabeth", "Visit"),
        ("A monument was donated by the city", "Donation"),
    ],
)
def test_words_tell_the_kind(text: str, kind: str) -> None:
    assert english.read_kinds(text, moved=False)[0] == kind


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("15 junior high school students and two teachers", [(17, (("pupil", 15), ("teacher", 2)))]),
        ("a delegation of 6 visited", [(6, ())]),
        ("a 12-member group", [(12, ())]),
        ("Twelve athletes came; 8 guests followed", [(12, ()), (8, ())]),
        ("the 30th anniversary in 1999", []),
        ("500 visitors came", []),
    ],
)
def test_headcounts(text: str, numbers: list[tuple[int, tuple[tuple[str, int], ...]]]) -> None:
    assert [(count.number, count.parts) for count in english.read_headcounts(text)] == numbers


def test_what_is_english() -> None:
    assert english.is_english("Kitami and Poronaysk")
    assert not english.is_english("北見市とPoronaysk")
    assert not english.is_english("1999")
