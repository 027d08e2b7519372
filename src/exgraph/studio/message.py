"""What is wrong, in the language of who reads the page: errors are English, these are their words in the others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exgraph.errors import ExgraphError, TablesError
from exgraph.reading.language import Messages

_KNOWN = (
    (r"'(?P<value>.*)' is no whole number", "number"),
    (r"'(?P<value>.*)' is no decimal number", "number"),
    (r"'(?P<value>.*)' is not one of .*", "choice"),
    (r"'(?P<value>.*)' is no id: .*", "id"),
    (r"'(?P<value>.*)' names something twice", "twice"),
    (r"'(?P<value>.*)' has no count: .*", "counts"),
    (r"empty, but must be filled", "empty"),
    (r"no \S+ has the id '(?P<value>.*)', named in row .*", "unknown"),
    (r".*(?:is no date|must be in 1\.\.12|out of range).*", "date"),
    (r"it ends \((?P<value>.*)\) before it starts .*", "order"),
    (r".* is not within the printed date (?P<value>.*) in row .*", "printed"),
    (r".*was changed by somebody else meanwhile.*", "conflict"),
    (r".*was changed after your decision.*", "undo_conflict"),
    (r"there is nothing to undo", "undo_nothing"),
    (r"no fact is made of record (?P<value>\S+)", "no_fact"),
    (r"a group at home did not travel.*", "home"),
    (r"the group goes to where it came from.*", "same"),
    (r"a group has at least one member|a count begins with 1", "zero"),
    (r"the parts are .*", "parts"),
    (r"cannot be written: (?P<value>.*)", "written"),
    (r"cannot be read: (?P<value>.*)", "read"),
    (r"(?:is in a form that is not read|is no text).*", "form"),
    (r"is not (?:in )?(?P<value>UTF-8|\S+).*", "encoding"),
    (r".*no Tesseract is here.*|.*Tesseract has no Japanese.*", "image"),
    (r"\[layout\] names no home.*|\[layout\] names the home.*", "home_unknown"),
    (r"no line holds the columns' names|holds no row", "no_row"),
    (r"the document has changed since it was read.*", "stale"),
    (r"no place is known by the name '(?P<value>.*)'.*", "place"),
    (r"(?P<value>\d+) .*violations of the shapes.*|.*violations of the shapes: (?P<more>\d+).*", "shapes"),
    (r"no file was chosen|the file has no name", "no_file"),
    (r"a document of this name is there already", "file_there"),
    (r"there is no portal to look at", "no_portal"),
    (r"the project has no row yet", "no_row_yet"),
    (r"says a value over several lines", "by_hand"),
    (r"became no fact: .*", "lost"),
    (r"the package (?P<value>\S+) is not installed", "package"),
)
"""How an error begins, and the key of its words in `error_<key>` of studio.toml."""


@dataclass(frozen=True)
class ShownError:
    """An error as a page tells it: the words, what the program itself says where the words are general, and where."""

    text: str
    original: str = ""
    where: str = ""

    @property
    def whole(self) -> str:
        """The words, and the program's own after them."""
        return f"{self.text} {self.original}".strip()


def every(error: ExgraphError) -> list[ExgraphError]:
    """Return the errors of one that holds several."""
    return [one for each in error.errors for one in every(each)] if isinstance(error, TablesError) else [error]


def tell(error: ExgraphError, words: Messages) -> ShownError:
    """Return an error in a reader's language; one that has no words of its own is told with those of the program."""
    original = f"{error.problem} ({error.remedy})" if error.remedy else error.problem
    where = _where(error, words)
    if words.language == "en":
        return ShownError(original, where=where)
    for pattern, key in _KNOWN:
        if found := re.fullmatch(pattern, _plain(error.problem), re.DOTALL):
            values = found.groupdict()
            value = next((each for each in values.values() if each), "")
            return ShownError(words.text(f"studio.error_{key}", value=value), where=where)
    return ShownError(words.text("studio.error_other"), original, where)


def _plain(problem: str) -> str:
    """Return a problem without the row that it names last."""
    return re.sub(r" in row \S+$", "", problem) if "named in row" not in problem else problem


def _where(error: ExgraphError, words: Messages) -> str:
    at = error.at
    if at is None:
        return ""
    line = words.text("studio.line", line=at.line) if at.line else ""
    return " ".join(filter(None, [at.path.name, line]))
