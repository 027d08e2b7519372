r"""Regular expressions of XPath (https://www.w3.org/TR/xpath-functions-31/#regex-syntax) as Python's.

What Python lacks is written out: categories (`\p{L}`), names (`\i`, `\c`), subtraction (`[a-z-[aeiou]]`). What it reads
otherwise is turned or refused by name: groups of `(?…)`, blocks that are not listed here, other flags.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from functools import cache

from exgraph.errors import ValidationError

_FLAGS = {"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE}
_NAME_START = r":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
_NAME_START += r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
_NAME = _NAME_START + r"\-.0-9\u00B7\u0300-\u036F\u203F\u2040"
_BLOCKS = {
    "BasicLatin": r"\x00-\x7F",
    "Latin-1Supplement": r"\x80-\xFF",
    "LatinExtended-A": r"\u0100-\u017F",
    "LatinExtended-B": r"\u0180-\u024F",
    "GreekandCoptic": r"\u0370-\u03FF",
    "Greek": r"\u0370-\u03FF",
    "Cyrillic": r"\u0400-\u04FF",
    "CyrillicSupplement": r"\u0500-\u052F",
    "GeneralPunctuation": r"\u2000-\u206F",
    "CJKSymbolsandPunctuation": r"\u3000-\u303F",
    "Hiragana": r"\u3040-\u309F",
    "Katakana": r"\u30A0-\u30FF",
    "KatakanaPhoneticExtensions": r"\u31F0-\u31FF",
    "CJKCompatibility": r"\u3300-\u33FF",
    "CJKUnifiedIdeographsExtensionA": r"\u3400-\u4DBF",
    "CJKUnifiedIdeographs": r"\u4E00-\u9FFF",
    "HangulSyllables": r"\uAC00-\uD7AF",
    "CJKCompatibilityIdeographs": r"\uF900-\uFAFF",
    "HalfwidthandFullwidthForms": r"\uFF00-\uFFEF",
}
"""Blocks of Unicode by the names that expressions have for them."""
_SIGNS = frozenset("nrt\\|.?*+(){}-[]^$dDsSwW")
"""What may stand after a backslash and means the same to Python."""


def compile_expression(text: str, flags: str = "") -> Callable[[str], bool]:
    """Return what tells whether an expression is found somewhere in a text.

    Raises:
        ValidationError: it is no expression, or holds what is not handled here; both are named.
    """
    if unknown := sorted(set(flags) - {*_FLAGS, "x", "q"}):
        raise ValidationError(f"sh:flags {flags!r}: there is no flag {unknown[0]!r}", remedy="use i, m, q, s and x")
    options = re.RegexFlag(0)
    for flag in flags:
        options |= _FLAGS.get(flag, re.RegexFlag(0))
    translated = re.escape(text) if "q" in flags else _Translation(text, flags).run()
    try:
        found = re.compile(translated, options).search
    except (re.error, OverflowError) as error:
        raise ValidationError(f"sh:pattern {text!r} is no pattern: {error}", remedy="correct the shapes") from error
    return lambda value: found(value) is not None


class _Translation:
    """An expression on its way, read from left to right."""

    def __init__(self, text: str, flags: str) -> None:
        self._text, self._place = text, 0
        self._spaced, self._lines = "x" in flags, "m" in flags

    def run(self) -> str:
        """Return the whole as Python writes it."""
        parts = []
        while self._place < len(self._text):
            parts.append(self._piece())
        return "".join(parts)

    def _piece(self) -> str:
        character = self._text[self._place]
        if character == "\\":
            return self._escape(within=False)
        if character == "[":
            return self._class()
        if self._text.startswith("(?", self._place) and not self._text.startswith("(?:", self._place):
            raise self._refused("a group of (?…)")
        self._place += 1
        if self._spaced and character in " \t\n\r":
            return ""
        if character == "$" and not self._lines:
            return r"\Z"  # a dollar of Python also stands before a line end
        return character

    def _escape(self, *, within: bool) -> str:
        sign = self._text[self._place + 1 : self._place + 2]
        self._place += 2
        if sign in ("p", "P"):
            inside = self._category()
            if sign == "p":
                return inside if within else f"[{inside}]"
            return _complement(inside) if within else f"[^{inside}]"
        if sign in ("i", "I", "c", "C"):
            name = _NAME_START if sign in "iI" else _NAME
            if sign.islower():
                return name if within else f"[{name}]"
            return _complement(name) if within else f"[^{name}]"
        if sign.isdigit() and not within:
            return f"(?:\\{sign})"
        if sign not in _SIGNS or not sign:
            raise self._refused(f"\\{sign}")
        return f"\\{sign}"

    def _category(self) -> str:
        end = self._text.find("}", self._place)
        name = self._text[self._place + 1 : end]
        if not self._text.startswith("{", self._place) or end < 0:
            raise self._refused("\\p without {…}")
        self._place = end + 1
        if name.startswith("Is"):
            if name[2:] not in _BLOCKS:
                raise self._refused(f"the block {name}")
            return _BLOCKS[name[2:]]
        inside = _of_category(name)
        if not inside:
            raise self._refused(f"the category {name}")
        return inside

    def _class(self) -> str:
        """Read a class in brackets; one that another is taken from becomes a look ahead and the first."""
        self._place += 1
        negative = self._text.startswith("^", self._place)
        self._place += negative
        parts: list[str] = []
        without = ""
        while not self._text.startswith("]", self._place) or not parts:
            if self._place >= len(self._text):
                raise self._refused("a class without its end")
            if self._text.startswith("-[", self._place):
                self._place += 1
                without = f"(?!{self._class()})"
                break
            parts.append(self._member())
        if not self._text.startswith("]", self._place):
            raise self._refused("a class without its end")
        self._place += 1
        inside = f"[{'^' if negative else ''}{''.join(parts)}]"
        return f"(?:{without}{inside})" if without else inside

    def _member(self) -> str:
        character = self._text[self._place]
        if character == "\\":
            return self._escape(within=True)
        self._place += 1
        return f"\\{character}" if character in "[&~|" else character

    def _refused(self, what: str) -> ValidationError:
        return ValidationError(f"sh:pattern {self._text!r}: {what} is not handled", remedy="write it otherwise")


@cache
def _of_category(name: str) -> str:
    """Return the characters of a category (`L`, `Lu`) as the inside of a class; "" where there is no such category."""
    if not re.fullmatch("[LMNPZSC][a-z]?", name):
        return ""
    return _ranges(lambda character: unicodedata.category(character).startswith(name))


def _complement(inside: str) -> str:
    other = re.compile(f"[{inside}]")
    return _ranges(lambda character: other.match(character) is None)


def _ranges(fits: Callable[[str], bool]) -> str:
    found: list[list[int]] = []
    for code in range(sys.maxunicode + 1):
        if fits(chr(code)):
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return "".join(f"\\U{first:08X}-\\U{last:08X}" for first, last in found)
