"""The packages that come with an extra of exgraph, and what is said where one is missing."""

from __future__ import annotations

from exgraph.errors import SettingsError

EXTRAS = {
    "babel": "serve",
    "backports": "serve",
    "fastapi": "serve",
    "httptools": "serve",
    "icalendar": "serve",
    "markdown_it": "serve",
    "mcp": "mcp",
    "openpyxl": "xlsx",
    "prometheus_client": "serve",
    "python_multipart": "serve",
    "starlette": "serve",
    "uvicorn": "serve",
    "uvloop": "serve",
    "xlsxwriter": "xlsx",
}
"""The extra that installs a module, by its first name.

Oracles and pypdf, whose absence is told where they are used, are left out.
"""


def missing(error: ModuleNotFoundError) -> SettingsError | None:
    """Return an error that names the extra to install; None where it is not for want of one."""
    module = (error.name or "").partition(".")[0]
    if module not in EXTRAS:
        return None
    return SettingsError(f"the package {module} is not installed", remedy=f"pip install 'exgraph[{EXTRAS[module]}]'")
