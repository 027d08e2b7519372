"""What a survey finds: the words of a document that name a place, and which one they most likely name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exgraph.errors import Location, SourceError
from exgraph.gazetteer.entry import Entry


@dataclass(frozen=True)
class Named:
    """A name as the tidy text writes it, the place, the first line (from 1), how sure it is from 0 to 1, and why.

    `bare` is a name without the word for its kind that stands for the same place elsewhere in the document.
    """

    words: str
    entry: Entry
    line: int
    score: float
    reason: str
    bare: bool = False


@dataclass(frozen=True)
class Doubt:
    """A name that may be any of several places, or of none: the line (from 1), and what it might be."""

    words: str
    line: int
    choices: tuple[Entry, ...]

    def error(self, path: Path) -> SourceError:
        """Return what to tell of it."""
        places = " or ".join(f"{each.division}{each.ja}" for each in self.choices)
        return SourceError(
            f"'{self.words}' may be {places}",
            at=Location(path, self.line),
            remedy=f"add the one that is meant: exgraph new place {self.choices[0].division}{self.words}",
        )
