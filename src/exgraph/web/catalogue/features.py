"""Networks as collections of features (OGC API – Features, part 1: core and GeoJSON)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from exgraph.export import geojson
from exgraph.reading.network import NETWORKS
from exgraph.reading.reader import Reader, per_reader
from exgraph.reading.selection import Selection

CRS_84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CONFORMANCE = [
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{part}" for part in ("core", "oas30", "geojson")
]
LIMIT, MOST = 100, 10_000
"""Features of a page where no number is asked for, and at most."""
_DRAWN = ("ties", "exchanges", "meetings")
"""Networks between places, whose edges are lines."""
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
Feature = dict[str, Any]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Collection:
    """Features of one kind: a name in addresses, what it is called, and what they are."""

    id: str
    title: str
    features: Sequence[Feature]


@dataclass(frozen=True)
class Filter:
    """Which features are asked for: in a box of west, south, east and north; in a span of days, open where None."""

    box: Box | None = None
    first: str | None = None
    last: str | None = None

    def takes(self, feature: Feature) -> bool:
        """Say whether a feature is asked for; one without a date is, whatever the span."""
        return (self.box is None or _touches(feature, self.box)) and self._overlaps(feature["properties"])

    def _overlaps(self, properties: dict[str, Any]) -> bool:
        first, last = properties.get("first_day"), properties.get("last_day")
        begins_after = first is not None and self.last is not None and first > self.last
        return not begins_after and not (last is not None and self.first is not None and last < self.first)


@per_reader()
def collections(reader: Reader) -> dict[str, Collection]:
    """Return the collections for a reader, kept for the version: places, then the lines of each network of places."""
    found: dict[str, Collection] = {}
    places: dict[str, Feature] = {}
    for name in _DRAWN:
        network = NETWORKS[name](reader, reader.published.events.choose(Selection()))
        points, lines = geojson.features(network)
        places |= {str(each["id"]): each for each in points if each["geometry"]}
        found[name] = Collection(
            name, reader.words.text(f"network.{name}"), [each for each in lines if each["geometry"]]
        )
    points = sorted(places.values(), key=lambda each: str(each["id"]))
    return {"places": Collection("places", reader.words.text("browse.places"), points), **found}


def described(collection: Collection, server: str) -> dict[str, Any]:
    """Return what a collection says of itself."""
    address = f"{server}/collections/{collection.id}"
    boxes = [_box(each) for each in collection.features]
    days = [each["properties"].get("first_day") for each in collection.features]
    known = sorted(day for day in days if day)
    extent: dict[str, Any] = {"spatial": {"bbox": [_around(boxes)], "crs": CRS_84}} if boxes else {}
    if known:
        extent["temporal"] = {"interval": [[f"{known[0]}T00:00:00Z", None]]}
    return {
        "id": collection.id,
        "title": collection.title,
        "itemType": "feature",
        "crs": [CRS_84],
        **({"extent": extent} if extent else {}),
        "links": [
            link(address, "self", "application/json"),
            link(f"{address}/items", "items", "application/geo+json"),
        ],
    }


def page(
    collection: Collection, wanted: Filter, offset: int, limit: int, address: Callable[[int], str]
) -> dict[str, Any]:
    """Return a page of the features that are asked for; `address` gives that of the page from an offset on."""
    matched = [each for each in collection.features if wanted.takes(each)]
    shown = matched[offset : offset + limit]
    links = [link(address(offset), "self", "application/geo+json")]
    if offset + limit < len(matched):
        links.append(link(address(offset + limit), "next", "application/geo+json"))
    if offset:
        links.append(link(address(max(0, offset - limit)), "prev", "application/geo+json"))
    counted = {"numberMatched": len(matched), "numberReturned": len(shown)}
    return {"type": "FeatureCollection", **counted, "features": shown, "links": links}


def link(address: str, relation: str, media_type: str, title: str = "") -> dict[str, str]:
    """Return a link of a document."""
    return {"href": address, "rel": relation, "type": media_type} | ({"title": title} if title else {})


def read_filter(box: str | None, span: str | None) -> Filter:
    """Return what the parameters `bbox` and `datetime` ask for.

    Raises:
        ValueError: one of them cannot be read; the message says what it should be.
    """
    first, last = _span(span)
    return Filter(_read_box(box), first, last)


def query(**parameters: object) -> str:
    """Return the query of an address with the parameters that are not None."""
    return urlencode({name: value for name, value in parameters.items() if value is not None}, safe="/,:")


def _read_box(text: str | None) -> Box | None:
    if not text:
        return None
    try:
        numbers = [float(each) for each in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 6:
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4 or not all(-360 <= each <= 360 for each in numbers) or numbers[1] > numbers[3]:
        raise ValueError("bbox is four numbers: west, south, east and north, in degrees")
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _span(text: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last day of `2001-02-03`, `2001-02-03T04:05:06Z`, `../2001`, `2001-02-03/..`."""
    if not text:
        return None, None
    ends = text.split("/")
    days = [None if each in ("", "..") else each.partition("T")[0] for each in ends]
    if len(ends) > 2 or any(day is not None and not _DAY.fullmatch(day) for day in days):
        raise ValueError("datetime is a date, or two with / between them, of which one may be ..")
    first, last = days[0], days[-1]
    return first, None if last is None else f"{last}-99-99"[:10] if len(last) < 10 else last


def _touches(feature: Feature, box: Box) -> bool:
    west, south, east, north = _box(feature)
    beside = east < box[0] or west > box[2] if box[0] <= box[2] else west > box[2] and east < box[0]
    return not beside and not (north < box[1] or south > box[3])


def _box(feature: Feature) -> Box:
    points = list(_points(feature["geometry"]["coordinates"]))
    east, north = [point[0] for point in points], [point[1] for point in points]
    return min(east), min(north), max(east), max(north)


def _points(coordinates: Any) -> Sequence[Sequence[float]]:  # noqa: ANN401 - as deep as the geometry is
    if isinstance(coordinates[0], (int, float)):
        return [coordinates]
    return [point for part in coordinates for point in _points(part)]


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(each[0] for each in boxes),
        min(each[1] for each in boxes),
        max(each[2] for each in boxes),
        max(each[3] for each in boxes),
    )
