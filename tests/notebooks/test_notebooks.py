"""The notebooks of the documentation, run from beginning to end against a server of the specimen graph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[2] / "docs" / "notebooks").glob("*.ipynb"))
EXPECTED = {
    "map": "places",
    "networks": "Wakkanai",
    "tables": "YouthExchange",
    "timeline": "Wakkanai visits Nevelsk",
}
"""What stands in the outputs of each."""


def outputs(notebook: Any) -> list[Any]:  # noqa: ANN401 - nbformat has no types
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXGRAPH_SERVER", server)
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": tmp_path}}).execute()
    texts = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs(notebook)]
    assert EXPECTED[path.stem] in "\n".join(texts)
    pictures = [output for output in outputs(notebook) if "image/png" in output.get("data", {})]
    assert bool(pictures) == (path.stem in ("map", "timeline"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_whole_and_holds_no_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert not outputs(notebook)
    assert all(cell.get("execution_count") is None for cell in notebook.cells)
    assert "http://127.0.0.1:8000" in notebook.cells[1].source


def test_all_are_run() -> None:
    assert {path.stem for path in NOTEBOOKS} == set(EXPECTED)
