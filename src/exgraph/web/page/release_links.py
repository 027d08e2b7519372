"""Addresses that a release answers, and the links on its pages, which keep to the same release."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

_LINK = re.compile(r'\b(href|data-source|src)="(/[^/"#][^"#]*|/)(#[^"]*)?"')
_FORM = re.compile(r'(<form\b[^>]*\baction="(/[^/"?][^"?]*|/)"[^>]*>)')

_ASKED = re.compile(
    r"/|/(id|graph|pair|questions|report|compare)/.*|/(browse|calendar|questions)([./].*)?"
    r"|/(sparql|ns|map|timeline|network|search|export|map\.json|timeline\.json|network\.json)(/.*)?"
)
"""The addresses that can be asked of a release: all that is read from the graph alone."""


def of_releases(path: str) -> bool:
    """Return whether an address can be asked of a release."""
    return _ASKED.fullmatch(path) is not None


def keep(page: str, id_: str) -> str:
    """Return a page whose links and forms ask the release too, where they can be asked of it."""

    def link(found: re.Match[str]) -> str:
        name, address, fragment = found[1], found[2], found[3] or ""
        if "release=" in address or not of_releases(unescape(address).partition("?")[0]):
            return found[0]
        sign = "&amp;" if "?" in address else "?"
        return f'{name}="{address}{sign}release={quote(id_)}{fragment}"'

    def form(found: re.Match[str]) -> str:
        if not of_releases(found[2]):
            return found[0]
        return f'{found[1]}<input type="hidden" name="release" value="{quote(id_)}">'

    return _FORM.sub(form, _LINK.sub(link, page))
