"""Count how letters are heard in katakana: make src/exgraph/gazetteer/data/sound.tsv from the names in world.zip.

Every pair of a city's name and its name in katakana is cut into pieces in every way; how often a piece of letters goes
with a piece of sounds is estimated by expectation and maximisation over all pairs. Takes about five minutes.
"""

from __future__ import annotations

import math
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from exgraph.gazetteer.sound import LETTERS, SOUNDS, letters, pieces, sounds

DATA = Path(__file__).parents[1] / "src" / "exgraph" / "gazetteer" / "data"
ROUNDS = 7
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc・= ]+")

Chance = Callable[[str, str], float]


def main() -> None:
    """Read the pairs, estimate, and write the logarithms of the chances."""
    pairs = sorted(set(_pairs()))
    chance: Chance = _first
    counts: Counter[tuple[str, str]] = Counter()
    for number in range(ROUNDS):
        counts = _counted(chance, pairs)
        least = 0.5 if number < 3 else 1.5
        counts = Counter({pair: count for pair, count in counts.items() if count >= least})
        chance = _estimated(counts)
    _write(counts)


def _pairs() -> Iterable[tuple[str, str]]:
    archive = zipfile.ZipFile(DATA / "world.zip")
    for member in archive.namelist():
        if not re.fullmatch(r"[A-Z]{2}\.tsv", member):
            continue
        for line in archive.read(member).decode("utf-8").splitlines():
            cells = line.split("\t")
            for name in cells[7].split("|"):
                word = re.sub("[市町村区]$", "", name)
                written, heard = letters(cells[1]), sounds(word)
                if _KATAKANA.fullmatch(word) and written and heard and 0.5 < len(written) / len(heard) < 2:
                    yield written, heard


def _first(piece: str, sound: str) -> float:
    """Return a chance to begin with: short pieces and those that begin alike are likelier."""
    if not (piece and sound):
        return 1e-5
    likely = 0.02 * 10.0 ** (-2 * (len(piece) + len(sound) - 2))
    return 20 * likely if piece[0] == sound[0] else likely


def _estimated(counts: Counter[tuple[str, str]]) -> Chance:
    total = counts.total()
    table = {pair: count / total for pair, count in counts.items()}
    return lambda piece, sound: table.get((piece, sound), 0.0 if piece and sound else 1e-7)


def _counted(chance: Chance, pairs: list[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Return how often each piece goes with each sound, every way to cut a pair weighted by its chance."""
    counts: Counter[tuple[str, str]] = Counter()
    for written, heard in pairs:
        forward: defaultdict[tuple[int, int], float] = defaultdict(float, {(0, 0): 1.0})
        steps = []
        for at in ((i, j) for i in range(len(written) + 1) for j in range(len(heard) + 1)):
            for piece, sound in pieces(written[at[0] : at[0] + LETTERS], heard[at[1] : at[1] + SOUNDS]):
                likely = chance(piece, sound) if forward[at] else 0.0
                if likely:
                    to = (at[0] + len(piece), at[1] + len(sound))
                    forward[to] += forward[at] * likely
                    steps.append((at, to, piece, sound, likely))
        whole = forward[len(written), len(heard)]
        backward: defaultdict[tuple[int, int], float] = defaultdict(float, {(len(written), len(heard)): 1.0})
        for at, to, piece, sound, likely in reversed(steps) if whole else ():
            backward[at] += likely * backward[to]
            counts[piece, sound] += forward[at] * likely * backward[to] / whole
    return counts


def _write(counts: Counter[tuple[str, str]]) -> None:
    """Write the mean of the two conditional chances' logarithms: of the sound given the letters, and the other way."""
    by_piece: Counter[str] = Counter()
    by_sound: Counter[str] = Counter()
    for (piece, sound), count in counts.items():
        by_piece[piece] += count
        by_sound[sound] += count
    total = counts.total()
    with (DATA / "sound.tsv").open("w", encoding="utf-8", newline="") as file:
        for (piece, sound), count in sorted(counts.items()):
            forth = math.log(count / (by_piece[piece] if piece else total))
            back = math.log(count / (by_sound[sound] if sound else total))
            file.write(f"{piece}\t{sound}\t{(forth + back) / 2:.2f}\n")


if __name__ == "__main__":
    main()
