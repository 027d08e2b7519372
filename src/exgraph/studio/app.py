"""The application of the studio, and its server."""

from __future__ import annotations

import secrets
import socket

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.staticfiles import StaticFiles

from exgraph.errors import ExgraphError, ServerError
from exgraph.review.desk import ReviewError
from exgraph.settings import Settings
from exgraph.studio import choosing, message
from exgraph.studio.documents import DocumentPages
from exgraph.studio.form import Form, own, to
from exgraph.studio.guard import LOOPBACK, Guard
from exgraph.studio.listing import ListPages
from exgraph.studio.page import named, render, visitor
from exgraph.studio.record import RecordPages
from exgraph.studio.room import Room


def create_app(settings: Settings, token: str = "") -> FastAPI:
    """Return the application for a project; with a token only who brings it is let in, without only this machine."""
    app = FastAPI(title="exgraph studio", docs_url=None, redoc_url=None, openapi_url=None)
    room = Room(settings)
    app.middleware("http")(Guard(token))

    def refused(request: Request, error: Exception) -> Response:
        """Show an error as a page in the reader's language."""
        who = visitor(request, settings)
        messages = [message.tell(each, who.words) for each in message.every(_known(error))]
        return render(request, settings, "refused.html", {"errors": messages, "back": "/"}, _status(error))

    app.add_exception_handler(ExgraphError, refused)
    app.add_exception_handler(Exception, refused)
    documents = DocumentPages(room, is_local=not token)
    app.include_router(documents.router())
    app.include_router(_names(room))
    app.router.add_event_handler("shutdown", documents.end)
    app.include_router(_review(room))
    app.include_router(choosing.router(room))
    app.mount("/static/studio", StaticFiles(packages=[("exgraph.studio", "static")]))
    app.mount("/static", StaticFiles(packages=[("exgraph.web", "static")]))
    return app


def serve(settings: Settings, host: str, port: int, *, path: str = "/") -> None:
    """Serve the studio until it is ended; anywhere but on loopback it asks for a token, which is printed.

    `path` is the page of the address that is printed.

    Raises:
        ServerError: the address cannot be had.
    """
    import uvicorn  # noqa: PLC0415 - tests need the application only

    token = "" if host in LOOPBACK else secrets.token_urlsafe(24)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise ServerError(
                f"cannot listen at {host} port {port}: {error.strerror}", remedy="choose another --port or --host"
            ) from error
        named_host = f"[{host}]" if ":" in host else host
        address = f"http://{named_host}:{listener.getsockname()[1]}{path}{f'?token={token}' if token else ''}"
        print(f"studio at {address} (Ctrl+C ends it)", flush=True)
        uvicorn.Server(uvicorn.Config(create_app(settings, token), log_level="warning")).run(sockets=[listener])


def _review(room: Room) -> APIRouter:
    records, lists = RecordPages(room), ListPages(room)
    router = APIRouter()
    source = "/review/{source}"
    router.get(f"{source}/")(lists.listing)
    router.get(f"{source}/next")(lists.next)
    router.get(f"{source}/sure")(lists.sure)
    router.post(f"{source}/sure")(lists.accept_sure)
    router.get(f"{source}/lines")(lists.lines)
    router.post(f"{source}/lines")(lists.dismiss_line)
    router.get(f"{source}/record/{{number}}")(records.record)
    router.post(f"{source}/record/{{number}}")(records.decide)
    router.post("/undo")(records.undo)
    return router


def _names(room: Room) -> APIRouter:
    router = APIRouter()

    @router.get("/name")
    def ask_name(request: Request, then: str = "/") -> Response:
        """Ask for the name that is kept with each decision."""
        return render(request, room.settings, "name.html", {"then": then})

    @router.post("/name")
    def take_name(form: Form) -> Response:
        """Keep the name in the browser."""
        return named(to(own(form)), str(form.get("name", "")))

    return router


def _known(error: Exception) -> ExgraphError:
    return (
        error
        if isinstance(error, ExgraphError)
        else ExgraphError(f"the program failed: {error!r}", remedy="tell who looks after this machine")
    )


def _status(error: Exception) -> int:
    return 404 if isinstance(error, ReviewError) else 500
