"""Which properties hold between two things.

As with classes, few combinations of properties occur: each is a numbered state, and a pair of things has the number.
The two ways round share an entry: an inverted role in its state is a property that leads from the second to the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exgraph.reason.closure.table import Role

SHIFT = 32
LOW = (1 << SHIFT) - 1


@dataclass(frozen=True, slots=True)
class PairState:
    """The roles that the facts give a pair, as far as they are remembered, and all that facts and axioms give it."""

    asserted: frozenset[Role] = frozenset()
    all: frozenset[Role] = frozenset()


class Pairs:
    """The states of pairs of things.

    Attributes:
        states: the states.
        united: for each state, by another, the number of what they make together, and the watched roles new to it.
        watched: the properties whose new pairs have to be told.
        state_of: the number of the state of each pair: smaller number << 32 | greater number.
    """

    def __init__(self) -> None:
        self.states: list[PairState] = []
        self.united: list[dict[int, tuple[int, tuple[Role, ...]]]] = []
        self.state_of: dict[int, int] = {}
        self.watched: frozenset[str] = frozenset()
        self._numbers: dict[PairState, int] = {}
        self.number((), ())

    def number(self, asserted: Iterable[Role], entailed: Iterable[Role]) -> int:
        """Return the number of a state."""
        given = frozenset(asserted)
        return self._number(PairState(given, given | frozenset(entailed)))

    def unite(self, first: int, second: int) -> tuple[int, tuple[Role, ...]]:
        """Return the state with the roles of two, and the watched roles of the second that the first did not have."""
        found = self.united[first].get(second)
        if found is None:
            one, other = self.states[first], self.states[second]
            both = self._number(PairState(one.asserted | other.asserted, one.all | other.all))
            gained = {role for role in other.all - one.all if role[0] in self.watched}
            found = self.united[first][second] = (both, tuple(sorted(gained)))
        return found

    def roles(self, first: int, second: int) -> frozenset[Role]:
        """Return the roles that lead from one thing to another; inverted ones lead back."""
        if first <= second:
            return self.states[self.state_of.get(first << SHIFT | second, 0)].all
        return turned(self.states[self.state_of.get(second << SHIFT | first, 0)].all)

    def _number(self, state: PairState) -> int:
        number = self._numbers.setdefault(state, len(self.states))
        if number == len(self.states):
            self.states.append(state)
            self.united.append({})
        return number


def turned(roles: Iterable[Role]) -> frozenset[Role]:
    """Return roles as they are seen from the other end."""
    return frozenset((name, not inverted) for name, inverted in roles)
