"""Comunica, a client in JavaScript."""

from __future__ import annotations

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
    if not (folder / "node_modules" / "@comunica" / "query-sparql").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder), COMUNICA]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            shutil.rmtree(folder, ignore_errors=True)
            pytest.skip(f"{COMUNICA} cannot be installed: {done.stderr.strip()[-200:]}")
    return folder
