"""Discovery for programs: descriptions of the data set, example queries, robots.txt, the sitemap."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import cast
from urllib.parse import quote
from xml.sax.saxutils import escape

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from exgraph.export.xml import HEAD
from exgraph.reading.examples import to_turtle
from exgraph.reading.published import Published, per_version
from exgraph.store import GRAPH_TYPES, GraphFormat, convert
from exgraph.web import question
from exgraph.web.catalogue import how_to
from exgraph.web.catalogue.dataset import dcat, void
from exgraph.web.catalogue.guide import guide
from exgraph.web.http.address import public
from exgraph.web.http.negotiation import GRAPHS, HTML, choose_format, etag
from exgraph.web.http.problem import unacceptable
from exgraph.web.http.response import tagged
from exgraph.web.releases import feed
from exgraph.web.routes import Reading, Version
from exgraph.web.routes.releases import Where

router = APIRouter()

_METHODS = ["GET", "HEAD"]
_CACHED = {"Vary": "Accept", "Cache-Control": "public, max-age=300"}
# Queries and lists in every order cost much and tell a robot nothing that the pages of things do not.
_ROBOTS = ("/sparql", "/rdf-graph-store", "/search", "/browse", "/report", "/*release=", "/reconcile")
_ALONE = (
    *("/", "/calendar", "/questions", "/quality", "/ns", "/shapes", "/data", "/docs", "/docs/asking", "/export"),
    *(f"/data/how-to/{name}" for name in how_to.NAMES),
)
"""Pages that are not about one thing."""
_IN_A_MAP = 50_000
"""Addresses in one file of a site map (sitemaps.org, protocol)."""


@router.api_route("/.well-known/void", methods=_METHODS)
def void_(request: Request, published: Version) -> Response:
    """Describe the data set: its size, its classes and properties, where it is asked and where it is downloaded."""
    return _described(request, published, lambda: void(published, public(request, "")))


@router.api_route("/.well-known/dcat", methods=_METHODS)
def dcat_(request: Request, published: Version) -> Response:
    """Describe the data set for catalogues of data."""
    return _described(request, published, lambda: dcat(published, public(request, "")))


@router.api_route("/sparql/examples", methods=_METHODS)
def examples(request: Request, published: Version) -> Response:
    """Give the example queries, in the vocabulary that query editors and language models read."""
    return _described(request, published, lambda: to_turtle(published, public(request, "/sparql")))


@router.api_route("/robots.txt", methods=_METHODS)
def robots(request: Request) -> Response:
    """Tell robots what to leave alone, and where the map of the site is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _ROBOTS), f"Sitemap: {public(request, '/sitemap.xml')}"]
    return PlainTextResponse("\n".join(lines) + "\n")


@router.api_route("/opensearch.xml", methods=_METHODS)
def opensearch(request: Request, reader: Reading) -> Response:
    """Describe the search, so that browsers and portals can offer it (OpenSearch 1.1)."""
    name = escape(reader.words.text("site.name"))
    own = public(request, "/opensearch.xml")
    lines = (
        HEAD,
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{name[:16]}</ShortName>",
        f"<Description>{escape(reader.words.text('site.title'))}</Description>",
        f'<Url type="text/html" template="{public(request, "/search?q={searchTerms}")}"/>',
        f'<Url type="application/opensearchdescription+xml" rel="self" template="{own}"/>',
        "<Language>*</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        "<OutputEncoding>UTF-8</OutputEncoding>",
        "</OpenSearchDescription>\n",
    )
    return Response("\n".join(lines), media_type="application/opensearchdescription+xml", headers=_CACHED)


@router.api_route("/llms.txt", methods=_METHODS)
def llms(request: Request, published: Version) -> Response:
    """Tell language models what is here and how it is asked, as Markdown (llmstxt.org)."""
    return Response(guide(published, public(request, "")), media_type="text/markdown", headers=_CACHED)


@router.api_route("/sitemap.xml", methods=_METHODS)
def sitemap(request: Request, published: Version, where: Where) -> Response:
    """Give the addresses of the pages with the days they changed, or where they are many the files that have them."""
    pages = _pages(published, published.newest)
    if len(pages) <= _IN_A_MAP:
        return _map("urlset", "url", [(public(request, path), changed) for path, changed in pages])
    starts = range(0, len(pages), _IN_A_MAP)
    newest = [max(changed for _, changed in pages[start : start + _IN_A_MAP]) for start in starts]
    files = [(public(request, f"/sitemap-{part}.xml"), changed) for part, changed in enumerate(newest, 1)]
    return _map("sitemapindex", "sitemap", files)


@router.api_route("/sitemap-{part}.xml", methods=_METHODS)
def sitemap_part(request: Request, part: int, published: Version, where: Where) -> Response:
    """Give the addresses of one part of the pages."""
    pages = _pages(published, published.newest)
    chosen = pages[(part - 1) * _IN_A_MAP : part * _IN_A_MAP] if part > 0 else []
    return _map("urlset", "url", [(public(request, path), changed) for path, changed in chosen])


def _described(request: Request, published: Published, write: Callable[[], str]) -> Response:
    offer = choose_format(request.headers.get("accept"), request.query_params.getlist("format"), (*GRAPHS, HTML))
    if offer is None:
        raise unacceptable(GRAPHS)
    # A browser gets Turtle, which it shows as text.
    format_ = cast(GraphFormat, "turtle" if offer == HTML else offer.name)
    tag = etag(published.fingerprint, published.newest, request.url.path, public(request, ""), format_)
    media_type = "text/plain; charset=utf-8" if offer == HTML else GRAPH_TYPES[format_]
    return tagged(request, tag, lambda: convert(write(), format_), media_type, _CACHED)


@per_version(most=4)
def _pages(published: Published, newest: str) -> list[tuple[str, str]]:
    """Return the paths of the pages of things, with the day of the last release that says something else of them.

    What no release has is as of the version's day. Records and groups are left out: other pages show them. They are as
    they are while `newest` is the newest release.
    """
    root, released = published.base.root, published.releases
    rows = published.rows(
        f"""SELECT DISTINCT ?thing {{ ?thing a ?class ; rdfs:label ?label
            FILTER(STRSTARTS(STR(?thing), "{root}id/"))
            FILTER NOT EXISTS {{ ?thing dcterms:isReplacedBy ?other }} }} ORDER BY ?thing"""
    )
    days = feed.modified(released)
    today = datetime.datetime.fromtimestamp(published.folder.stat().st_mtime, datetime.UTC).date().isoformat()
    found = ((row["thing"].removeprefix(root), days.get(row["thing"], today)) for row in rows)
    things = [(f"/{path}", day) for path, day in found if not path.startswith(("id/record/", "id/participation/"))]
    news = [("/releases", released[0].date)] if released else []
    released_pages = [(f"/releases/{each.id}", each.date) for each in released]
    asked = (f"/questions/{each.id}" for them in question.themes().values() for each in them)
    return [*((path, today) for path in (*_ALONE, *asked)), *news, *released_pages, *things]


def _map(root: str, entry: str, addresses: list[tuple[str, str]]) -> Response:
    lines = (
        f"<{entry}><loc>{escape(quote(each, safe=':/%#?=&~'))}</loc><lastmod>{changed}</lastmod></{entry}>"
        for each, changed in addresses
    )
    body = "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *lines,
            f"</{root}>\n",
        )
    )
    return Response(body, media_type="application/xml", headers={"Cache-Control": "public, max-age=300"})
