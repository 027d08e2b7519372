"""Citations of a page: a sentence, and files for reference managers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, quote, urlencode

from fastapi import Request

from exgraph.reading.reader import Reader
from exgraph.release import citation

_OF_THE_READER = ("lang", "theme", "release")
"""Parameters of an address that say nothing of what a page shows."""
_LATEX = str.maketrans({sign: f"\\{sign}" for sign in "{}%#$&_"})


@dataclass(frozen=True)
class PageCitation:
    """A page as a source.

    Attributes:
        title: of the page.
        container: what the data are called.
        author: who publishes them.
        version: the release, or the version where it is not released.
        address: where the page stays: of the release where there is one.
        published: the day of the release or version.
        accessed: the day the page was read.
        language: code of the page's language.
    """

    title: str
    container: str
    author: str
    version: str
    address: str
    published: date
    accessed: date
    language: str

    @property
    def key(self) -> str:
        """A key for lists of references: letters, digits and hyphens of the address."""
        path = self.address.partition("://")[2].partition("/")[2].partition("?")[0]
        return "-".join((*_words(path), self.version))

    @property
    def bibtex(self) -> str:
        """BibTeX, of the type that both BibTeX and BibLaTeX know."""
        fields = {
            "title": f"{{{self.title.translate(_LATEX)}}}",
            "author": f"{{{self.author.translate(_LATEX)}}}",
            "howpublished": self.container.translate(_LATEX),
            "year": str(self.published.year),
            "version": self.version.translate(_LATEX),
            "url": self.address,
            "urldate": self.accessed.isoformat(),
            "language": self.language,
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        return f"@misc{{{self.key},\n{lines}}}\n"

    @property
    def ris(self) -> str:
        """RIS, lines ended as its description asks."""
        fields = (
            ("TY", "ELEC"),
            ("TI", self.title),
            ("AU", self.author),
            ("T2", self.container),
            ("ET", self.version),
            ("PY", str(self.published.year)),
            ("DA", self.published.strftime("%Y/%m/%d")),
            ("Y2", self.accessed.strftime("%Y/%m/%d")),
            ("LA", self.language),
            ("UR", self.address),
            ("ER", ""),
        )
        return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in fields)

    @property
    def csl_json(self) -> str:
        """CSL-JSON, as Zotero and Pandoc read it."""
        item = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "author": [{"literal": self.author}],
            "container-title": self.container,
            "version": self.version,
            "URL": self.address,
            "language": self.language,
            "issued": {"date-parts": [_parts(self.published)]},
            "accessed": {"date-parts": [_parts(self.accessed)]},
        }
        return json.dumps([item], ensure_ascii=False, indent=2) + "\n"

    @property
    def files(self) -> dict[str, tuple[str, str]]:
        """The files by name: file name and address, which holds the file itself so that a kept page has it too."""
        return {
            "BibTeX": (f"{self.key}.bib", _data("application/x-bibtex", self.bibtex)),
            "RIS": (f"{self.key}.ris", _data("application/x-research-info-systems", self.ris)),
            "CSL-JSON": (f"{self.key}.json", _data("application/vnd.citationstyles.csl+json", self.csl_json)),
        }


def cite(request: Request, reader: Reader, title: str, published: date) -> PageCitation:
    """Return how the page that a request asks for is cited; `title` is the page's, `published` the day of its version.

    A page of what is released is cited by its address at that release, which never changes.
    """
    version = reader.published
    release = version.release
    return PageCitation(
        title=" ".join(title.split()),
        container=citation.title(version.project, reader.language),
        author=citation.authors(version.project, reader.language),
        version=release.id if release else version.fingerprint[:12],
        address=address(request, reader, release.id if release else ""),
        published=date.fromisoformat(release.date) if release else published,
        accessed=date.today(),
        language=reader.language,
    )


def address(request: Request, reader: Reader, release: str = "") -> str:
    """Return the lasting address of a page, of a release where one is named."""
    path = request.url.path.removesuffix(".html") if request.url.path.startswith("/id/") else request.url.path
    parameters = parse_qsl(request.url.query, keep_blank_values=True)
    kept = [(name, value) for name, value in parameters if name not in _OF_THE_READER]
    query = urlencode([*kept, *([("release", release)] if release else [])], safe="/")
    return (
        reader.published.base.root
        + quote(path.removeprefix("/"), safe="/:@!$&'()*+,;=~")
        + (f"?{query}" if query else "")
    )


def _words(path: str) -> list[str]:
    kept = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in path)
    return kept.split()


def _line(value: str) -> str:
    return " ".join(value.split())


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]


def _data(media_type: str, text: str) -> str:
    return f"data:{media_type};charset=utf-8,{quote(text, safe='')}"
