"""Answers to queries: those that are kept, and new ones of the pool.

Whatever answers a query asks here: the endpoint for programs, what answers before it (`direct`), the page with its
table, the files of networks. Each version or release that can be asked has its own `Answers`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from exgraph.pool import Pool, Query, Reply
from exgraph.pool.run import Encoding
from exgraph.web.http.negotiation import etag
from exgraph.web.sparql.cache import AnswerCache, Whole
from exgraph.web.sparql.offer import Wanted

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Coming:
    """An answer that is still coming in, with its headers."""

    reply: Reply
    headers: Headers

    @property
    def lasting(self) -> bool:
        """Whether the same question has the same answer as long as the version stays."""
        return self.reply.lasting


class Answers:
    """The answers of a pool; whole ones are kept, `most` bytes of them."""

    def __init__(self, pool: Pool, most: int) -> None:
        self.pool = pool
        self._cache = AnswerCache(most)

    def known(self, wanted: Wanted | None) -> Whole | None:
        """Return the answer that is kept to a request in these very bytes."""
        return self._cache.find(self.pool.version, wanted) if wanted is not None else None

    def kept(self, query: Query, encoding: Encoding | None, wanted: Wanted | None = None) -> Whole | None:
        """Return the answer that is kept to a query, known from now on by the bytes of its request as well."""
        whole = self._cache.find(self.pool.version, (query, encoding))
        if whole is not None and wanted is not None:
            self._cache.link(wanted, whole, len(wanted.address))
        return whole

    def take(
        self, query: Query, encoding: Encoding | None, reply: Reply, wanted: Wanted | None = None
    ) -> Whole | Coming:
        """Return what the pool has replied as an answer, kept where it is whole and lasts."""
        headers = headers_of(reply, query, self.pool)
        whole = self._cache.keep((query, encoding), len(query.text) * 2, reply, headers)
        if whole is None:
            return Coming(reply, headers)
        if wanted is not None:
            self._cache.link(wanted, whole, len(wanted.address))
        return whole

    async def answer(
        self,
        query: Query,
        encoding: Encoding | None = None,
        *,
        client: str,
        timeout: float | None = None,
        wanted: Wanted | None = None,
        gone: Callable[[], Awaitable[None]] | None = None,
        begun: Awaitable[Reply] | None = None,
    ) -> Whole | Coming:
        """Return the answer to a query: kept, or of the pool; `begun` is what the pool has been asked for already.

        `client`, `timeout`, `gone` and the errors are those of `Pool.ask`.
        """
        if begun is not None:
            return self.take(query, encoding, await begun, wanted)
        if (whole := self.kept(query, encoding, wanted)) is not None:
            return whole
        reply = await self.pool.ask(query, client=client, timeout=timeout, encoding=encoding, gone=gone)
        return self.take(query, encoding, reply, wanted)

    def tag(self, query: Query) -> str:
        """Return the entity tag of the answer to a query in the version that is asked now."""
        return _tag(self.pool.version, query)

    def validators(self, tag: str) -> Headers:
        """Return the headers of an answer of the version that is asked now, for who has it already."""
        return _validators(tag, self.pool)


def headers_of(reply: Reply, query: Query, pool: Pool) -> Headers:
    """Return the headers of an answer to a query."""
    headers = [(b"content-type", reply.media_type.encode())]
    if reply.encoding is not None:
        headers.append((b"content-encoding", reply.encoding.encode()))
    if not reply.lasting:
        version = (b"exgraph-version", (reply.version or "").encode())
        return [*headers, version, (b"vary", b"Accept, Accept-Encoding"), (b"cache-control", b"no-store")]
    return headers + _validators(_tag(reply.version, query), pool)


def _tag(version: str | None, query: Query) -> str:
    graphs = (*query.default_graphs, "", *query.named_graphs)
    return etag(version, query.text, query.results, query.graph, query.mark, *graphs)


def _validators(tag: str, pool: Pool) -> Headers:
    # Where the graph can be written, who has written must not be shown what was there before.
    lasting = b"no-cache" if pool.limits.writable else b"public, max-age=300"
    version = (b"exgraph-version", (pool.version or "").encode())
    return [version, (b"etag", tag.encode()), (b"vary", b"Accept, Accept-Encoding"), (b"cache-control", lasting)]
