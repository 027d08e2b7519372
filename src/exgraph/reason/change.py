"""What changes in what follows when some facts change, found from the change alone.

Deletion and rederivation (A. Gupta, I. S. Mumick, V. S. Subrahmanian: Maintaining views incrementally, SIGMOD 1993):
first everything goes that a removed fact had a part in, then what still follows otherwise comes back, then what the
added facts entail is added. Each step looks up only what joins with a statement that changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from exgraph.reason.datatype import datatypes
from exgraph.reason.line import Statement
from exgraph.reason.rule import EQUALITY, SAME, TYPE, Rule, bind, instantiate, key, keys
from exgraph.reason.schema import Schema
from exgraph.reason.statement import StatementIndex, Statements, solutions


@dataclass
class InferredChange:
    """What has changed.

    Attributes:
        gone: statements that followed and do so no more, or are asserted now.
        come: statements that follow now and did not before, or were asserted.
        is_contradictory: whether the change has a part in a contradiction, or makes terms of the schema the same.
    """

    gone: set[Statement] = field(default_factory=set)
    come: set[Statement] = field(default_factory=set)
    is_contradictory: bool = False


def change(
    schema: Schema, before: Statements, removed: Iterable[Statement], added: Iterable[Statement]
) -> InferredChange:
    """Return what changes in what follows.

    Args:
        schema: the rules, the same before and after.
        before: all that was asserted or followed, noise included as far as rules ask for it.
        removed: what was asserted and is no more.
        added: what is asserted and was not.
    """
    return _Changing(schema, before, set(removed), set(added)).run()


class _Changing:
    def __init__(self, schema: Schema, before: Statements, removed: set[Statement], added: set[Statement]) -> None:
        self._schema = schema
        self._before, self._removed, self._added = before, removed, added
        self._now = _Overlay(before)
        self._by_head: dict[str, list[Rule]] = defaultdict(list)
        self._by_body: dict[str, list[tuple[Rule, int]]] = defaultdict(list)
        for rule in (*schema.rules, *EQUALITY):
            if rule.head is not None:
                self._by_head[key(rule.head)].append(rule)
            for at, atom in enumerate(rule.body):
                self._by_body[key(atom)].append((rule, at))

    def run(self) -> InferredChange:
        deleted = self._delete()
        self._restore(deleted)
        inserted, is_contradictory = self._insert()
        found = InferredChange(is_contradictory=is_contradictory)
        for statement in self._removed | self._added | deleted | inserted:
            followed = statement in _Overlay(self._before) and not self._before.is_asserted(statement)
            follows = statement in self._now and not self._is_asserted(statement)
            if followed and not follows:
                found.gone.add(statement)
            elif follows and not followed:
                found.come.add(statement)
        return found

    def _delete(self) -> set[Statement]:
        """Return all that the removed facts had a part in, themselves among them, but what is asserted otherwise."""
        deleted = set(self._removed)
        waiting = list(self._removed)
        while waiting:
            for _, head in self._consequences(waiting.pop(), self._before):
                if head is not None and head not in deleted and not self._is_asserted(head):
                    deleted.add(head)
                    waiting.append(head)
        self._now.without |= deleted
        return deleted

    def _restore(self, deleted: set[Statement]) -> None:
        """Bring back of the deleted what still follows."""
        waiting = [statement for statement in sorted(deleted) if self._follows(statement)]
        while waiting:
            statement = waiting.pop()
            if statement in self._now.without:
                self._now.without.discard(statement)
                heads = (head for _, head in self._consequences(statement, self._now))
                waiting.extend(head for head in heads if head in self._now.without)

    def _insert(self) -> tuple[set[Statement], bool]:
        """Add the added facts and what they entail; return what is new, and whether anything contradicts."""
        waiting = sorted(self._added)
        waiting += [(s, TYPE, name) for _, _, s in waiting if s.startswith('"') for name in datatypes(s)]
        inserted: set[Statement] = set()
        is_contradictory = False
        while waiting:
            statement = waiting.pop()
            if statement in self._now:
                continue
            self._now.add(statement)
            inserted.add(statement)
            is_contradictory = is_contradictory or self._merges(statement)
            for rule, head in self._consequences(statement, self._now):
                if head is not None:
                    waiting.append(head)
                elif not self._schema.noise.is_subject(statement[0]) or rule.name != "cls-nothing2":
                    is_contradictory = True
        return inserted, is_contradictory

    def _follows(self, statement: Statement) -> bool:
        for each in keys(statement):
            for rule in self._by_head.get(each, ()):
                bound = bind(rule.head, statement, {}) if rule.head else None
                if bound is not None and any(True for _ in solutions(rule.body, bound, self._now)):
                    return True
        return False

    def _consequences(self, statement: Statement, statements: Statements) -> Iterator[tuple[Rule, Statement | None]]:
        """Yield what follows from a statement together with others, and the rule; nothing for a contradiction."""
        for each in keys(statement):
            for rule, at in self._by_body.get(each, ()):
                bound = bind(rule.body[at], statement, {})
                if bound is None:
                    continue
                for found in solutions(rule.body[:at] + rule.body[at + 1 :], bound, statements):
                    head = instantiate(rule.head, found) if rule.head else None
                    if head is None or head[1] != SAME or head[0] != head[2]:
                        yield rule, head

    def _is_asserted(self, statement: Statement) -> bool:
        if statement in self._added:
            return True
        return statement not in self._removed and self._before.is_asserted(statement)

    def _merges(self, statement: Statement) -> bool:
        """Whether terms of the schema, or two literals, become the same, of which a full run tells more."""
        subject, predicate, value = statement
        if predicate != SAME:
            return False
        terms = self._schema.noise.is_term(subject) or self._schema.noise.is_term(value)
        return terms or (subject.startswith('"') and value.startswith('"'))


class _Overlay:
    """Statements without some and with others."""

    def __init__(self, under: Statements) -> None:
        self.without: set[Statement] = set()
        self._under = under
        self._over = StatementIndex()

    def add(self, statement: Statement) -> None:
        self.without.discard(statement)
        self._over.add(statement)

    def __contains__(self, statement: Statement) -> bool:
        return any(True for _ in self.match(*statement))

    def match(self, subject: str | None, predicate: str | None, value: str | None) -> Iterator[Statement]:
        for statement in self._under.match(subject, predicate, value):
            if statement not in self.without:
                yield statement
        for statement in self._over.match(subject, predicate, value):
            if not any(True for _ in self._under.match(*statement)):
                yield statement

    def is_asserted(self, statement: Statement) -> bool:
        return self._under.is_asserted(statement)
