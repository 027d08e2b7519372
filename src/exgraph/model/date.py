"""Dates as exact as a document tells them: a year, a month or a day (EDTF level 0)."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, order=False)
class PartialDate:
    """A calendar date whose month and day may be unknown.

    Raises:
        ValueError: no such month or day, or a day without a month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        datetime.date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `1997`, `1997-06` or `1997-06-12`.

        Raises:
            ValueError: another form, or a date that does not exist.
        """
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(f"'{text}' is not a year, year-month or date such as 1997, 1997-06, 1997-06-12")
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    def __str__(self) -> str:
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return text

    @property
    def earliest(self) -> datetime.date:
        """The first day this can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date:
        """The last day this can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def datatype(self) -> str:
        """The XML Schema datatype of `str(self)`, as a prefixed name."""
        if self.day is not None:
            return "xsd:date"
        return "xsd:gYearMonth" if self.month is not None else "xsd:gYear"

    @property
    def fiscal_year(self) -> int | None:
        """The Japanese fiscal year (April to March), or None where only the calendar year is known."""
        if self.month is None:
            return None
        return self.year if self.month >= 4 else self.year - 1


def read_edtf(text: str) -> tuple[str, str, bool]:
    """Return both ends of an EDTF literal of ours, and whether they are dates; `[a..b]` has limits only.

    >>> read_edtf("1997-06"), read_edtf("2021-08/2022-02"), read_edtf("[2022-04..2023-03]")
    (('1997-06', '1997-06', True), ('2021-08', '2022-02', True), ('2022-04', '2023-03', False))
    """
    if text.startswith("["):
        start, _, end = text.strip("[]").partition("..")
        return start, end, False
    start, _, end = text.partition("/")
    return start, end or start, True


def edtf(start: PartialDate, end: PartialDate) -> str:
    """Return one EDTF literal for a span: `1997-06`, or `2021-08/2022-02`."""
    return str(start) if start == end else f"{start}/{end}"
