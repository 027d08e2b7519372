"""Scripts and styles that Vite has built from web/src, by the name of their island."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, cast

from markupsafe import Markup

_LOG = logging.getLogger(__name__)
_BUILT = "/static/built/"


@cache
def _manifest() -> dict[str, dict[str, Any]]:
    file = files("exgraph.web") / "static" / "built" / "manifest.json"
    if not file.is_file():
        return {}  # pages read and search without scripts, so a machine without npm still has pages
    return cast(dict[str, dict[str, Any]], json.loads(file.read_text(encoding="utf-8")))


def island(name: str) -> Markup:
    """Return the elements for a page's head that load `web/src/<name>.ts` with its styles.

    Nothing where the islands were not built, or before this one was made: the page is read without it.
    """
    manifest = _manifest()
    if (entry := manifest.get(f"src/{name}.ts")) is None:
        if manifest:
            _LOG.warning("there is no built script %s: run make islands", name)
        return Markup()
    script = Markup('<script type="module" src="{}{}"></script>').format(_BUILT, entry["file"])
    styles = (Markup('<link rel="stylesheet" href="{}{}">').format(_BUILT, file) for file in _styles(manifest, entry))
    return Markup("\n").join([*styles, script])


def _styles(manifest: dict[str, dict[str, Any]], entry: dict[str, Any]) -> Iterator[str]:
    for name in entry.get("imports", ()):
        yield from _styles(manifest, manifest[name])
    yield from entry.get("css", ())
