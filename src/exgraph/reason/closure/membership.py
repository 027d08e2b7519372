"""Which classes each thing is in.

Few combinations of classes occur among many things: each combination is kept once, as a numbered state, and a thing has
only the number. What two states make together, and what follows from a combination of classes, is worked out once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

NONE = 0
"""The state of a thing that is in no class."""


@dataclass(frozen=True, slots=True)
class ClassState:
    """The classes that the facts give a thing, and all that the facts and axioms give it."""

    asserted: frozenset[str] = frozenset()
    all: frozenset[str] = frozenset()


class Membership:
    """The state of each thing; things are numbered from 0 in the order of `append`, states in that of their first use.

    Attributes:
        states: the states.
        asked: for each state the classes in it that decide on something else than classes.
        united: for each state, by another state, what the two make together, as far as it was asked for.
        state_of: for each thing the number of its state.
    """

    def __init__(
        self,
        superclasses: Mapping[str, frozenset[str]],
        conjunctions: Sequence[tuple[frozenset[str], str]] = (),
        asked: Iterable[str] = (),
    ) -> None:
        self.states: list[ClassState] = []
        self.asked: list[frozenset[str]] = []
        self.united: list[dict[int, int]] = []
        self.state_of = array("I")
        self._superclasses = superclasses
        self._conjunctions = conjunctions
        self._asked = frozenset(asked)
        self._numbers: dict[ClassState, int] = {}
        self._number(ClassState())

    def append(self) -> None:
        """Add a thing that is in no class."""
        self.state_of.append(NONE)

    def asserted(self, name: str) -> int:
        """Return the state of a thing that the facts put into one class."""
        return self._number(ClassState(frozenset({name}), self._closed(frozenset({name}))))

    def entailed(self, names: Iterable[str]) -> int:
        """Return the state of a thing that the axioms put into these classes."""
        return self._number(ClassState(frozenset(), self._closed(frozenset(names))))

    def unite(self, first: int, second: int) -> int:
        """Return the state of a thing that is in the classes of two states."""
        found = self.united[first].get(second)
        if found is None:
            one, other = self.states[first], self.states[second]
            both = ClassState(one.asserted | other.asserted, self._closed(one.all | other.all))
            found = self.united[first][second] = self._number(both)
        return found

    def has(self, thing: int, name: str) -> bool:
        """Whether a thing is in a class."""
        return name in self.states[self.state_of[thing]].all

    def _closed(self, names: frozenset[str]) -> frozenset[str]:
        closed = names.union(*(self._superclasses.get(name, ()) for name in names))
        while new := {name for parts, name in self._conjunctions if parts <= closed and name not in closed}:
            closed = closed.union(new, *(self._superclasses.get(name, ()) for name in new))
        return closed

    def _number(self, state: ClassState) -> int:
        number = self._numbers.setdefault(state, len(self.states))
        if number == len(self.states):
            self.states.append(state)
            self.asked.append(state.all & self._asked)
            self.united.append({})
        return number
