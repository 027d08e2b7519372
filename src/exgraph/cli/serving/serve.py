"""`exgraph serve`: the published version over HTTP."""

from __future__ import annotations

import gc
import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from exgraph.cli import project
from exgraph.errors import ServerError
from exgraph.model.iri import Base
from exgraph.pool.limit import MEBIBYTE, Limits
from exgraph.publish import clear, current, publish, staging
from exgraph.settings import Settings

_ENV = "EXGRAPH_SERVE_"
_DEFAULT = Limits()


def serve(
    context: typer.Context,
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, envvar=f"{_ENV}PORT", help="0 takes any free port.")] = 8000,
    host: Annotated[str, typer.Option(envvar=f"{_ENV}HOST", help="The address to listen at.")] = "127.0.0.1",
    workers: Annotated[
        int | None,
        typer.Option(min=1, envvar=f"{_ENV}WORKERS", help="Long queries at once; by default one a processor core."),
    ] = None,
    timeout: Annotated[
        float,
        typer.Option(min=0.1, envvar=f"{_ENV}TIMEOUT", help="Seconds from a query's arrival to its answer."),
    ] = _DEFAULT.timeout,
    memory: Annotated[
        int,
        typer.Option(min=16, envvar=f"{_ENV}MEMORY", help="MiB that a query may need, beside the graph."),
    ] = _DEFAULT.memory // MEBIBYTE,
    waiting: Annotated[
        int, typer.Option(min=1, envvar=f"{_ENV}WAITING", help="Queries that wait; more are told to come back.")
    ] = _DEFAULT.waiting,
    rows: Annotated[int, typer.Option(min=1, envvar=f"{_ENV}ROWS", help="Rows of an answer, at most.")] = _DEFAULT.rows,
    answer: Annotated[
        int, typer.Option(min=1, envvar=f"{_ENV}ANSWER", help="MiB of an answer, at most.")
    ] = _DEFAULT.answer // MEBIBYTE,
    cache: Annotated[
        int, typer.Option(min=0, envvar=f"{_ENV}CACHE", help="MiB of answers kept to be given again.")
    ] = _DEFAULT.cache // MEBIBYTE,
    in_memory: Annotated[
        int, typer.Option(min=0, envvar=f"{_ENV}IN_MEMORY", help="Quads up to which the graph is held in memory.")
    ] = _DEFAULT.in_memory,
    data: Annotated[
        Path | None,
        typer.Option(help="Serve the data set in this folder instead of a project; made if it is not there."),
    ] = None,
    writable: Annotated[
        bool,
        typer.Option(
            "--writable/--readonly",
            envvar=f"{_ENV}WRITABLE",
            help="Take SPARQL updates and graphs from who has a token.",
        ),
    ] = False,
    origin: Annotated[
        list[str] | None,
        typer.Option(help="A site whose scripts may read answers (CORS); by default every site."),
    ] = None,
    services: Annotated[
        Path | None,
        typer.Option(envvar=f"{_ENV}SERVICES", help="A TOML file of the endpoints that SERVICE may ask; none without."),
    ] = None,
    slow: Annotated[
        float, typer.Option(min=0, envvar=f"{_ENV}SLOW", help="Seconds from which on a request is logged as slow.")
    ] = 1.0,
    access_log: Annotated[
        bool, typer.Option("--access-log", envvar=f"{_ENV}ACCESS_LOG", help="Log every request.")
    ] = False,
    feedback: Annotated[
        bool, typer.Option("--feedback/--no-feedback", envvar=f"{_ENV}FEEDBACK", help="Let readers report errors.")
    ] = True,
    trusted_proxy: Annotated[
        list[str] | None,
        typer.Option(help="A proxy whose X-Forwarded-For, -Proto and -Host count: an address or a network."),
    ] = None,
) -> None:
    """Serve the published version, or a plain data set, over HTTP."""
    settings = plain(data) if data else project.load(context)
    if current(settings.build) is None:
        raise ServerError(f"nothing is published in {settings.build}", remedy="run exgraph build first")
    clear(settings.build)
    from exgraph.pool.relay import read_services  # noqa: PLC0415
    from exgraph.web.app import ServerOptions  # noqa: PLC0415
    from exgraph.web.http import log  # noqa: PLC0415 - only this command waits for these
    from exgraph.web.http.proxy import networks  # noqa: PLC0415
    from exgraph.web.server import server  # noqa: PLC0415

    listed = read_services(services) if services else ()
    options = ServerOptions(
        networks(trusted_proxy or ()), tuple(origin or ("*",)), listed, slow=slow, access=access_log, feedback=feedback
    )
    _try_port(host, port)
    limits = Limits(
        workers=workers or os.cpu_count() or 2,
        timeout=timeout,
        memory=memory * MEBIBYTE,
        waiting=waiting,
        rows=rows,
        answer=answer * MEBIBYTE,
        cache=cache * MEBIBYTE,
        in_memory=in_memory,
        writable=writable,
        federated=bool(listed),
        union=data is None,
    )
    log.configure()
    running = server(settings, limits, host=host, port=port, options=options)
    gc.freeze()  # what is there now stays: it need not be looked through again and again
    running.run()


def plain(folder: Path) -> Settings:
    """Return the settings of a data set of its own: its default graph holds only what is said without a graph.

    Raises:
        PublicationError: the folder cannot be written.
    """
    from exgraph.store import load  # noqa: PLC0415

    if current(folder) is None:
        with staging(folder) as staged:
            (staged / "graph.nq").touch()
            load(staged / "graph.nq", staged / "store")
            publish(folder, staged, "empty")
    return Settings(root=folder, build=folder, base=Base())


def _try_port(host: str, port: int) -> None:
    """Bind the port for a moment, so that one in use is a plain message here and no log line of a worker.

    Raises:
        ServerError: there is no such address, or the port cannot be had.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except OSError as error:
        raise ServerError(
            f"cannot listen at {host} port {port}: {error.strerror}",
            remedy="choose another --port or --host, or end what uses it",
        ) from error
