"""Why a statement holds: the rule it follows by, and the statements it follows from, back to asserted ones.

The search goes backwards from the statement, nearest premises first, over statements that are known to hold; each is
proved as soon as the premises of one step to it are. A statement is so never among its own premises.
"""

from __future__ import annotations

import itertools
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exgraph.reason.axioms.hierarchy import is_subclass
from exgraph.reason.datatype import datatypes
from exgraph.reason.line import Statement
from exgraph.reason.noise import Noise
from exgraph.reason.rule import EQUALITY, TYPE, Rule, bind, instantiate, key, keys
from exgraph.reason.statement import Statements, solutions

_TRIED = 8
"""Instances of one rule that are tried at first: a place is typed by thousands of events, and one will do."""


@dataclass(frozen=True)
class Proof:
    """Why a statement holds: it is asserted (no rule), or follows by a rule from what is proved in its turn."""

    statement: Statement
    rule: Rule | None = None
    premises: tuple[Proof, ...] = ()

    def leaves(self) -> Iterator[Statement]:
        """Yield the asserted statements that it rests on, each once."""
        if self.rule is None:
            yield self.statement
        yield from dict.fromkeys(leaf for premise in self.premises for leaf in premise.leaves())


@dataclass(frozen=True)
class _Step:
    rule: Rule
    conclusion: Statement
    premises: tuple[Statement, ...]


class Prover:
    """Proves statements by the rules of an ontology."""

    def __init__(self, rules: Iterable[Rule], noise: Noise, statements: Statements) -> None:
        """Take the rules, what is never given out (and so not among the statements), and all that is stated."""
        self._noise = noise
        self._statements = statements
        self._by_head: dict[str, list[Rule]] = defaultdict(list)
        # Of the ways to a class, that from a class below it is the one that a person looks for.
        for rule in sorted((*rules, *EQUALITY), key=lambda rule: not is_subclass(rule)):
            if rule.head is not None:
                self._by_head[key(rule.head)].append(rule)

    def prove(self, goal: Statement) -> Proof | None:
        """Return a proof with few steps, or None where the statement does not follow."""
        for most in (_TRIED, None):
            search = _Search(self._statements, goal)
            while search.open and goal not in search.proved:
                for step in self._steps(search.open.popleft(), most):
                    search.add(step)
                    if goal in search.proved:
                        break
            if goal in search.proved:
                return search.proof(goal)
        return None

    def _steps(self, goal: Statement, most: int | None) -> Iterator[_Step]:
        """Yield the steps that lead to a statement, of each rule at most so many."""
        if goal[0].startswith('"') and goal[1] == TYPE and goal[2] in datatypes(goal[0]):
            yield _Step(Rule("dt-type2", "the literal's datatype", (), goal), goal, ())
        for each in keys(goal):
            for rule in self._by_head.get(each, ()):
                if rule.head is None or (bound := bind(rule.head, goal, {})) is None:
                    continue
                seen = _Supposing(self._statements, self._noise)
                for found in itertools.islice(solutions(rule.body, bound, seen), most):
                    premises = tuple(instantiate(atom, found) for atom in rule.body)
                    if goal not in premises:
                        yield _Step(rule, goal, premises)


class _Supposing:
    """Statements, and whatever is asked for by all its terms and never given out: that has to be proved."""

    def __init__(self, statements: Statements, noise: Noise) -> None:
        self._statements, self._noise = statements, noise

    def match(self, subject: str | None, predicate: str | None, value: str | None) -> Iterable[Statement]:
        if subject is not None and predicate is not None and value is not None:
            statement = subject, predicate, value
            if self._noise.covers(statement):
                return [statement]
        return self._statements.match(subject, predicate, value)

    def is_asserted(self, statement: Statement) -> bool:
        return self._statements.is_asserted(statement)


class _Search:
    def __init__(self, statements: Statements, goal: Statement) -> None:
        self.open: deque[Statement] = deque()
        self.proved: dict[Statement, _Step | None] = {}
        self._statements = statements
        self._known: set[Statement] = set()
        self._waiting: dict[Statement, list[_Step]] = defaultdict(list)
        self._ask(goal)

    def add(self, step: _Step) -> None:
        """Take a step, whose premises are asked for."""
        for premise in step.premises:
            self._ask(premise)
            self._waiting[premise].append(step)
        self._try(step)

    def proof(self, statement: Statement) -> Proof:
        """Return the proof of what is proved."""
        step = self.proved[statement]
        if step is None:
            return Proof(statement)
        return Proof(statement, step.rule, tuple(self.proof(premise) for premise in step.premises))

    def _ask(self, statement: Statement) -> None:
        if statement not in self._known:
            self._known.add(statement)
            if self._statements.is_asserted(statement):
                self.proved[statement] = None
            else:
                self.open.append(statement)

    def _try(self, first: _Step) -> None:
        waiting = [first]
        while waiting:
            step = waiting.pop()
            if step.conclusion not in self.proved and all(premise in self.proved for premise in step.premises):
                self.proved[step.conclusion] = step
                waiting.extend(self._waiting[step.conclusion])
