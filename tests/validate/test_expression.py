r"""XPath's regular expressions: categories, names, subtraction, flags; what is not handled is named."""

from __future__ import annotations

import pytest

from exgraph.errors import ValidationError
from exgraph.validate.expression import compile_expression


@pytest.mark.parametrize(
    ("text", "flags", "value", "expected"),
    [
        (r"^\p{L}+$", "", "稚内Невельск", True),
        (r"^\p{L}+$", "", "稚内1", False),
        (r"^\P{L}+$", "", "12 -", True),
        (r"^[\p{Lu}\p{Nd}]+$", "", "A1Я", True),
        (r"^[^\p{L}]+$", "", "1a", False),
        (r"^[\P{L}a]+$", "", "1a", True),
        (r"^\p{IsHiragana}+$", "", "ひらがな", True),
        (r"^[\p{IsKatakana}ー]+$", "", "ネベリスク", True),
        (r"^[a-z-[aeiou]]+$", "", "xyz", True),
        (r"^[a-z-[aeiou]]+$", "", "xaz", False),
        (r"^\i\c*$", "", "name-1", True),
        (r"^\i\c*$", "", "1name", False),
        (r"^a$", "", "a\n", False),
        (r"^b$", "m", "a\nb", True),
        (r"a b", "x", "ab", True),
        (r"a#b", "x", "a#b", True),
        (r"a.b", "q", "axb", False),
        (r"A", "i", "a", True),
        (r"[$]", "", "$", True),
        (r"[&&a]", "", "&", True),
        (r"(a)\1", "", "aa", True),
        (r"(?:a|b)c", "", "bc", True),
    ],
)
def test_an_expression_means_what_xpath_says(text: str, flags: str, value: str, expected: bool) -> None:
    assert compile_expression(text, flags)(value) is expected


@pytest.mark.parametrize(
    ("text", "flags", "named"),
    [
        (r"\p{IsNowhere}", "", "block IsNowhere"),
        (r"\p{Q}", "", "category Q"),
        (r"\pL", "", r"\\p without"),
        (r"(?=a)b", "", r"\(\?…\)"),
        (r"\bword", "", r"\\b is not handled"),
        (r"[a", "", "class without its end"),
        (r"(", "", "is no pattern"),
        ("a", "g", "no flag 'g'"),
    ],
)
def test_what_is_not_handled_is_named(text: str, flags: str, named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        compile_expression(text, flags)
