"""The logic of the pages' scripts, tested by their own tests in Node.js."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "web"


def test_the_scripts_pass_their_own_tests() -> None:
    runner = WEB / "node_modules" / ".bin" / "vitest"
    if not runner.exists() or shutil.which("node") is None:
        pytest.skip("the scripts of the pages are not built: make islands")
    done = subprocess.run([str(runner), "run", "--reporter=dot"], cwd=WEB, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
