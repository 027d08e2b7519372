"""The servers under test, each started on the same graph and stopped again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from exgraph.store import load

REPOSITORY = Path(__file__).parents[2]
PEERS = {"oxigraph": "oxigraph==0.5.13", "rdflib-endpoint": "rdflib-endpoint[cli]==0.6.3"}
_START = 120
"""Seconds in which a server must answer first."""


@dataclass(frozen=True)
class Server:
    """A running server: its name, where it listens, where its endpoint is."""

    name: str
    port: int
    path: str
    process: subprocess.Popen[bytes]

    def memory(self) -> float:
        """Return the proportional set size of the server and its children, in MB."""
        return sum(_pss(pid) for pid in _tree(self.process.pid)) / 1000


def available(name: str, folder: Path) -> str | None:
    """Make a server's program available and return why it cannot be, or None."""
    if name == "exgraph":
        return None
    if name == "virtuoso":
        missing = [each for each in ("virtuoso-t", "isql-vt") if not shutil.which(each)]
        return f"{', '.join(missing)} not installed" if missing else None
    environment = folder / name
    if not (environment / "bin" / "python").exists():
        venv.create(environment, with_pip=True)
    install = [environment / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", PEERS[name]]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    return None if done.returncode == 0 else f"{PEERS[name]} cannot be installed: {done.stderr.strip()[-200:]}"


@contextmanager
def running(name: str, nquads: Path, folder: Path) -> Iterator[Server]:
    """Start a server on a graph.

    Raises:
        TimeoutError: it does not listen within two minutes.
    """
    port = _free_port()
    command, path, environment = _command(name, nquads, folder, port)
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, env={**os.environ, **environment}, start_new_session=True, cwd=folder
        )
    try:
        _wait(process, port)
        if name == "virtuoso":
            _fill_virtuoso(nquads, port)
        yield Server(name, port, path, process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _command(name: str, nquads: Path, folder: Path, port: int) -> tuple[list[str], str, dict[str, str]]:
    bound = f"127.0.0.1:{port}"
    if name == "exgraph":
        build = _published(nquads, folder)
        program = [str(Path(sys.executable).parent / "exgraph"), "--build", str(build), "serve", "--port", str(port)]
        return [program[0], "--root", str(REPOSITORY), *program[1:]], "/sparql", {}
    if name == "oxigraph":
        program_, location = str(folder / name / "bin" / "oxigraph"), folder / "oxigraph-data"
        if not location.exists():
            triples = _triples(nquads)
            subprocess.run(
                [program_, "load", "--location", location, "--file", triples], check=True, capture_output=True
            )
        return [program_, "serve-read-only", "--location", str(location), "--bind", bound], "/query", {}
    if name == "rdflib-endpoint":
        program_ = str(folder / name / "bin" / "rdflib-endpoint")
        return [program_, "serve", "--host", "127.0.0.1", "--port", str(port), str(_triples(nquads))], "/", {}
    return _virtuoso(folder, port)


def _virtuoso(folder: Path, port: int) -> tuple[list[str], str, dict[str, str]]:
    database = folder / "virtuoso-data"
    database.mkdir(exist_ok=True)
    settings = database / "virtuoso.ini"
    settings.write_text(
        f"""[Database]
DatabaseFile = {database}/virtuoso.db
TransactionFile = {database}/virtuoso.trx
ErrorLogFile = {database}/virtuoso.log
LockFile = {database}/virtuoso.lck
xa_persistent_file = {database}/virtuoso.pxa
[Parameters]
ServerPort = {port + 1}
NumberOfBuffers = 340000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = {port}
""",
        encoding="utf-8",
    )
    return ["virtuoso-t", "-f", "+configfile", str(settings)], "/sparql", {}


def _fill_virtuoso(nquads: Path, port: int) -> None:
    text = f"file_to_string_output('{_triples(nquads)}')"
    for statement in (f"DB.DBA.TTLP({text}, '', 'urn:benchmark', 0);", "checkpoint;"):
        command = ["isql-vt", f"127.0.0.1:{port + 1}", "dba", "dba", f"EXEC={statement}"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        if "Error" in done.stdout + done.stderr:
            raise RuntimeError(done.stdout + done.stderr)


def _published(nquads: Path, folder: Path) -> Path:
    """Publish the graph as a build would, and return the build folder."""
    build = folder / "exgraph-build"
    version = build / "versions" / "benchmark"
    if not version.exists():
        version.mkdir(parents=True)
        (version / "graph.nq").symlink_to(nquads.resolve())
        load(nquads, version / "store")
        (version / "report.json").write_text("{}", encoding="utf-8")
        (build / "current").symlink_to(Path("versions") / "benchmark")
    return build


def _triples(nquads: Path) -> Path:
    path = nquads.with_suffix(".nt")
    if not path.exists():
        lines = {f"{line[: line.rindex(' <')]} .\n" for line in nquads.read_text(encoding="utf-8").splitlines()}
        path.write_text("".join(sorted(lines)), encoding="utf-8")
    return path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + _START
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"{process.args} does not listen at port {port}")


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found = [int(child) for child in children.read_text().split()] if children.exists() else []
    return [pid, *(each for child in found for each in _tree(child))]


def _pss(pid: int) -> int:
    """Return the proportional set size of a process in kB (proc(5), smaps_rollup)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
