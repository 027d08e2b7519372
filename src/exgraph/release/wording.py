"""A change set as a text to read, in English: CHANGES.md. The pages say the same in three languages."""

from __future__ import annotations

from collections.abc import Iterator

from exgraph.release.change import ChangedThing, ChangeSet, Labels
from exgraph.release.release import Release

_ORDER = ("en", "ja", "ru", "")


def markdown(release: Release, changes: ChangeSet, root: str) -> str:
    """Return the changes of a release as Markdown."""
    return "\n".join(_lines(release, changes, root)) + "\n"


def _lines(release: Release, changes: ChangeSet, root: str) -> Iterator[str]:
    yield f"# Changes of release {release.id}"
    yield ""
    since = f"since release {release.previous}" if release.previous else "first release"
    yield f"{since[0].upper()}{since[1:]}: {release.added:,} statements added, {release.withdrawn:,} withdrawn."
    for title, things in (("Added", changes.added), ("Changed", changes.changed), ("Withdrawn", changes.withdrawn)):
        yield ""
        yield f"## {title}: {len(things):,}"
        yield ""
        if release.previous is None:
            yield from _counted(things, root)
        else:
            for thing in things:
                yield from _thing(thing)
    yield ""
    yield "## Statements by graph"
    yield ""
    yield "| graph | added | withdrawn |"
    yield "|---|--:|--:|"
    for name, (came, went) in changes.others.items():
        yield f"| {name} | {came:,} | {went:,} |"


def _counted(things: list[ChangedThing], root: str) -> Iterator[str]:
    kinds: dict[str, int] = {}
    for thing in things:
        kind = thing.iri.removeprefix(f"{root}id/").partition("/")[0]
        kinds[kind] = kinds.get(kind, 0) + 1
    for kind, number in sorted(kinds.items()):
        yield f"- {kind}: {number:,}"


def _thing(thing: ChangedThing) -> Iterator[str]:
    yield f"- {label(thing.labels) or thing.iri} <{thing.iri}>"
    for fact in thing.facts:
        before, after = (", ".join(label(each) for each in side) for side in (fact.before, fact.after))
        change = f"{before} → {after}" if before and after else f"now {after}" if after else f"no longer {before}"
        yield f"  - {label(fact.labels)}: {change}"


def label(labels: Labels, languages: tuple[str, ...] = _ORDER) -> str:
    """Return the label in the first of some languages that has one, else any; "" where there is none."""
    return next((labels[each] for each in languages if each in labels), next(iter(labels.values()), ""))
