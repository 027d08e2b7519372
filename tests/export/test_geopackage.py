"""GeoPackages, read by GDAL and held to what the standard asks of their tables."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pyogrio
import pytest
import shapely

from exgraph.export import geopackage
from exgraph.export.network import Edge, Network, Node
from tests.export.test_formats import DIRECTED
from tests.export.test_network import NETWORK


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "network.gpkg"
    path.write_bytes(geopackage.write(NETWORK))
    return path


def test_gdal_finds_layers_and_tables_with_dates_as_dates(file: Path) -> None:
    layers = dict(pyogrio.list_layers(file))
    expected = {"places": "Point", "links": "MultiLineString", "nodes": None, "edges": None, "layer_styles": None}
    assert layers == expected
    info = {name: pyogrio.read_info(file, layer=name) for name in expected}
    assert {name: info[name]["features"] for name in ("places", "links", "nodes", "edges")} == {
        **{"places": 3, "links": 2},
        **{"nodes": 4, "edges": 3},
    }
    assert info["places"]["crs"] == info["links"]["crs"] == "EPSG:4326"
    types = dict(zip(info["links"]["fields"], info["links"]["dtypes"], strict=True))
    assert types["first_day"] == types["last_day"] == "datetime64[D]"
    assert (types["weight"], types["people"], types["label"]) == ("int64", "int64", "object")
    _, _, geometries, fields = pyogrio.raw.read(file, layer="links", columns=["first_day", "last_day"])
    lines = shapely.from_wkb(geometries)
    assert [len(line.geoms) for line in lines] == [1, 2]  # the second is cut at the antimeridian
    assert [str(day) for day in fields[0]] == ["1997-06-01", "2001-02-28"]
    assert [str(day) for day in fields[1]] == ["2001-08-03", "2001-02-28"]


def test_the_tables_are_those_of_the_standard(file: Path) -> None:
    with sqlite3.connect(file) as base:
        assert base.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert {row[0] for row in base.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")} == {-1, 0, 4326}
        kinds = dict(base.execute("SELECT table_name, data_type FROM gpkg_contents"))
        assert kinds["places"] == kinds["links"] == "features"
        assert kinds["nodes"] == kinds["edges"] == kinds["layer_styles"] == "attributes"
        box = base.execute("SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'links'").fetchone()
        assert box == (-180, 45.4, 180, 55)
        styles = dict(base.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault"))
        assert set(styles) == {"places", "links"} and all("renderer-v2" in each for each in styles.values())


def test_columns_that_differ_in_case_only_are_told_apart(tmp_path: Path) -> None:
    nodes = [Node(name, "", name, "City", 1.0, 2.0) for name in "ab"]
    edges = [Edge("1", "a", "b", "k", attributes={"Fid": 1, "fid": 2, "GEOM": "x", "it's": "y"})]
    path = tmp_path / "odd.gpkg"
    path.write_bytes(geopackage.write(Network("odd", nodes, edges)))
    fields = set(pyogrio.read_info(path, layer="links")["fields"])
    assert {"Fid_", "fid__", "GEOM_", "it's"} <= fields


def test_equal_networks_are_equal_files() -> None:
    assert geopackage.write(DIRECTED) == geopackage.write(DIRECTED) != geopackage.write(NETWORK)
