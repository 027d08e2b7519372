"""The examples of the documentation that ask the server, run as they stand."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
SERVED = "http://127.0.0.1:8000"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (curl -s.*(?:\n(?!\$|```).*)*)", re.MULTILINE)


def examples(language: str) -> Iterator[object]:
    """Yield the blocks of a language in all pages; of `console` the single commands that only read."""
    pages = sorted((REPOSITORY / "docs").glob("*.md"))
    for page in (*pages, REPOSITORY / "docs" / "how-to" / "pandas.md"):
        text = page.read_text(encoding="utf-8")
        for block in _BLOCK.finditer(text):
            if block[1] == language and SERVED in block[2]:
                line = text[: block.start()].count("\n") + 1
                found = _COMMAND.findall(block[2]) if language == "console" else [block[2]]
                for number, each in enumerate(found):
                    yield pytest.param(each, id=f"{page.name}:{line + number}")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("example", list(examples("python")))
def test_python(example: str, server: str) -> None:
    exec(compile(example.replace(SERVED, server), "example", "exec"), {})  # noqa: S102 - it is our own page


@pytest.mark.parametrize("example", list(examples("console")))
def test_shell(example: str, server: str, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    (tmp_path / "build").mkdir()
    command = example.replace(SERVED, server).replace("curl -s", "curl --fail -s", 1)
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=tmp_path, timeout=30, check=False)  # noqa: S607
    written = [file.read_bytes() for file in (tmp_path / "build").iterdir()]
    assert done.returncode == 0, done.stderr
    assert done.stdout or any(written)


@pytest.mark.parametrize("example", list(examples("js")))
def test_javascript(example: str, server: str, comunica: Path, tmp_path: Path) -> None:
    script = comunica / f"{tmp_path.name}.mjs"
    script.write_text(example.replace(SERVED, server), encoding="utf-8")
    try:
        done = subprocess.run(["node", str(script)], capture_output=True, text=True, timeout=60, check=False)  # noqa: S607
    finally:
        script.unlink()
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 5
    assert "w3id.org/exgraph" in done.stdout
