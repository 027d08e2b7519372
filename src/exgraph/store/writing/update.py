"""SPARQL 1.1 Update as text: looked over, and written as the engine must see it.

- LOAD is never run: it would fetch. `LOAD SILENT` does nothing, as the specification lets it.
- The store keeps quads and no empty graphs, so CLEAR, DROP, CREATE, COPY, MOVE and ADD succeed on a graph that is not
  there (SPARQL 1.1 Update, 3.2).
- The data set of a request (`using-graph-uri`) is written into each operation; the engine knows none.
- Prefixes declared after a semicolon are moved to the beginning; the engine reads them only there.
"""

from __future__ import annotations

from collections.abc import Sequence

from exgraph.errors import QueryError
from exgraph.store.engine import EMPTY, node, syntax_error
from exgraph.store.query.data_set import with_merged_using
from exgraph.store.query.rewriting import readable
from exgraph.store.query.scan import (
    MAX_LENGTH,
    QueryLengthError,
    after_prologue,
    refuse_complexity,
    refuse_service,
    refuse_word,
)
from exgraph.store.query.token import QueryToken, closing, location, tokenise

_FAILING = "CLEAR GRAPH <urn:x-exgraph:none> ; "
"""Fails before whatever follows it is run, but after all of it was read."""
_NOTHING = "CLEAR SILENT GRAPH <urn:x-exgraph:none>"
_SILENT = frozenset({"clear", "drop", "create", "add", "move", "copy"})


def check_update(text: str, base: str) -> None:
    """Read an update without running any of it.

    Raises:
        QueryLengthError, QueryComplexityError: see `scan`.
        QueryError: bad syntax, with line and column.
    """
    if len(text) > MAX_LENGTH:
        raise QueryLengthError(f"the update has {len(text):,} characters; at most {MAX_LENGTH:,} are read")
    text = readable(text)
    refuse_complexity(text, tokenise(text))
    text, declared = _hoisted(text)
    start = next((operation[0].start for operation in operations(tokenise(text))), len(text))
    ours = declared + _FAILING
    tried = text[:start] + ours + text[start:]
    try:
        EMPTY.update(tried, base_iri=base)
    except SyntaxError as error:
        raise syntax_error(tried, str(error), start=start, length=len(ours)) from error
    except UnicodeEncodeError as error:
        raise QueryError("the update is not Unicode text") from error
    except (OSError, RuntimeError):
        return  # as it must: there is no such graph to clear


def prepare_update(text: str, base: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> str:
    """Return an update as the engine must see it; `using` and `using_named` are the data set of its WHERE clauses.

    Raises:
        QueryLengthError, QueryComplexityError: see `scan`.
        QueryRefusedError: it would LOAD, or ask another SERVICE.
        QueryError: bad syntax; or it has USING or WITH beside the data set of the request.
    """
    clauses = "".join(f"USING <{node(each).value}> " for each in using)
    clauses += "".join(f"USING NAMED <{node(each).value}> " for each in using_named)
    text = readable(text)
    check_update(text, base)
    text, declared = _hoisted(text)
    text = declared + text
    for operation in reversed(operations(tokenise(text))):
        text = _prepared(text, operation, clauses)
    for number, operation in reversed(list(enumerate(operations(tokenise(text))))):
        text = with_merged_using(text, operation, number)
    tokens = tokenise(text)
    remedy = "send the data itself, to the graph store or as INSERT DATA"
    refuse_word(text, tokens, "load", "LOAD is not run here: nothing is ever fetched", remedy)
    refuse_service(text, tokens)
    return text


def _parts(tokens: Sequence[QueryToken]) -> list[Sequence[QueryToken]]:
    """Return the tokens between the semicolons that part operations."""
    parts, first, depth = [], 0, 0
    for place, token in enumerate(tokens):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0 and token.text == ";":
            parts.append(tokens[first:place])
            first = place + 1
    return [*parts, tokens[first:]]


def operations(tokens: Sequence[QueryToken]) -> list[Sequence[QueryToken]]:
    """Return the tokens of each operation, its prologue left out."""
    return [part[start:] for part in _parts(tokens) if (start := after_prologue(part)) < len(part)]


def _hoisted(text: str) -> tuple[str, str]:
    """Return an update with the prologues after the first blanked out, and what these declare.

    Raises:
        QueryError: a prefix stands for two IRIs, or there is a second BASE.
    """
    declared: dict[str, str] = {}
    later = []
    for number, part in enumerate(_parts(tokenise(text))):
        prologue = part[: after_prologue(part)]
        for place, token in enumerate(prologue):
            word = token.text.lower()
            if word == "prefix" and place + 2 < len(prologue):
                name, iri = prologue[place + 1].text, prologue[place + 2].text
                _declare(text, declared, prologue[place + 1], iri)
                later += [f"PREFIX {name} {iri} "] if number else []
            elif number and word in ("base", "version"):
                raise QueryError(f"{word.upper()} after the first operation", at=location(text, token.start))
        if number and prologue:
            start, end = prologue[0].start, prologue[-1].end
            text = text[:start] + "".join(" " if each != "\n" else each for each in text[start:end]) + text[end:]
    return text, "".join(later)


def _declare(text: str, declared: dict[str, str], name: QueryToken, iri: str) -> None:
    if declared.setdefault(name.text, iri) != iri:
        at = location(text, name.start)
        raise QueryError(f"{name.text} stands for two IRIs", at=at, remedy="name one of the prefixes otherwise")


def _prepared(text: str, operation: Sequence[QueryToken], clauses: str) -> str:
    first = operation[0]
    word, following = first.text.lower(), operation[1].text.lower() if len(operation) > 1 else ""
    if (word, following) == ("load", "silent"):
        return text[: first.start] + _NOTHING + text[operation[-1].end :]
    if word in _SILENT and following != "silent":
        return f"{text[: first.end]} SILENT{text[first.end :]}"
    if clauses and word in ("insert", "delete", "with") and following != "data":
        return _with_data_set(text, operation, clauses)
    return text


def _with_data_set(text: str, operation: Sequence[QueryToken], clauses: str) -> str:
    depth = 0
    for place, token in enumerate(operation):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        word = token.text.lower()
        if depth or token.kind != "word":
            continue
        if word in ("using", "with"):
            raise QueryError(
                f"{word.upper()} stands beside using-graph-uri or using-named-graph-uri",
                at=location(text, token.start),
                remedy="choose the graphs in one place",
            )
        if word == "where":
            end = closing(operation, place + 1) if place == 1 else None
            # DELETE WHERE {...} is short for DELETE {...} WHERE {...}, and only the long form takes USING.
            pattern = f"{text[operation[2].start : operation[end].end]} " if end is not None else ""
            return f"{text[: token.start]}{pattern}{clauses}{text[token.start :]}"
    raise QueryError("an operation without WHERE takes no data set", at=location(text, operation[0].start))
