"""The headings that the lines of a page stand under, and the year, the partner and the direction that they tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from exgraph.extract.dating import phrase, token
from exgraph.extract.layout.line import Line

_PLACE = re.compile(
    r"[\u30a1-\u30fa\u30fc・=]{2,}(?:市|町|村|区|州|県|省|郡|地方)|[\u4e00-\u9fff]{1,5}(?:市|町|村|区|州|県|省)(?![民内長議役政立場街])"
    r"|^[A-Z][\w'. -]+, [A-Z][a-z]"
    r"|[\u30a1-\u30fa\u30fc]{3,}(?=との|訪問|代表|派遣)|[A-Z][a-z]+ (?:City|Town|Village|County)|City of|との交流"
)
_COMMON = re.compile(r"(?:姉妹|友好|海外|国際|交流|提携|諸|両|各|相手)?都市|市区町村|市町村")
_IN = re.compile(r"来訪|受け?入れ?|来[市町村日県区道](?![民内])|迎え|招[へ聘]|来[\u4e00-\u9fff]$")
_OUT = re.compile(r"派遣|渡航")


_NEAR = 2
"""Lines: a heading so near above another that names a place belongs to it."""


@dataclass(frozen=True)
class _Heading:
    style: str
    text: str
    year: str
    place: bool
    line: int = 0


@dataclass
class Section:
    """Where a line of a page stands: the headings above it, the widest first, and what labels name its sides."""

    headings: list[_Heading] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    default: str = ""

    def head(self, line: Line) -> None:
        """Go on under a heading: it ends those of its own sign and all within them."""
        text = line.rest if line.kind == "year" else line.text
        style = "year" if line.kind == "year" and not line.rest else line.style or "plain"
        place = names_place(text)
        styles = [each.style for each in self.headings]
        if style == "plain" and place and self._goes_on(line):
            self.headings.append(_Heading(style, line.text, self._year(line), place, line.number))
            return
        if style in styles and not (style == "plain" and not place and self.headings[styles.index(style)].place):
            self.headings = self.headings[: styles.index(style)]
        elif style == "plain":
            self.headings = [each for each in self.headings if each.style != "plain" or each.place]
        if place and style != "year":
            self.named = {}
        self.headings.append(_Heading(style, line.text, self._year(line), place, line.number))

    def _goes_on(self, line: Line) -> bool:
        """Say whether a heading stands right below another that names a place: the country under the town."""
        run = [each for each in self.headings if each.line >= line.number - _NEAR]
        return any(each.place and each.line < line.number for each in run) and self.headings[-1].line == line.number - 1

    def _year(self, line: Line) -> str:
        if line.kind in ("year", "entry"):
            return (
                line.date
                if token.year(line.date)
                else f"{self.year} {line.date}".strip()
                if "月" in line.date
                else line.date
            )
        found = [each.text for each in phrase.find(line.text) if each.has_year and not each.bound]
        return token.year(found[0]) if found else ""

    @property
    def year(self) -> str:
        """The year that the innermost heading with one tells, as printed."""
        return next((each.year for each in reversed(self.headings) if each.year), self.default)

    @property
    def of_year(self) -> bool:
        """Whether the innermost heading is a year and nothing else."""
        return bool(self.headings) and self.headings[-1].style == "year"

    @property
    def inner(self) -> str:
        """The innermost heading."""
        return self.headings[-1].text if self.headings else ""

    @property
    def places(self) -> str:
        """The words that name the partner: of a label, else of the innermost headings that name a place."""
        named = " ".join(self.named[role] for role in ("home", "place") if role in self.named)
        return named if "place" in self.named else f"{self._heading} {named}".strip()

    @property
    def _heading(self) -> str:
        found: list[_Heading] = []
        for each in reversed(self.headings):
            if found and not (found[-1].style == "plain" == each.style and found[-1].line - each.line <= _NEAR):
                break
            if each.place:
                found.append(each)
        return " ".join(each.text for each in reversed(found))

    @property
    def partner_words(self) -> str:
        """The words that name the partner and the headings below them that name no place."""
        words = [each.text for each in self.headings[1:] if not each.place]
        return " ".join([self.places, *words]).strip()

    @property
    def way(self) -> str:
        """The direction that the innermost heading tells, seen from the publishing side: in, out or nothing."""
        coming, going = bool(_IN.search(self.inner)), bool(_OUT.search(self.inner))
        return "" if coming == going else "in" if coming else "out"


def names_place(text: str) -> bool:
    """Say whether words look as if they named a place."""
    return bool(_PLACE.search(_COMMON.sub("", text)))
