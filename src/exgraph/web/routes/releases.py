"""/releases: what was released and what changed, for people; /downloads: the files."""

from __future__ import annotations

import base64
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import FileResponse, RedirectResponse

from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing import schema_org
from exgraph.release import File, Release, ReleaseError, citation, find, releases
from exgraph.release.change import ChangedThing, ChangeSet
from exgraph.release.change import read as read_changes
from exgraph.release.release import CHANGES, CRATE
from exgraph.settings import Settings
from exgraph.web.http.address import public
from exgraph.web.http.negotiation import GRAPHS, HTML, choose_format
from exgraph.web.http.problem import RequestError
from exgraph.web.page.rendering import render
from exgraph.web.routes import Reading

router = APIRouter()

LATEST = "latest"
_METHODS = ["GET", "HEAD"]
_SHOWN = 100
"""Things of each kind of change on a page; CHANGES.md has all."""
_LASTING = "public, max-age=31536000, immutable"


def settings(request: Request) -> Settings:
    """Return where the releases lie."""
    found: Settings = request.app.state.settings
    return found


Where = Annotated[Settings, Depends(settings)]


@router.api_route("/releases", methods=_METHODS)
def every(request: Request, reader: Reading, where: Where) -> Response:
    """List the releases, the newest first."""
    found = releases(where.releases)
    cited = cite(reader, found[0]) if found else None
    return render(request, reader, "releases.html", {"releases": found, "cited": cited})


@router.api_route("/releases/{id_}", methods=_METHODS)
def one(request: Request, reader: Reading, where: Where, id_: str) -> Response:
    """Tell a release: its files, what changed, how to cite it.

    Raises:
        ReleaseError: there is none of that id.
    """
    if id_ == LATEST:
        return RedirectResponse(f"/releases/{_newest(where).id}", 307)
    release = find(where.releases, id_)
    changes = _changes(release)
    parts = {
        name: [_thing(reader, thing) for thing in things[:_SHOWN]]
        for name, things in (("added", changes.added), ("changed", changes.changed), ("withdrawn", changes.withdrawn))
    }
    totals = {"added": len(changes.added), "changed": len(changes.changed), "withdrawn": len(changes.withdrawn)}
    context = {
        "it": release,
        "cited": cite(reader, release),
        "files": [(file, _size(reader, file)) for file in release.files],
        "kinds": _kinds(reader, changes.added) if release.previous is None else [],
        "parts": {} if release.previous is None else parts,
        "totals": totals,
        "document": schema_org.release(reader.published, release, public(request, "")),
    }
    return render(request, reader, "release.html", context, links=_signposts(request, reader, release))


def _signposts(request: Request, reader: Reader, release: Release) -> list[str]:
    """Return what programs find a release by from its page (FAIR Signposting)."""
    folder = public(request, f"/downloads/{release.id}/")
    crate = [f'<{folder}{CRATE}>; rel="describedby"; type="application/ld+json"'] if release.file(CRATE) else []
    items = [f'<{folder}{file.name}>; rel="item"; type="{file.media_type}"' for file in release.files]
    return [
        f'<{release.iri}>; rel="cite-as"',
        '<https://schema.org/Dataset>; rel="type"',
        '<https://schema.org/AboutPage>; rel="type"',
        f'<{citation.licence(reader.published.project)}>; rel="license"',
        f'<{folder}void.ttl>; rel="describedby"; type="text/turtle"',
        *crate,
        *items,
    ]


@router.api_route("/release/{id_}", methods=_METHODS)
def named(request: Request, where: Where, id_: str) -> Response:
    """Send from the IRI of a release to its page, or to its description as data.

    Raises:
        ReleaseError: there is none of that id.
    """
    release = find(where.releases, id_)
    offer = choose_format(request.headers.get("accept"), request.query_params.getlist("format"), (HTML, *GRAPHS))
    page = offer is None or offer == HTML
    location = f"/releases/{release.id}" if page else f"/downloads/{release.id}/void.ttl"
    return Response(status_code=303, headers={"Location": location, "Vary": "Accept"})


