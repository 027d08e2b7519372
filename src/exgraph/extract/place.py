"""Places that a record's own cells and heading name, and names of places that nothing in the gazetteer explains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exgraph.errors import Location, SourceError
from exgraph.extract.clause.sentence import Setting
from exgraph.extract.layout.printed import Printed
from exgraph.extract.name import Gazetteer
from exgraph.extract.text import tidy

_REMEDY = "add the place or the spelling to mappings/gazetteer"
_KATAKANA = "\u30a1-\u30fa\u30fc"
_KANJI = "\u4e00-\u9fff々"
# What is written like a place: katakana with a kind of place, at most three kanji with one that stand alone; in English
# City of X, and a name after in, from, to.
_LIKE = re.compile(
    rf"(?<![{_KATAKANA}・])[{_KATAKANA}][{_KATAKANA}・]+(?:特別市|広域市|共和国|市|州|町|村|県|郡|区|省)(?![長議民立])"
    rf"|(?<![{_KANJI}{_KATAKANA}])[{_KANJI}]{{1,3}}[市町村県](?![{_KANJI}])"
    r"|(?:City|Town|Village) of [A-Z][\w'-]+|[A-Z][\w'-]+ (?:City|Town|Prefecture|Oblast|Krai)(?!\w)"
    r"|(?<=\bfrom )[A-Z][a-z'-]+|(?<=\bwith )[A-Z][a-z'-]+|(?<=\b(?:in|of|to) )[A-Z][a-z'-]+"
    r"|(?<=\bvisit )[A-Z][a-z'-]+|(?<=\bvisits )[A-Z][a-z'-]+|(?<=\bvisited )[A-Z][a-z'-]+"
)
# Words of the same form that name no one place: 姉妹都市, 各市町村, 当市, 隣町.
_COMMON = re.compile(
    r"(?:Sister|Friendship|Partner|Twin|The|This|Our) (?:City|Town)"
    r"|.*来[市町村県]|.*(?:都市|市町|町村|市村|農村|漁村|下町|港町)"
    r"|[来在訪帰渡離当本同両各全他毎隣某我貴近小大旧新数現元一二三四五六七八九十]+[市町村県]"
)

# A cell that says that there is no place, or leaves it open.
_NONE = re.compile(r"(?:なし|無し?|該当なし|未定|不明|[-―ー*・]+)")


def read(record: Printed, setting: Setting) -> list[str]:
    """Return the places of a record's place cells, then those of its heading.

    A cell that is a known name or a word of `[layout.places]` is that place; in any other the names are looked for.
    """
    found: list[str] = []
    for word in record.place:
        found.extend(_cell(word, setting))
    return list(dict.fromkeys([*found, *_named(record.heading, setting.gazetteer)]))


def location(record: Printed, setting: Setting) -> list[str]:
    """Return the places that a cell of the role `location` names."""
    return _named(record.cells.get("location", ""), setting.gazetteer)


def unread(record: Printed, setting: Setting, at: Location) -> Iterator[SourceError]:
    """Yield an error for each place cell that names nothing known."""
    for word in record.place:
        if not _cell(word, setting) and not _NONE.fullmatch(tidy(word)):
            yield SourceError(f"no place is known by the name '{word}'", at=at, remedy=_REMEDY)


def unknown(record: Printed, setting: Setting, at: Location) -> Iterator[SourceError]:
    """Yield an error for each word in a record's text and cells that is written like a place and is not known."""
    names: dict[str, None] = {}
    for words in (record.text, record.heading, *record.place, record.cells.get("location", "")):
        names.update(dict.fromkeys(names_unknown(tidy(words), setting)))
    whole = {tidy(word) for word in record.place if not _cell(word, setting)}
    for name in names:
        if name not in whole:
            yield SourceError(f"no place is known by the name '{name}'", at=at, remedy=_REMEDY)


def names_unknown(text: str, setting: Setting) -> list[str]:
    """Return the words of a tidy text that are written like a place and are not known, once each."""
    known = [(mention.start, mention.end) for mention in setting.gazetteer.mentions(text)]
    return list(
        dict.fromkeys(
            match[0]
            for match in _LIKE.finditer(text)
            if not any(start < match.end() and match.start() < end for start, end in known)
            and not _COMMON.fullmatch(match[0])
            and match[0] not in setting.columns
        )
    )


def _cell(word: str, setting: Setting) -> list[str]:
    table, key = setting.gazetteer.names.get(tidy(word), ("", ""))
    place = setting.columns.get(word) or (key if table == "place" else "")
    return [place] if place else _named(word, setting.gazetteer)


def _named(words: str, gazetteer: Gazetteer) -> list[str]:
    places = [mention.id for mention in gazetteer.mentions(tidy(words)) if mention.table == "place"]
    return gazetteer.specific(places)
