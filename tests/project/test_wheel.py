"""A project of one's own, made from the wheel in an empty folder: nothing of the checkout is at hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
DOCUMENT = """\
姉妹都市交流のあゆみ
年月日,相手先,内容
1985年5月3日,ネベリスク,見本市の代表団10名がネベリスク市を訪問
1986年8月1日,ネベリスク,ネベリスク市の青少年8名が見本市を訪問
"""
PLACES = """\
id,class,ja,kana,en,ru,within,lat,lon,origin
japan,Country,日本,にほん,Japan,Япония,,,,specimen
russia,Country,ロシア,ろしあ,Russia,Россия,,,,specimen
specimen-ken,Prefecture,見本県,みほんけん,Specimen Prefecture,Михон,japan,,,specimen
specimen,City,見本市,みほんし,Specimen City,Михон,specimen-ken,35.0,135.0,specimen
nevelsk,City,ネベリスク,ねべりすく,Nevelsk,Невельск,russia,46.65,141.86,specimen
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's contents, in a folder of their own."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(REPOSITORY),
    ]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = folder.glob("exgraph-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def _run(site: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    code = "from exgraph.cli import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(site)}
    for name in [name for name in environment if name.startswith("EXGRAPH_")]:
        del environment[name]
    return subprocess.run(
        [sys.executable, "-c", code, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_from_an_empty_folder_to_a_graph(site: Path, tmp_path: Path) -> None:
    made = _run(site, tmp_path, "init", "town", "--title", "見本市の交流", "--base", "https://data.example.org/")
    assert made.returncode == 0, made.stderr
    town = tmp_path / "town"
    (town / "documents" / "record.csv").write_text(DOCUMENT, encoding="utf-8")
    (town / "gazetteer" / "place.csv").write_text(PLACES, encoding="utf-8")
    for words in (
        ("new", "source", "record", "--document", "documents/record.csv", "--home", "specimen"),
        ("extract", "record", "--documents", "documents"),
        ("check",),
        ("build",),
    ):
        done = _run(site, town, *words)
        assert done.returncode == 0, done.stderr
    query = "SELECT ?n { { SELECT (SUM(?h) AS ?n) { ?g a exg:Participation ; exg:headcount ?h } } }"
    asked = _run(site, town, "query", query, "--format", "json")
    assert asked.returncode == 0, asked.stderr
    assert [each["n"]["value"] for each in json.loads(asked.stdout)["results"]["bindings"]] == ["18"]
    assert "<https://data.example.org/id/event/record/1>" in (town / "build" / "graph.nq").read_text(encoding="utf-8")
    assert not (town / "ontology").exists()
