"""Links on a page of a release: they lead to the same release."""

from __future__ import annotations

import re
from urllib.parse import quote

_LINK = re.compile(
    r'\b(href|data-source)="(/(?:sparql|id/|graph/|pair/|ns|map\.json|timeline\.json|network\.json)[^"#]*)(#[^"]*)?"'
)


def keep(page: str, id_: str) -> str:
    """Return a page whose links to what can be asked of a release ask the release too."""

    def link(found: re.Match[str]) -> str:
        name, address, fragment = found[1], found[2], found[3] or ""
        if "release=" in address:
            return found[0]
        sign = "&amp;" if "?" in address else "?"
        return f'{name}="{address}{sign}release={quote(id_)}{fragment}"'

    return _LINK.sub(link, page)