@router.api_route("/downloads", methods=_METHODS)
@router.api_route("/downloads/", methods=_METHODS, include_in_schema=False)
def downloads(request: Request, reader: Reading, where: Where) -> Response:
    """List the files of all releases."""
    found = [(release, [(file, _size(reader, file)) for file in release.files]) for release in releases(where.releases)]
    return render(request, reader, "downloads.html", {"releases": found})


@router.api_route("/downloads/{id_}/", methods=_METHODS)
def folder(where: Where, id_: str) -> Response:
    """Send to the page of a release, which lists its files."""
    return RedirectResponse(f"/releases/{_release(where, id_).id}", 307)


@router.api_route("/downloads/{id_}/{name}", methods=_METHODS)
def file(request: Request, where: Where, id_: str, name: str) -> Response:
    """Give a file of a release, or a part of it (Range).

    Raises:
        ReleaseError: there is no such release.
        RequestError: 404, it has no such file.
    """
    release = _release(where, id_)
    if id_ == LATEST:
        return RedirectResponse(f"/downloads/{release.id}/{name}", 307, {"Cache-Control": "no-cache"})
    path = release.file(name)
    if path is None:
        names = ", ".join(each.name for each in release.files)
        raise RequestError(404, f"release {id_} has no such file", remedy=f"there are {names}")
    listed = next((each for each in release.files if each.name == name), None)
    # Never packed on its way: a part of a file, and its checksum, are of the file as it lies there.
    headers = {"Cache-Control": _LASTING, "Content-Encoding": "identity", "Exgraph-Release": release.id}
    if listed is not None:
        headers["ETag"] = f'"{listed.sha256}"'
        headers["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(listed.sha256)).decode()}:"
        if _held(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
    media_type = (
        listed.media_type if listed is not None else "text/plain" if name == "SHA256SUMS" else "application/json"
    )
    return FileResponse(path, headers=headers, media_type=media_type)


def cite(reader: Reader, release: Release) -> str:
    """Return how a release is cited, in the reader's language."""
    return citation.sentence(reader.published.project, reader.language, release)


def _held(request: Request, tag: str) -> bool:
    held = request.headers.get("if-none-match", "")
    return tag in (each.strip().removeprefix("W/") for each in held.split(","))


def _release(where: Settings, id_: str) -> Release:
    return _newest(where) if id_ == LATEST else find(where.releases, id_)


def _newest(where: Settings) -> Release:
    found = releases(where.releases)
    if not found:
        raise ReleaseError("nothing is released yet", remedy="run exgraph release")
    return found[0]


def _changes(release: Release) -> ChangeSet:
    try:
        return read_changes(release.folder / CHANGES)
    except (OSError, ValueError):
        return ChangeSet()


def _thing(reader: Reader, thing: ChangedThing) -> dict[str, object]:
    def name(labels: dict[str, str]) -> Name:
        picked = reader.pick(labels) or ("", None)
        return Name(picked[0], None, picked[1])

    facts = [
        (name(fact.labels), [name(it) for it in fact.before], [name(it) for it in fact.after]) for fact in thing.facts
    ]
    label = name(thing.labels)
    return {"name": Name(label.text or thing.iri, reader.address(thing.iri), label.language), "facts": facts}


def _kinds(reader: Reader, things: list[ChangedThing]) -> list[tuple[Name, int]]:
    """Return how many things there are of each class, by the path of their IRIs."""
    kinds: dict[str, int] = {}
    for thing in things:
        kind = thing.iri.removeprefix(f"{reader.published.base.root}id/").partition("/")[0]
        kinds[kind] = kinds.get(kind, 0) + 1
    classes = reader.published.main_classes
    return [
        (reader.name(class_.iri) if (class_ := classes.of_segment(kind)) else Name(kind), count)
        for kind, count in sorted(kinds.items())
    ]


def _size(reader: Reader, file: File) -> str:
    unit, words = (1_000_000, "release.megabytes") if file.size >= 1_000_000 else (1_000, "release.kilobytes")
    return reader.words.text(words, n=reader.words.number(max(0.1, round(file.size / unit, 1))))
