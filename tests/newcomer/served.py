"""Builds the specimen project of this copy of the repository, asks its pages, and prints what they answer as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fastapi.testclient import TestClient

from exgraph import settings as project
from exgraph.build import pipeline
from exgraph.build.fingerprint import Options
from exgraph.web.app import create_app
from tests.conftest import write_specimen


def answers(root: Path, asked: list[str]) -> dict[str, object]:
    settings = project.load(root if root.exists() else write_specimen(root))
    report = pipeline.build(settings, Options())
    with TestClient(create_app(settings)) as client:
        texts = {path: client.get(path, headers={"Accept-Language": "en"}).text for path in asked}
    return {"violations": report.severities["violation"], "things": report.things, "texts": texts}


if __name__ == "__main__":
    print(json.dumps(answers(Path(sys.argv[1]), sys.argv[2:])))
