"""Which classes each thing is in.

Few combinations of classes occur among many things: each combination is kept once, as a numbered state, and a thing has
only the number. What two states make together is worked out once.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """The classes that the facts give a thing, and those that the axioms give it."""

    asserted: frozenset[str] = frozenset()
    entailed: frozenset[str] = frozenset()


class Membership:
    """The state of each thing; things are numbered from 0 in the order of `append`, states in that of their first use.

    Attributes:
        states: the states.
        state_of: for each thing the number of its state.
    """

    def __init__(self, superclasses: Mapping[str, frozenset[str]]) -> None:
        self.states: list[State] = []
        self.state_of = array("L")
        self._superclasses = superclasses
        self._numbers: dict[State, int] = {}
        self._united: list[dict[int, int]] = []
        self._number(State())

    def append(self) -> None:
        """Add a thing that is in no class."""
        self.state_of.append(0)

    def asserted(self, name: str) -> int:
        """Return the state of a thing that the facts put into one class, and the axioms into its superclasses."""
        return self._number(State(frozenset({name}), self._superclasses.get(name, frozenset())))

    def entailed(self, names: frozenset[str]) -> int:
        """Return the state of a thing that the axioms put into these classes."""
        return self._number(State(frozenset(), names))

    def unite(self, thing: int, state: int) -> None:
        """Give a thing the classes of a state besides its own."""
        own = self.state_of[thing]
        united = self._united[own].get(state)
        if united is None:
            first, second = self.states[own], self.states[state]
            both = State(first.asserted | second.asserted, first.entailed | second.entailed)
            united = self._united[own][state] = self._number(both)
        self.state_of[thing] = united

    def _number(self, state: State) -> int:
        number = self._numbers.setdefault(state, len(self.states))
        if number == len(self.states):
            self.states.append(state)
            self._united.append({})
        return number
