"""Events and the groups that travelled for them, as views need them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Travellers:
    """People of an event who went from places to places; how many, where that is told."""

    origins: tuple[str, ...]
    targets: tuple[str, ...]
    people: int | None


@dataclass(slots=True)
class Occurrence:
    """An event as views need it; things are IRIs.

    Attributes:
        iri: the event.
        start: its first day, month or year, as exact as told (ISO 8601), or the first it can be.
        end: its last.
        year: the calendar year of its start, by which it stands in time.
        dated: whether a date is told; otherwise start and end are limits, and it is an event of no year.
        people: how many took part, as told or as the sum of its groups; None where not told.
        places: the places that took part, as exact as told.
        groups: its participations.
    """

    iri: str
    start: str
    end: str
    year: int
    dated: bool = True
    people: int | None = None
    places: list[str] = field(default_factory=list)
    groups: list[Travellers] = field(default_factory=list)

    @property
    def span(self) -> tuple[str, str | None]:
        """Both ends of its date as `Reader.date` takes them: limits are one text, `[2022-04..2023-03]`."""
        return (self.start, self.end) if self.dated else (f"[{self.start}..{self.end}]", None)
