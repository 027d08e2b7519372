"""Whom the cases are run against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from tests.conformance.suite.manifest import Dataset
from tests.conformance.suite.result import Quads


@dataclass(frozen=True)
class Reply:
    """An answer; `status` is an HTTP status, 200 for what a peer in process did."""

    status: int
    media_type: str
    body: bytes
    headers: dict[str, str]


class Peer(Protocol):
    """A SPARQL service that can be emptied and filled."""

    def load(self, dataset: Dataset) -> None:
        """Make the data set of files the only content."""

    def query(self, text: str, accept: str) -> Reply:
        """Ask a query."""

    def update(self, text: str) -> Reply:
        """Run an update."""

    def content(self) -> Quads:
        """Return everything there is."""
