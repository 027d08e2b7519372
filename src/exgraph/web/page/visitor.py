"""The reader of a page: the language comes from the address, a cookie, or the Accept-Language header."""

from __future__ import annotations

from fastapi import Request

from exgraph.reading.language import Language, known
from exgraph.reading.published import Published
from exgraph.reading.reader import THEMES, Reader
from exgraph.web.http.negotiation import Offer, choose

_PREFERENCE: tuple[Language, ...] = ("en", "ja", "ru")


def reader_of(request: Request, published: Published) -> Reader:
    """Return the reader of a request: by `?lang=` and `?theme=`, then cookie, then Accept-Language."""
    language = (
        known(request.query_params.get("lang"))
        or known(request.cookies.get("lang"))
        or accepted(request.headers.get("accept-language"))
    )
    theme = request.query_params.get("theme") or request.cookies.get("theme")
    return Reader(language, theme if theme in THEMES else None, published.words(language), published)


def accepted(header: str | None) -> Language:
    """Return the best language of an Accept-Language header; English where it names none of ours."""
    # A language range is matched like a media range: ja-JP counts as ja.
    tags = [tag.strip().partition(";") for tag in (header or "").split(",")]
    ranges = ",".join(f"{tag.strip().partition('-')[0].lower()}/*;{rest}" for tag, _, rest in tags if tag.strip())
    if not ranges:
        return "en"
    offer = choose(ranges, [Offer(language, f"{language}/*") for language in _PREFERENCE])
    return known(offer.name if offer else None) or "en"
