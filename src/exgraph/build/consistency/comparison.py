"""A graph beside what the tables and the ontology say: what it misses, adds, or says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exgraph.build import quad
from exgraph.build.consistency.disagreement import SHAPES
from exgraph.validate import Finding

_MESSAGES = {
    "graph-differs": {
        "ja": "表(または推論)では {stated} ですが、グラフは別です。exgraph build で作り直してください。",
        "en": "The tables, or what follows from them, say {stated}; the graph says something else. Build it anew.",
        "ru": "По таблицам (или выводу из них) здесь {stated}; в графе иначе. Постройте граф заново.",
    },
    "graph-misses": {
        "ja": "表(または推論)にある {stated} がグラフにありません。exgraph build で作り直してください。",
        "en": "The tables, or what follows from them, say {stated}; the graph does not. Build it anew.",
        "ru": "По таблицам (или выводу из них) здесь {stated}; в графе этого нет. Постройте граф заново.",
    },
    "graph-misses-thing": {
        "ja": "表にあるものがグラフにまったくありません。exgraph build で作り直してください。",
        "en": "The tables tell of it; the graph says nothing of it. Build it anew.",
        "ru": "Он есть в таблицах, но граф о нём ничего не сообщает. Постройте граф заново.",
    },
    "graph-adds": {
        "ja": "表にも推論にもないことをグラフが述べています。表に加えるか、グラフから除いてください。",
        "en": "The graph says what neither the tables nor reasoning do. Add it to the tables, or take it out.",
        "ru": "Граф сообщает то, чего нет ни в таблицах, ни в выводе. Внесите это в таблицы или удалите.",
    },
    "graph-adds-thing": {
        "ja": "表にないものがグラフにあります。表に加えるか、グラフから除いてください。",
        "en": "The graph holds what no table tells of. Add it to the tables, or take it out.",
        "ru": "В графе есть то, о чём нет ни в одной таблице. Внесите в таблицы или удалите.",
    },
}

_Said = dict[str, dict[str, set[str]]]
"""Values by subject and property."""


def differences(expected: Iterable[str], found: Iterable[str]) -> Iterator[Finding]:
    """Yield a violation for each value that one of two graphs, given as N-Quads lines, says and the other does not.

    A thing of which one graph says nothing at all is told once.
    """
    wanted, said = set(expected), set(found)
    missing, added = _by_subject(wanted - said), _by_subject(said - wanted)
    known, held = ({quad.read(line).subject for line in lines} for lines in (wanted, said))
    for subject in sorted(missing.keys() | added.keys()):
        if subject not in held:
            yield _finding("graph-misses-thing", subject, "", "", "")
        elif subject not in known:
            yield _finding("graph-adds-thing", subject, "", "", "")
        else:
            yield from _values(subject, missing.get(subject, {}), added.get(subject, {}))


def _values(subject: str, missing: dict[str, set[str]], added: dict[str, set[str]]) -> Iterator[Finding]:
    for predicate in sorted(missing.keys() | added.keys()):
        absent, extra = sorted(missing.get(predicate, ())), sorted(added.get(predicate, ()))
        if absent and extra:
            yield from (_finding("graph-differs", subject, predicate, value, ", ".join(absent)) for value in extra)
        else:
            yield from (_finding("graph-misses", subject, predicate, "", value) for value in absent)
            yield from (_finding("graph-adds", subject, predicate, value, "") for value in extra)


def _by_subject(lines: Iterable[str]) -> _Said:
    found: _Said = {}
    for line in lines:
        statement = quad.read(line)
        found.setdefault(statement.subject, {}).setdefault(statement.predicate, set()).add(statement.object)
    return found


def _finding(code: str, subject: str, predicate: str, value: str, stated: str) -> Finding:
    messages = {language: text.format(stated=stated) for language, text in _MESSAGES[code].items()}
    thing, path, other = (term[1:-1] if term.startswith("<") else term for term in (subject, predicate, value))
    return Finding("violation", thing, path or None, other or None, SHAPES + code, SHAPES + code, messages)
