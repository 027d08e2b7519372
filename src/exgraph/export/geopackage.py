"""GeoPackage 1.3 (OGC 12-128r17): layers of points and lines with their styles, and tables of all nodes and edges.

SQLite and a few bytes of geometry need no library; a writer of GDAL would be larger than all of exgraph.
"""

from __future__ import annotations

import sqlite3
import struct
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from exgraph.export.geojson import Part, arc
from exgraph.export.network import Network, Node, Type, Value
from exgraph.export.row import Row, edge_columns, edge_days, edge_row, node_columns, node_row
from exgraph.export.style import LINES, POINTS

_WGS_84 = 4326
_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
    'UNIT["degree",0.0174532925199433],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
_SCHEMA = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
    organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT, f_table_schema TEXT,
    f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
    description TEXT, owner TEXT, ui TEXT, update_time DATETIME);
"""
_TYPES: dict[Type, str] = {"string": "TEXT", "integer": "INTEGER", "double": "DOUBLE", "boolean": "BOOLEAN"}
_DAYS = {"first_day": "DATE", "last_day": "DATE"}
_MADE = "2000-01-01T00:00:00.000Z"
"""The time that every file bears: equal networks are equal files."""
_Cells = Sequence[Value | bytes | None]
_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Layer:
    name: str
    geometry: str
    columns: dict[str, str]
    style: str


def write(network: Network) -> bytes:
    """Return the network as a GeoPackage: layers `places` and `links`, tables `nodes` and `edges`.

    `places` are the nodes with a point, `links` the edges between two points; in `nodes` and `edges` are all of them.
    Days are dates, and the layers bring their style for QGIS.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.gpkg"
        with sqlite3.connect(path) as base:
            base.execute("PRAGMA application_id = 0x47504B47")  # GPKG
            base.execute("PRAGMA user_version = 10300")
            base.executescript(_SCHEMA)
            _add_systems(base)
            _add_nodes(base, network)
            _add_edges(base, network)
            _contents(base, "layer_styles", "attributes", "")
        base.close()
        return path.read_bytes()


def _add_systems(base: sqlite3.Connection) -> None:
    rows = [
        ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinate reference system"),
        ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
        ("WGS 84", _WGS_84, "EPSG", _WGS_84, _WKT, "longitude before latitude, in degrees"),
    ]
    base.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", rows)


def _add_nodes(base: sqlite3.Connection, network: Network) -> None:
    types = {"key": "string", **node_columns(network)}
    columns = {name: _TYPES[type_] for name, type_ in types.items()}
    rows = [(node, {"key": node.id, **node_row(node, node_columns(network))}) for node in network.nodes]
    _table(base, "nodes", columns, (_cells(columns, row) for _, row in rows))
    placed = [(point, row) for node, row in rows if (point := _place(node)) is not None]
    boxes = [(*point, *point) for point, _ in placed]
    cells = ([_header(None) + _point(point), *_cells(columns, row)] for point, row in placed)
    _layer(base, _Layer("places", "POINT", columns, POINTS), cells, boxes)


def _add_edges(base: sqlite3.Connection, network: Network) -> None:
    nodes = {node.id: node for node in network.nodes}
    types = {"key": "string", "source": "string", "target": "string", **edge_columns(network)}
    columns = {name: _TYPES[type_] for name, type_ in types.items()} | _DAYS
    rows: list[tuple[list[Part], Row]] = []
    for edge in network.edges:
        ends: Row = {"key": edge.id, "source": edge.source, "target": edge.target}
        row = ends | edge_row(edge, edge_columns(network)) | edge_days(edge)
        rows.append((arc(nodes[edge.source], nodes[edge.target]), row))
    _table(base, "edges", columns, (_cells(columns, row) for _, row in rows))
    drawn = [(parts, row) for parts, row in rows if parts]
    boxes = [_box(parts) for parts, _ in drawn]
    cells = (
        [_header(box) + _lines(parts), *_cells(columns, row)] for (parts, row), box in zip(drawn, boxes, strict=True)
    )
    _layer(base, _Layer("links", "MULTILINESTRING", columns, LINES), cells, boxes)


def _layer(base: sqlite3.Connection, layer: _Layer, rows: Iterable[_Cells], boxes: Sequence[_Box]) -> None:
    _create(base, layer.name, {"geom": layer.geometry, **layer.columns}, rows)
    box = (
        min((each[0] for each in boxes), default=None),
        min((each[1] for each in boxes), default=None),
        max((each[2] for each in boxes), default=None),
        max((each[3] for each in boxes), default=None),
    )
    _contents(base, layer.name, "features", "", *box, _WGS_84)
    geometry = (layer.name, layer.geometry, _WGS_84)
    base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", geometry)
    base.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
        " styleQML, styleSLD, useAsDefault, description, owner, update_time)"
        " VALUES ('', '', ?, 'geom', ?, ?, '', 1, '', '', ?)",
        (layer.name, layer.name, layer.style, _MADE),
    )


def _table(base: sqlite3.Connection, name: str, columns: dict[str, str], rows: Iterable[_Cells]) -> None:
    _create(base, name, columns, rows)
    _contents(base, name, "attributes", "")


def _create(base: sqlite3.Connection, name: str, columns: dict[str, str], rows: Iterable[_Cells]) -> None:
    named = _distinct(columns)
    declared = ", ".join(f"{_quoted(named[column])} {type_}" for column, type_ in columns.items())
    base.execute(f"CREATE TABLE {name} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {declared})")
    places = ", ".join("?" for _ in columns)
    names = ", ".join(_quoted(named[column]) for column in columns)
    base.executemany(f"INSERT INTO {name} ({names}) VALUES ({places})", rows)  # noqa: S608 - our own names


def _contents(base: sqlite3.Connection, name: str, kind: str, description: str, *box: float | None) -> None:
    cells = [*box, *[None] * (5 - len(box))]
    base.execute(
        "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (name, kind, name, description, _MADE, *cells),
    )


def _distinct(columns: Iterable[str]) -> dict[str, str]:
    """Return the names of columns as SQLite tells them apart, which takes no notice of case; `fid` is the key's."""
    found: dict[str, str] = {}
    taken = {"fid"}
    for column in columns:
        name = column
        while name.lower() in taken:
            name += "_"
        taken.add(name.lower())
        found[column] = name
    return found


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _cells(columns: Iterable[str], row: Row) -> list[Value | None]:
    return [row.get(name) for name in columns]


def _header(box: _Box | None) -> bytes:
    """Return the head of a geometry (2.1.3): little-endian, in WGS 84, with its envelope where one is given."""
    head = b"GP\x00" + (b"\x03" if box else b"\x01") + struct.pack("<i", _WGS_84)
    return head + struct.pack("<4d", box[0], box[2], box[1], box[3]) if box else head


def _point(point: tuple[float, float]) -> bytes:
    return struct.pack("<BI2d", 1, 1, *point)


def _lines(parts: Sequence[Part]) -> bytes:
    lines = b"".join(
        struct.pack("<BII", 1, 2, len(part)) + b"".join(struct.pack("<2d", *each) for each in part) for part in parts
    )
    return struct.pack("<BII", 1, 5, len(parts)) + lines


def _box(parts: Sequence[Part]) -> _Box:
    points = [each for part in parts for each in part]
    east, north = [each[0] for each in points], [each[1] for each in points]
    return min(east), min(north), max(east), max(north)


def _place(node: Node) -> tuple[float, float] | None:
    return None if node.latitude is None or node.longitude is None else (node.longitude, node.latitude)
