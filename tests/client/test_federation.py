"""Two servers asked as one, by the examples of the documentation."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from exgraph.model.iri import Base
from tests.publication import publish
from tests.server import serve, settings_of

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "federation.md"
NOTE = "A harbour in the west of Sakhalin"
NEVELSK = "https://w3id.org/exgraph/id/place/nevelsk"


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a second server, which has nothing but a note on a place of the first."""
    build = tmp_path_factory.mktemp("other")
    comment = "<http://www.w3.org/2000/01/rdf-schema#comment>"
    publish(build, "notes", f'<{NEVELSK}> {comment} "{NOTE}" <{Base().graph("notes")}> .\n')
    with serve(settings_of(build)) as address:
        yield address


def example(language: str, address: str, other: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert found is not None
    assert "8000" in found[1] and "8001" in found[1]
    return found[1].replace("http://127.0.0.1:8000", address).replace("http://127.0.0.1:8001", other)


def test_rdflib_joins_two_servers(server: str, other: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(example("python", server, other), "example", "exec"), {})  # noqa: S102 - it is our own page
    assert capsys.readouterr().out.splitlines() == [f"{NEVELSK} Nevelsk {NOTE}"]


def test_comunica_joins_two_servers(server: str, other: str, comunica: Path) -> None:
    script = comunica / "federation.mjs"
    script.write_text(example("js", server, other), encoding="utf-8")
    done = subprocess.run(["node", str(script)], capture_output=True, text=True, timeout=120, check=False)  # noqa: S607
    script.unlink()
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [f"{NEVELSK} Nevelsk {NOTE}"]
