"""What Gephi's importer of GEXF wants, as checks of a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

_SPACE = {"g": "http://gexf.net/1.3"}
_READ = {"string": str, "integer": int, "long": int, "double": float, "float": float, "boolean": bool}


def check(body: bytes) -> tuple[int, int]:
    """Return how many nodes and edges a file has, once it is known that Gephi takes all of them."""
    root = ET.fromstring(body)  # noqa: S314 - our own file
    assert (root.tag, root.attrib["version"]) == ("{http://gexf.net/1.3}gexf", "1.3")
    [graph] = root.findall("g:graph", _SPACE)
    assert graph.attrib["defaultedgetype"] in ("directed", "undirected")
    nodes, edges = (graph.findall(f"g:{name}s/g:{name}", _SPACE) for name in ("node", "edge"))
    ids = {node.attrib["id"] for node in nodes}
    assert len(ids) == len(nodes)
    assert all(node.attrib["label"] for node in nodes)
    assert len({edge.attrib["id"] for edge in edges}) == len(edges)
    for edge in edges:
        assert {edge.attrib["source"], edge.attrib["target"]} <= ids
        assert float(edge.attrib["weight"]) > 0
        assert edge.attrib["kind"]
    for owner, things in (("node", nodes), ("edge", edges)):
        _check_values(graph, owner, things)
    spans = [span for thing in (*nodes, *edges) for span in _spans(thing)]
    assert (graph.attrib["mode"] == "dynamic") == bool(spans)
    if spans:
        assert (graph.attrib["timeformat"], graph.attrib["timerepresentation"]) == ("date", "interval")
    return len(nodes), len(edges)


def _check_values(graph: ET.Element, owner: str, things: list[ET.Element]) -> None:
    declared = graph.findall(f"g:attributes[@class='{owner}']/g:attribute", _SPACE)
    types = {each.attrib["id"]: _READ[each.attrib["type"]] for each in declared}
    assert len(types) == len(declared)
    for thing in things:
        values = thing.findall("g:attvalues/g:attvalue", _SPACE)
        assert len({value.attrib["for"] for value in values}) == len(values)
        for value in values:
            types[value.attrib["for"]](value.attrib["value"])


def _spans(thing: ET.Element) -> Iterator[tuple[str, str]]:
    """Yield the spans of a thing: whole days in order, none of which ends where it begins or overlaps the next."""
    timed = [each for each in (thing, *thing.findall("g:spells/g:spell", _SPACE)) if "start" in each.attrib]
    spans = [(each.attrib["start"], each.attrib.get("end", "9999-12-31")) for each in timed]
    for start, end in spans:
        assert date.fromisoformat(start) < date.fromisoformat(end)
    assert all(one[1] < other[0] for one, other in pairwise(spans))
    assert "end" not in thing.attrib or "start" in thing.attrib
    yield from spans
