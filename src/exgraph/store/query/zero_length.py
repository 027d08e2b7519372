"""Paths that may be of length zero (SPARQL 1.1 Query, 18.4, ZeroLengthPath): `p*`, `p?` and what is made of them.

From or to a term they reach that term, be it anywhere in the data or not. The engine finds it only where some triple
holds it, so where none does the way without a step is written out beside the path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from exgraph.store.query.statement import statements
from exgraph.store.query.token import QueryToken, tokenise

_NO_VARIABLE = re.compile(r"\?(?!\w)")
_STAR = re.compile(r"\*")
_SELECTING = ("select", "distinct", "reduced", "(")


def may_be_of_length_zero(text: str) -> bool:
    """Tell whether a query may have a path with * or ?: one that does not select, count or begin a variable."""
    if _NO_VARIABLE.search(text):
        return True
    stars = (text[max(0, match.start() - 20) : match.start()].rstrip() for match in _STAR.finditer(text))
    return any(not before.lower().endswith(_SELECTING) for before in stars)


def with_zero_length(text: str, known: Callable[[str], bool]) -> str:
    """Return a query whose paths reach a term of their own that no triple holds.

    `known` tells whether a term, written after the prologue, is a node of the default graph: then the engine finds it.
    """
    tokens = tokenise(text)
    in_graphs = any(token.lower == "graph" for token in tokens)
    number = 0
    for statement in reversed(list(statements(tokens))):
        subject = _written(text, tokens, statement.subject)
        if subject.startswith("_:"):
            continue  # names a node of the whole pattern, which must not be parted
        kept, apart = [], []
        for step in statement.steps:
            path, object_ = (_written(text, tokens, each) for each in (step.path, step.object))
            end = _end(subject, object_) if step.ways else None
            if end is not None and (in_graphs or not known(end)):
                number += 1
                apart.append(_either(subject, path, object_, step.ways, number))
            else:
                kept.append(f"{subject} {path} {object_} .")
        if apart:
            start, stop = tokens[statement.subject[0]].start, tokens[statement.steps[-1].object[1] - 1].end
            # Semicolons that stand alone at the end of a statement go with it.
            after = text[stop:].lstrip(" \t\r\n;") if text[stop:].lstrip().startswith(";") else text[stop:]
            text = f"{text[:start]}{' '.join((*kept, *apart))} {after}"
    return text


def _end(subject: str, object_: str) -> str | None:
    """Return the end of a path that is a term, where the other is a term or a variable."""
    ends = [each for each in (object_, subject) if each[0] not in "?$"]
    return ends[0] if ends and not any(each.startswith(("_:", "[", "(", "<<")) for each in ends) else None


def is_literal(term: str) -> bool:
    """Tell whether a term of a query is a literal."""
    return term[0] in "\"'0123456789.+-" or term.lower() in ("true", "false")


def _either(subject: str, path: str, object_: str, ways: int, number: int) -> str:
    """Return a path, or where the data does not hold the end that is a term, what it reaches without a step."""
    end, other = (object_, subject) if subject[0] in "?$" else (subject, object_)
    holds = f"VALUES {other} {{ {end} }}" if other[0] in "?$" else f"FILTER(sameTerm({subject}, {object_}))"
    fresh = [f"?x_{number}_{place}" for place in range(4)]
    absent = f"FILTER NOT EXISTS {{ {fresh[2]} {fresh[3]} {end} }}"
    if not is_literal(end):
        absent += f" FILTER NOT EXISTS {{ {end} {fresh[0]} {fresh[1]} }}"
    return f"{{ {{ {subject} {path} {object_} }}{f' UNION {{ {holds} {absent} }}' * ways} }}"


def _written(text: str, tokens: Sequence[QueryToken], places: tuple[int, int]) -> str:
    return text[tokens[places[0]].start : tokens[places[1] - 1].end]
