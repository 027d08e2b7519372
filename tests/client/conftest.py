"""Comunica, a client in JavaScript."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
COMUNICA = "@comunica/query-sparql@4.5.0"


@pytest.fixture(scope="session")
def comunica() -> Path:
    """The folder with Comunica in its node_modules."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    folder = REPOSITORY / "build" / "comunica"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of processes that run tests, one installs it
        _install(folder)
    return folder


def _install(folder: Path) -> None:
    if not (folder / "node_modules" / "@comunica" / "query-sparql").is_dir():
        command = ["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder), COMUNICA]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            shutil.rmtree(folder / "node_modules", ignore_errors=True)
            pytest.skip(f"{COMUNICA} cannot be installed: {done.stderr.strip()[-200:]}")
