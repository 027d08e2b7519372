"""Comparisons of a variable with a date, rewritten so that months and years compare as well.

SPARQL 1.1 orders dates with dates only: `?start >= "2018-01-01"^^xsd:date` is an error where `?start` is the
`xsd:gYearMonth` 2018-05, and a filter loses the row without a word. Where the standard gives that error, a month or a
year compares here by its first day for `>` and `>=` and by its last day for `<` and `<=`: a range of days finds what
lies within it as a whole. What the standard answers stays as it answers it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from exgraph.model.date import PartialDate
from exgraph.model.iri import PREFIXES
from exgraph.store.query.token import QueryToken, tokenise

_XSD = PREFIXES["xsd"]
_TYPES = ("date", "gYearMonth", "gYear")
_NAMES = {f"<{_XSD}{name}>": name for name in _TYPES} | {f"xsd:{name}": name for name in _TYPES}
_ANY = re.compile(r"(xsd:|XMLSchema#)(date|gYear)")
_LENGTHS = {"gYearMonth": 7, "gYear": 4}
_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}
_BEFORE, _AFTER = ("(", "&&", "||", ","), (")", "&&", "||", ",")
_DAY = datetime.timedelta(days=1)


def with_partial_dates(text: str) -> str:
    """Return a query whose comparisons of a variable with a constant date hold for months and years as well."""
    if not _ANY.search(text):
        return text
    tokens = _operators(tokenise(text))
    for place in range(len(tokens) - 1, -1, -1):
        found = _comparison(tokens, place)
        if found is not None:
            variable, operator, date, last = found
            start, end = tokens[place].start, tokens[last].end
            text = text[:start] + _compared(variable, operator, date, text[start:end]) + text[end:]
    return text


def _operators(tokens: Sequence[QueryToken]) -> list[QueryToken]:
    """Return the tokens with signs that touch one another joined: `>=`, `&&`."""
    joined: list[QueryToken] = []
    for token in tokens:
        if joined and token.kind == joined[-1].kind == "operator" and joined[-1].end == token.start:
            joined[-1] = QueryToken("operator", joined[-1].text + token.text, joined[-1].start)
        else:
            joined.append(token)
    return joined


def _comparison(tokens: Sequence[QueryToken], place: int) -> tuple[str, str, PartialDate, int] | None:
    """Return variable, operator, date and the last token of a comparison that begins here and stands alone."""
    first = tokens[place]
    if first.kind == "variable":
        date, last = _date(tokens, place + 2)
        variable, operator = first.text, tokens[place + 1].text if place + 1 < len(tokens) else ""
    else:
        date, after = _date(tokens, place)
        last = after + 2
        if date is None or last >= len(tokens) or tokens[last].kind != "variable":
            return None
        variable, operator = tokens[last].text, _TURNED.get(tokens[after + 1].text, "")
    alone = (
        place > 0 and tokens[place - 1].text in _BEFORE and last + 1 < len(tokens) and tokens[last + 1].text in _AFTER
    )
    return (variable, operator, date, last) if date is not None and operator in _TURNED and alone else None


def _date(tokens: Sequence[QueryToken], place: int) -> tuple[PartialDate | None, int]:
    """Return the date that a literal or a cast from `place` on writes, and its last token."""
    texts = [token.text for token in tokens[place : place + 4]]
    if len(texts) >= 3 and texts[1] == "^^" and texts[2] in _NAMES:
        return _read(texts[0], _NAMES[texts[2]]), place + 2
    if len(texts) == 4 and texts[0] in _NAMES and texts[1] == "(" and texts[3] == ")":
        return _read(texts[2], _NAMES[texts[0]]), place + 3
    return None, place


def _read(quoted: str, datatype: str) -> PartialDate | None:
    try:
        date = PartialDate.parse(quoted.strip("\"'"))
    except ValueError:
        return None
    return date if date.datatype == f"xsd:{datatype}" else None


def _compared(variable: str, operator: str, date: PartialDate, as_written: str) -> str:
    """Return the comparison, by the datatype that the variable has."""
    own = date.datatype.removeprefix("xsd:")
    day = date.latest if operator in ("<=", ">") else date.earliest
    text = as_written
    for datatype in _TYPES:
        if datatype == "date" and own != "date":
            test = f'{variable} {operator} "{day.isoformat()}"^^<{_XSD}date>'
        elif datatype == own:
            test = as_written
        else:
            test = _by_text(variable, operator, day, datatype)
        text = f"IF(DATATYPE({variable}) = <{_XSD}{datatype}>, {test}, {text})"
    return text


def _by_text(variable: str, operator: str, day: datetime.date, datatype: str) -> str:
    """Compare the first or the last day of a month or a year with a day: its text with the month or year of the day."""
    length = _LENGTHS[datatype]
    if operator in (">", ">="):
        first = day if operator == ">=" else day + _DAY
        whole = PartialDate.parse(first.isoformat()[:length]).earliest == first
        return f'STR({variable}) {">=" if whole else ">"} "{first.isoformat()[:length]}"'
    last = day if operator == "<=" else day - _DAY
    whole = PartialDate.parse(last.isoformat()[:length]).latest == last
    return f'STR({variable}) {"<=" if whole else "<"} "{last.isoformat()[:length]}"'
