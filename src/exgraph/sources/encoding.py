"""Encodings of Japan: which one a text is in, by its marks and by what it would say in each."""

from __future__ import annotations

import codecs
import math
import re
from pathlib import Path

from exgraph.errors import Location, SourceError

_SHIFT_JIS = ("shift_jis", "shift-jis", "sjis", "x-sjis", "csshiftjis", "windows-31j", "ms932", "ms_kanji", "cp932")
_EUC_JP = ("euc-jp", "eucjp", "x-euc-jp", "euc_jp", "cseucpkdfmtjapanese", "eucjp-ms", "eucjp-win", "cp51932")
_UTF_8 = ("utf8", "utf-8", "utf-8-sig", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8")
_ALIASES = {
    **dict.fromkeys((*_SHIFT_JIS, "windows-932", "cswindows31j"), "cp932"),
    **dict.fromkeys(_EUC_JP, "euc-jp"),
    **dict.fromkeys(("iso-2022-jp", "jis", "csiso2022jp", "iso-2022-jp-ms"), "iso-2022-jp"),
    **dict.fromkeys(_UTF_8, "utf-8-sig"),
}
"""All labels of Japanese encodings and of UTF-8 in the WHATWG Encoding Standard, and others that programs write."""
# What each name is decoded with, in turn: the second knows the signs of NEC and IBM (① ㈱) where the first does not.
_CODECS = {"euc-jp": ("euc_jp", "euc_jis_2004"), "iso-2022-jp": ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_3")}
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ESCAPE = re.compile(rb"\x1b\$[@B]")
_CHANCE = 4
_COMMON = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff、。・\uff01-\uff5e]")
_RARE = re.compile("[\uff61-\uff9f\ue000-\uf8ff\u0080-\u00ff]")


def decode(content: bytes, path: Path, encoding: str = "") -> str:
    """Return the characters of a text in the encoding that is told, or else in the one that it is most likely in.

    Raises:
        SourceError: no such encoding, or a byte that is not of it.
    """
    if encoding:
        return _decoded(content, path, _ALIASES.get(encoding.lower(), encoding))
    return _decoded(content, path, guess(content))


def guess(content: bytes) -> str:
    """Return the name of the encoding of a text: by its mark, else the one in which it reads most like Japanese."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    if _ESCAPE.search(content):
        return "iso-2022-jp"
    if content.isascii() or _is_damaged(content) or _is_utf_8(content):
        return "utf-8-sig"
    return likelier(content, "utf-8-sig", "cp932", "euc-jp")


def _is_utf_8(content: bytes) -> bool:
    """Say whether a text is UTF-8 beyond chance: a few bytes of another encoding may be, many letters are not."""
    if not _is(content, "utf-8-sig"):
        return False
    words = content.decode("utf-8-sig")
    return bool(_COMMON.search(words)) or sum(not letter.isascii() for letter in words) >= _CHANCE


def is_known(name: str) -> bool:
    """Say whether there is an encoding of a name."""
    try:
        codecs.lookup(_codecs(_ALIASES.get(name.lower(), name))[0])
    except LookupError:
        return False
    return True


def likelier(content: bytes, *names: str) -> str:
    """Return the first of the encodings in which a text reads most like Japanese; the first of all where in none."""
    return max(names, key=lambda name: _worth(content, _ALIASES.get(name.lower()) or name))


def _codecs(name: str) -> tuple[str, ...]:
    return _CODECS.get(name, (name,))


def _is(content: bytes, name: str) -> bool:
    for codec in _codecs(name):
        try:
            content.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
        return True
    return False


def _worth(content: bytes, name: str) -> float:
    """Return how much like Japanese a text reads in an encoding, less than all others where it is not in it."""
    if not _is(content, name):
        return -math.inf
    words = _decoded(content, Path(), name)
    return len(_COMMON.findall(words)) - 3 * len(_RARE.findall(words))


def _is_damaged(content: bytes) -> bool:
    """Say whether a text is UTF-8 but for a few bytes: then a byte is told, not another encoding tried."""
    words = content.decode("utf-8", "replace")
    return 0 < 50 * words.count("\ufffd") < len(_COMMON.findall(words))


def _decoded(content: bytes, path: Path, name: str) -> str:
    error: UnicodeDecodeError | None = None
    for codec in _codecs(name):
        try:
            return content.decode(codec)
        except LookupError as unknown:
            raise SourceError(f"'{name}' is no encoding", at=Location(path), remedy="name another") from unknown
        except UnicodeDecodeError as wrong:
            error = error or wrong
    line = content[: error.start if error else 0].count(b"\n") + 1
    shown = "UTF-8" if name == "utf-8-sig" else name
    remedy = "mend that byte, save it as UTF-8, or name its encoding in [source]"
    raise SourceError(f"is not {shown}", at=Location(path, line), remedy=remedy)
