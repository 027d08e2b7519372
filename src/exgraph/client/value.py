"""RDF terms as Python values."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from exgraph.model.number import INTEGERS, is_number

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(rf"{_DAY.pattern}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]+)?(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})?")


class IRI(str):
    """An IRI; a str, so it can be used as one.

    >>> IRI("https://w3id.org/exgraph/id/place/nevelsk").n3()
    '<https://w3id.org/exgraph/id/place/nevelsk>'
    """

    __slots__ = ()

    def n3(self) -> str:
        """Return it as it stands in a query."""
        return f"<{self}>"


class Blank(str):
    """A blank node, by the label it has in one answer."""

    __slots__ = ()


class Text(str):
    """A text in a language.

    >>> Text("稚内", "ja").language
    'ja'
    """

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Text:
        """Make a text in the language of this tag (BCP 47)."""
        made = super().__new__(cls, text)
        made.language = language
        return made


class Typed(str):
    """A literal of a datatype that Python has no type for, such as `xsd:gYearMonth`."""

    __slots__ = ("datatype",)
    datatype: str

    def __new__(cls, text: str, datatype: str) -> Typed:
        """Make a literal of this datatype."""
        made = super().__new__(cls, text)
        made.datatype = datatype
        return made


Value = IRI | Blank | Text | Typed | str | bool | int | float | Decimal | datetime.date | datetime.datetime


def _boolean(text: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[text]


def _as(
    form: re.Pattern[str], read: Callable[[str], datetime.date | datetime.datetime]
) -> Callable[[str], datetime.date | datetime.datetime]:
    """Return a reader of one form: Python's own take others too, such as 20190821."""

    def reader(text: str) -> datetime.date | datetime.datetime:
        if not form.fullmatch(text):
            raise ValueError(text)
        return read(text)

    return reader


def _number(name: str, read: Callable[[str], Value]) -> Callable[[str], Value]:
    """Return a reader of one numeric datatype: Python's own take others too, such as ５ and 1_000."""

    def reader(text: str) -> Value:
        if not is_number(text, name):
            raise ValueError(text)
        return read(text)

    return reader


_READERS: dict[str, Callable[[str], Value]] = {
    "boolean": _boolean,
    "decimal": _number("decimal", Decimal),
    "double": _number("double", float),
    "float": _number("float", float),
    "date": _as(_DAY, datetime.date.fromisoformat),
    "dateTime": _as(_MOMENT, datetime.datetime.fromisoformat),
    **{name: _number(name, int) for name in INTEGERS},
}


def value(binding: Mapping[str, str]) -> Value:
    """Return the value of a binding of SPARQL 1.1 Query Results JSON (3.2.2).

    A literal that is not of its datatype's form stays a `Typed`.
    """
    text = binding["value"]
    if binding["type"] == "uri":
        return IRI(text)
    if binding["type"] == "bnode":
        return Blank(text)
    if "xml:lang" in binding:
        return Text(text, binding["xml:lang"])
    datatype = binding.get("datatype", f"{_XSD}string")
    if datatype == f"{_XSD}string":
        return text
    reader = _READERS.get(datatype.removeprefix(_XSD)) if datatype.startswith(_XSD) else None
    try:
        return reader(text) if reader else Typed(text, datatype)
    except (ValueError, KeyError):
        return Typed(text, datatype)
