"""RO-Crate 1.1 (https://w3id.org/ro/crate/1.1): a release folder described for archives, as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable

from exgraph.release import citation
from exgraph.release.dcat import KEYWORDS
from exgraph.release.release import CRATE, File, Release
from exgraph.settings.description import Description


def crate(release: Release, files: Iterable[File], project: Description) -> str:
    """Return `ro-crate-metadata.json` of a release with these files."""
    listed = list(files)
    licence = citation.licence(project)
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{citation.title(project, 'en')}, release {release.id}",
        "description": citation.description("en"),
        "datePublished": release.date,
        "version": release.version,
        "identifier": release.iri,
        "license": {"@id": licence},
        "publisher": {"@id": "#publisher"},
        "author": {"@id": "#publisher"},
        "inLanguage": list(project.languages),
        "keywords": ", ".join(KEYWORDS["en"]),
        "hasPart": [{"@id": file.name} for file in listed],
    }
    about = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    publisher = {"@id": "#publisher", "@type": "Organization", "name": citation.authors(project, "en")}
    terms = {"@id": licence, "@type": "CreativeWork", "name": citation.licence_name(project)}
    graph = [about, root, publisher, terms, *map(_file, listed)]
    document = {"@context": ["https://w3id.org/ro/crate/1.1/context", _EXTRA], "@graph": graph}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


_EXTRA = {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}
"""The one word that the context of RO-Crate lacks."""


def _file(file: File) -> dict[str, object]:
    return {
        "@id": file.name,
        "@type": "File",
        "name": file.name,
        "encodingFormat": file.media_type,
        "contentSize": str(file.size),
        "sha256": file.sha256,
    }
