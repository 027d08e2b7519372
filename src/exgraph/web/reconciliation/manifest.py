"""The manifest of a reconciliation service."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from exgraph.model.iri import NS
from exgraph.reading.reader import Reader
from exgraph.web.reconciliation.naming import type_named
from exgraph.web.reconciliation.query import BATCH

PREVIEW = (440, 320)
"""Width and height of the frame of a preview, in pixels."""


def plain(reader: Reader, origin: str, path: str) -> dict[str, Any]:
    """Return the manifest of version 0.2; `origin` is the public address of the server, `path` that of the service."""

    def service(name: str) -> dict[str, str]:
        return {
            "service_url": origin,
            "service_path": f"{path}/suggest/{name}",
            "flyout_service_url": origin,
            "flyout_service_path": f"{path}/flyout/{name}?id=${{id}}",
        }

    return {
        "versions": ["0.2"],
        "identifierSpace": reader.published.base.root + "id/",
        "schemaSpace": NS,
        **_common(reader, origin),
        "batchSize": BATCH,
        "view": {"url": f"{origin}{path}/view?id={{{{id}}}}"},
        "preview": {"url": f"{origin}{path}/preview?id={{{{id}}}}", "width": PREVIEW[0], "height": PREVIEW[1]},
        "suggest": {name: service(name) for name in ("entity", "type", "property")},
        "extend": {
            "propose_properties": {"service_url": origin, "service_path": f"{path}/extend/propose"},
            "property_settings": [
                {
                    "name": "limit",
                    "label": reader.words.text("reconcile.limit"),
                    "type": "number",
                    "default": 0,
                    "help_text": reader.words.text("reconcile.limit-help"),
                }
            ],
        },
    }


def draft(reader: Reader, origin: str, path: str) -> dict[str, Any]:
    """Return the manifest of version 1.0-draft."""
    return {
        "versions": ["1.0-draft"],
        "lang": reader.language,
        **_common(reader, origin),
        "batchSize": BATCH,
        "standardizedScore": True,
        "view": {"url": f"{origin}{path}/view?id={{id}}"},
        "preview": {"width": PREVIEW[0], "height": PREVIEW[1]},
        "suggest": {"entity": True, "type": True, "property": True},
        "extend": {
            "proposeProperties": True,
            "propertySettings": [
                {
                    "id": "limit",
                    "name": reader.words.text("reconcile.limit"),
                    "type": "number",
                    "default": 0,
                    "helpText": reader.words.text("reconcile.limit-help"),
                }
            ],
        },
    }


def _common(reader: Reader, origin: str) -> dict[str, Any]:
    return {
        "name": reader.words.text("reconcile.name"),
        "documentation": f"{origin}/docs?lang={reader.language}#reconcile",
        "serviceVersion": f"{version('exgraph')}+{reader.published.fingerprint[:12]}",
        "logo": f"{origin}/static/icon.svg",
        "defaultTypes": [type_named(reader, kind.name) for kind in reader.published.main_classes.searched],
    }
