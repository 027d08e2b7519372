"""English names of bodies as they stand in a sentence: with an article where their head is a common noun."""

from __future__ import annotations

import re

_COMMON = frozenset(
    {
        "academy",
        "administration",
        "agency",
        "archive",
        "assembly",
        "association",
        "band",
        "board",
        "branch",
        "bureau",
        "campus",
        "centre",
        "center",
        "chamber",
        "choir",
        "circle",
        "club",
        "college",
        "commission",
        "committee",
        "company",
        "conservatory",
        "consulate-general",
        "cooperative",
        "council",
        "department",
        "dispensary",
        "division",
        "duma",
        "embassy",
        "ensemble",
        "federation",
        "ferry",
        "federations",
        "foundation",
        "fund",
        "government",
        "group",
        "groups",
        "hall",
        "house",
        "institute",
        "kremlin",
        "league",
        "library",
        "memorial",
        "ministry",
        "museum",
        "office",
        "orchestra",
        "organisation",
        "organization",
        "palace",
        "party",
        "region",
        "route",
        "secretariat",
        "section",
        "showroom",
        "site",
        "society",
        "statue",
        "studio",
        "subcommittee",
        "team",
        "terminal",
        "theatre",
        "troupe",
        "work",
    }
)
"""Heads of names that take an article; universities, schools and hospitals take one only before ` of `,
schools of an art always."""

_HEAD_ENDS = re.compile(r" (?:of|for|in|on|at|to) |, | \(| “| by ")
_TAKING = re.compile(r"\b(?:Art|Ballet|Music) School\b|\b(?:University|School|Hospital|Institute|Consortium)\b.* of ")


def the(name: str) -> str:
    """Return a name with `the` before it where English asks for one: the Hokkaido Government, Sapporo University."""
    if name.startswith(("“", "the ", "The ")):
        return name
    head = _last(_HEAD_ENDS.split(name, maxsplit=1)[0])
    takes = head in _COMMON or _last(name) in _COMMON or _TAKING.search(name)
    return f"the {name}" if takes else name


def _last(words: str) -> str:
    return re.split(r"[\s–]", words)[-1].casefold()
