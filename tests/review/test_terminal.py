from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from exgraph.review.desk import Desk
from exgraph.review.terminal import Walk

from .conftest import facts, lines

Answer = Callable[..., str]


@pytest.fixture
def answer(desk: Desk, documents: Path, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Walk through records, answering with these lines, and return what was printed."""

    def walk(*answers: str, records: tuple[str, ...] = ("4",), width: int = 140, everything: bool = False) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in answers)))
        console = Console(file=io.StringIO(), width=width, highlight=False)
        monkeypatch.setattr(console, "input", lambda prompt: _ask(console, prompt))
        Walk(desk, documents, console, everything=everything).through([("specimen", number) for number in records])
        output = console.file
        assert isinstance(output, io.StringIO)
        return output.getvalue()

    return walk


def _ask(console: Console, prompt: str) -> str:
    console.print(prompt)
    return input()


@pytest.mark.parametrize("width", [80, 140])
def test_lines_stand_with_facts_and_names(answer: Answer, width: int) -> None:
    printed = answer("q", width=width)
    assert "specimen 4, line 7" in printed
    assert "児童18名が行く" in printed
    assert "nevelsk  ネベリスク" in printed
    assert "participation 4/1" in printed
    assert "0 accepted, 0 corrected, 0 rejected; 8 facts wait" in printed


def test_accept_skip_and_the_end_of_the_input(answer: Answer, specimen: Path, desk: Desk) -> None:
    printed = answer("s", "what?", "a", records=("4", "5"))
    assert "1 accepted, 0 corrected, 0 rejected; 7 facts wait" in printed
    assert desk.fact("specimen", "event", "4").review == "proposed"
    assert desk.fact("specimen", "participation", "4/1").review == "corrected"
    assert b"4/2,4,nevelsk,wakkanai,,1,,,,,,sentence,accepted,\n" in lines(specimen, "participation")


def test_a_bad_value_is_told_and_asked_again(answer: Answer, desk: Desk) -> None:
    printed = answer("c", "total", "total=many", "location=atlantis", "total=19", "", "q")
    assert "write column=value" in printed
    assert "event.csv:5:total: 'many' is no whole number" in printed
    assert "event.csv:5:location: no place has the id 'atlantis'" in printed
    assert "0 accepted, 1 corrected" in printed
    assert desk.fact("specimen", "event", "4").cells["total"] == "19"


def test_reject(answer: Answer, specimen: Path) -> None:
    printed = answer("r")
    assert "no fact is made of record 4" in printed
    assert "1 rejected" in printed
    assert not any(line.startswith(b"4/") for line in lines(specimen, "participation"))


def test_everything_asks_of_checked_facts_too(answer: Answer) -> None:
    assert "wakkanai-nevelsk-1972" not in answer("q", records=("1",))
    assert "wakkanai-nevelsk-1972" in answer("q", records=("1",), everything=True)


def test_a_change_on_disk_is_told_and_the_fact_shown_again(answer: Answer, specimen: Path) -> None:
    path = facts(specimen) / "event.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("1997-08-01", "1997-08-02"), encoding="utf-8")
    printed = answer("a", "a", "q")
    assert "was changed by somebody else meanwhile; nothing was written" in printed
    assert "1 accepted" in printed
    assert b",1997-08-02," in path.read_bytes()
