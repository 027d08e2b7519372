"""Pages of documents: a file dropped in, its layout as guessed and corrected, reading, building, the portal."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from exgraph.build import pipeline
from exgraph.build.fingerprint import Options
from exgraph.errors import ExgraphError, Location, SettingsError, SourceError
from exgraph.extract import draft, proposal
from exgraph.extract.proposal import Outcome
from exgraph.extract.survey import file as gazetteer
from exgraph.facts.record import UNREAD
from exgraph.reading.language import Messages
from exgraph.review.desk import ReviewError
from exgraph.sources import document as documents
from exgraph.sources import source as sources
from exgraph.sources.source import Source
from exgraph.studio import layout, message
from exgraph.studio.form import Form, to
from exgraph.studio.page import render, visitor
from exgraph.studio.portal import Portal
from exgraph.studio.room import Room
from exgraph.studio.work import Job, Work

_LARGEST = 200 * 1024 * 1024
"""Bytes of a document, at most."""
_NAMES = ("title_ja", "title_en", "title_ru", "publisher_ja", "publisher_en")


class DocumentPages:
    """The pages from a file to the portal."""

    def __init__(self, room: Room, *, is_local: bool) -> None:
        self._room, self._work, self._is_local = room, Work(), is_local
        self._portal = Portal(room.settings)

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter()
        router.get("/")(self.home)
        router.post("/documents")(self.drop)
        router.get("/documents/{source}")(self.layout)
        router.post("/documents/{source}")(self.correct)
        router.post("/documents/{source}/extract")(self.extract)
        router.get("/places")(self.places)
        router.post("/places")(self.accept_places)
        router.post("/build")(self.build)
        router.get("/work")(self.work)
        router.get("/portal")(self.portal)
        return router

    def home(self, request: Request) -> Response:
        """Show the documents of the project and what is to be done with each."""
        return self._home(request)

    async def drop(self, request: Request) -> Response:
        """Take a document in and guess its layout."""
        form = await request.form()
        upload = form.get("file")
        try:
            if not isinstance(upload, UploadFile) or not upload.filename:
                raise SettingsError("no file was chosen", remedy="choose a file, or drop one on the field")
            source = await run_in_threadpool(self._take, upload)
        except ExgraphError as error:
            return self._home(request, error, 422)
        return to(f"/documents/{quote(source)}")

    def layout(self, request: Request, source: str) -> Response:
        """Show how a document is laid out, and what would be read of it."""
        return self._layout(request, self._source(source))

    def correct(self, request: Request, source: str, form: Form) -> Response:
        """Write what a person corrected of the layout."""
        about = self._source(source)
        path = about.folder / "source.toml"
        said = {key: str(value).strip() for key, value in form.items() if isinstance(value, str)}
        names = {key: said[key] for key in _NAMES if said.get(key)}
        keys: dict[str, object] = {
            "home": said.get("home", ""),
            "reader": said.get("reader") or about.layout.get("reader"),
        }
        if (year := said.get("fiscal_year", "")).isdigit():
            keys["fiscal_year"] = int(year)
        elif "fiscal_year" in said:
            keys["fiscal_year"] = None
        changed: dict[str, dict[str, object]] = {"source": dict(names), "layout": keys}
        numbered = "numbered" in said
        pairs = [(said[f"name-{at}"], said.get(f"role-{at}", "")) for at in range(len(said)) if f"name-{at}" in said]
        if pairs:
            columns = layout.by_role([(int(name) if numbered else name, role) for name, role in pairs])
            changed["layout.columns"] = {**dict.fromkeys(layout.ROLES), **columns}
        try:
            layout.revise(path, changed)
        except ExgraphError as error:
            return self._layout(request, about, error, 422)
        return to(f"/documents/{quote(source)}")

    def extract(self, source: str, form: Form) -> Response:
        """Read a document, and write what is proposed unless checked facts would change: that is asked first."""
        about, edition = self._source(source), str(form.get("edition", "")).strip()

        def run(job: Job) -> tuple[Outcome, bool]:
            job.stage = "reading"
            document = documents.read(about, self._room.documents)
            job.stage = "extracting"
            desk = self._room.desk
            with desk.alone():
                desk.refresh()
                outcome = proposal.extract(about, document, desk.catalogue, job.progress)
                written = bool(edition) or not (outcome.retired or outcome.reopened)
                if written:
                    proposal.write(about, desk.catalogue, outcome, edition)
            return outcome, written

        self._work.begin(Job("extract", source), run)
        return to("/work")

    def build(self) -> Response:
        """Build and publish."""

        def run(job: Job) -> object:
            def begin(stage: str) -> None:
                job.stage, job.done, job.total = stage, job.done + 1, len(pipeline.STAGES)

            return pipeline.build(self._room.settings, Options(), begin)

        self._work.begin(Job("build"), run)
        return to("/work")

    def work(self, request: Request) -> Response:
        """Show how far the work is, then what it made."""
        job = self._work.job
        if job is None:
            return to("/")
        who, running = visitor(request, self._room.settings), job.is_running
        context: dict[str, object] = {"job": job, "running": running, "errors": [], "unread": [], "places": []}
        if job.error is not None and not running:
            context["errors"] = [message.tell(each, who.words) for each in message.every(job.error)]
        elif job.kind == "extract" and not running:
            outcome, written = job.result
            context |= {"outcome": outcome, "written": written, "unread": self._unread(outcome, who.words)}
            context["places"] = self._proposed()
        context |= {"portal": self._is_local and self._portal.is_published}
        page = render(request, self._room.settings, "work.html", context)
        if running:
            page.headers["Refresh"] = "1"
        return page

    def places(self, request: Request) -> Response:
        """Show the places that are proposed."""
        return render(request, self._room.settings, "places.html", {"places": self._proposed()})

    def accept_places(self, form: Form) -> Response:
        """Take proposed places into the gazetteer."""
        ids = [str(each) for each in form.getlist("place")]
        desk = self._room.desk
        with desk.alone():
            gazetteer.accept(self._room.settings.mappings, desk.catalogue, ids)
        return to("/places")

    def portal(self) -> Response:
        """Go to the portal, which is begun where it does not run.

        Raises:
            ReviewError: nothing is published, or the studio is open to others than this machine.
        """
        if not self._is_local or not self._portal.is_published:
            raise ReviewError("there is no portal to look at", remedy="build first; for others run exgraph serve")
        return to(self._portal.address())

    def end(self) -> None:
        """End what runs besides."""
        self._portal.end()

    def _take(self, upload: UploadFile) -> str:
        """Keep a document in the folder of documents and make its source; nothing is left of one that is not read."""
        name = Path(unicodedata.normalize("NFC", (upload.filename or "").replace("\\", "/"))).name.lstrip(".")
        folder = self._room.documents
        path = folder / name
        if not name or not name.isprintable():
            raise SettingsError("the file has no name", remedy="give it one")
        if (upload.size or 0) > _LARGEST:
            raise SettingsError("the file is too large", remedy=f"at most {_LARGEST // 2**20} MiB")
        known = next((each for each in self._room.desk.sources if each.file == name), None)
        folder.mkdir(parents=True, exist_ok=True)
        if known is None and path.exists():
            raise SettingsError("a document of this name is there already", at=Location(path), remedy="rename yours")
        made = folder / f".{name}.new"
        with made.open("wb") as file:
            shutil.copyfileobj(upload.file, file)
        made.replace(path)
        if known is not None:
            return known.id  # another edition of a document that is known
        try:
            return self._make(path)
        except ExgraphError:
            path.unlink()
            raise

    def _make(self, path: Path) -> str:
        known = {each.id for each in self._room.desk.sources}
        stem = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "document"
        source = next(each for each in (stem, *(f"{stem}-{count}" for count in range(2, 9999))) if each not in known)
        drafted = draft.write(source, path, self._room.desk.catalogue)
        folder = self._room.settings.mappings / "sources" / source
        folder.mkdir(parents=True)
        (folder / "source.toml").write_text(drafted.text, encoding="utf-8")
        return source

    def _source(self, source: str) -> Source:
        self._room.desk.decisions(source)  # says which sources there are
        return sources.read(self._room.settings.mappings / "sources" / source)

    def _home(self, request: Request, error: ExgraphError | None = None, status: int = 200) -> Response:
        who = visitor(request, self._room.settings)
        about = self._room.desk.sources
        context = {
            "sources": [(each, *self._room.progress(each.id)) for each in about],
            "errors": [message.tell(each, who.words) for each in message.every(error)] if error else [],
            "places": len(self._proposed()),
            "portal": self._is_local and self._portal.is_published,
            "folder": str(self._room.documents),
        }
        return render(request, self._room.settings, "home.html", context, status)

    def _layout(
        self, request: Request, about: Source, error: ExgraphError | None = None, status: int = 200
    ) -> Response:
        who = visitor(request, self._room.settings)
        errors = message.every(error) if error else []
        shown = layout.Preview([], [])
        try:
            shown = layout.preview(about, documents.read(about, self._room.documents))
        except SourceError as unread:
            errors.append(unread)
        home = about.layout.get("home", "")
        context = {
            "source": about,
            "preview": shown,
            "errors": [message.tell(each, who.words) for each in errors],
            "readers": layout.READERS,
            "roles": layout.ROLES,
            "home_names": {home: self._room.choices.name("place", home, who.language)} if home else {},
            "read": bool(self._room.desk.records(about.id)),
        }
        return render(request, self._room.settings, "layout.html", context, status)

    def _proposed(self) -> list[object]:
        return gazetteer.proposed(self._room.settings.mappings, self._room.desk.catalogue, "place")

    def _unread(self, outcome: Outcome, words: Messages) -> list[message.ShownError]:
        """Return what could not be read: errors, then lines that became no fact."""
        rows = [row.cells() for row in outcome.rows.get(UNREAD, []) if row.cells()["state"] == UNREAD]
        lines = [
            SourceError(f"became no fact: {cells['reason']}", at=Location(outcome.document, int(cells["first_line"])))
            for cells in rows
        ]
        every = {str(each): each for each in (*outcome.unread, *lines)}
        return [message.tell(each, words) for each in every.values()]
