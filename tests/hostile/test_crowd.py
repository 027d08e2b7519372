"""Many at once, and processes and versions that come and go meanwhile."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.hostile.conftest import (
    COUNT,
    GOOD,
    IN_TIME,
    LIMITS,
    Answer,
    Endpoint,
    children,
    clock,
    publish,
    serving,
    target,
)
from tests.hostile.machine import parent_of
from tests.hostile.test_queries import COSTLY

pytestmark = pytest.mark.alone


def at_once(number: int, work: Callable[[int], Answer]) -> list[Answer]:
    with ThreadPoolExecutor(number) as executor:
        return list(executor.map(work, range(number)))


def meanwhile(work: Callable[[], Answer]) -> tuple[threading.Event, list[Answer], threading.Thread]:
    """Do something over and over in the background until the event is set."""
    stop, answers = threading.Event(), list[Answer]()

    def loop() -> None:
        while not stop.is_set():
            answers.append(work())

    thread = threading.Thread(target=loop)
    thread.start()
    return stop, answers, thread


@pytest.mark.parametrize("name", ["product counted", "product sorted", "product streamed", "closure of anything"])
def test_good_queries_are_answered_amid_64_heavy_ones(endpoint: Endpoint, name: str) -> None:
    with ThreadPoolExecutor(64) as executor:
        heavy = [executor.submit(endpoint.ask, f"{COSTLY[name]} # {n}") for n in range(64)]
        for _ in range(8):
            endpoint.is_well()
        answers = [each.result() for each in heavy]
    assert {answer.status for answer in answers} <= {0, 429, 503, 504}
    assert max(answer.seconds for answer in answers) < IN_TIME + 1
    assert all("retry-after" in answer.headers for answer in answers if answer.status == 429)


def test_500_clients_at_once(endpoint: Endpoint) -> None:
    # With more time than the others have: the limit is of time on the wall, of which a full machine gives less.
    with serving(endpoint.build, replace(LIMITS, timeout=60.0, head_time=60.0, read_time=60.0)) as patient:
        answers = at_once(500, lambda n: patient.ask(f"ASK {{ <http://example.org/{n}> ?p ?o }}"))
    assert Counter(answer.status for answer in answers) == {200: 500}
    assert max(answer.seconds for answer in answers) < IN_TIME


def test_more_connections_than_may_be_are_told_so(endpoint: Endpoint) -> None:
    import socket

    with ThreadPoolExecutor(50) as executor:
        opened = list(executor.map(lambda _: socket.create_connection(("127.0.0.1", endpoint.port)), range(900)))
    time.sleep(0.3)
    refused = 0
    for connection in opened:
        connection.setblocking(False)
        with suppress(BlockingIOError):
            refused += connection.recv(100).startswith(b"HTTP/1.1 503")
        connection.close()
    assert 50 < refused <= 150
    time.sleep(0.2)


def test_a_worker_killed_under_load_fails_no_request(endpoint: Endpoint) -> None:
    numbers = iter(range(10**9))
    loops = [meanwhile(lambda: endpoint.ask(f"{GOOD} # killed {next(numbers)}")) for _ in range(4)]
    loaded = children()
    for _ in range(10):
        workers = [process for process in children() if parent_of(process) in loaded]
        os.kill(workers[0], signal.SIGKILL)
        time.sleep(0.1)
    answers = _end(loops)
    assert len(answers) > 50
    assert {answer.status for answer in answers} == {200}


def test_versions_published_under_load_fail_no_request(endpoint: Endpoint) -> None:
    numbers = iter(range(10**9))
    # What is asked here is that none fails; how soon each is answered is asked of others, on a machine less busy.
    with serving(endpoint.build, replace(LIMITS, timeout=60.0)) as patient:
        loops = [meanwhile(lambda: patient.ask(f"{GOOD} # published {next(numbers)}")) for _ in range(4)]
        pages = meanwhile(lambda: patient.get("/ready"))
        for n in range(4):
            publish(endpoint.build, f"version-{n}")
            time.sleep(0.7)
        ready = _end([pages])
        answers = _end(loops)
        assert {answer.status for answer in (*answers, *ready)} == {200}
        assert all(str(COUNT).encode() in answer.body for answer in answers)
        until = clock() + 5
        while b"version-3" not in patient.get("/ready").body:
            assert clock() < until


def test_a_shutdown_lets_what_runs_end(tmp_path: Path) -> None:
    publish(tmp_path, "one")
    query = "SELECT (COUNT(*) AS ?n) { ?a <http://example.org/text> ?b . ?c <http://example.org/text> ?d }"
    with ThreadPoolExecutor(1) as executor:
        with serving(tmp_path) as endpoint:
            running = executor.submit(endpoint.get, target(query))
            time.sleep(0.2)
            assert len(_serving(tmp_path)) > 1  # the one that holds the graph, and workers
        answer = running.result()
    assert answer.status in (200, 504)
    until = clock() + 2
    while _serving(tmp_path):
        assert clock() < until


def _serving(build: Path) -> list[int]:
    """Return the processes of the server of this folder: other servers of the tests start and end theirs meanwhile."""
    found = []
    for process in children():
        with suppress(OSError):
            if str(build).encode() in Path(f"/proc/{process}/cmdline").read_bytes():
                found.append(process)
    return found


def _end(loops: list[tuple[threading.Event, list[Answer], threading.Thread]]) -> list[Answer]:
    for stop, _, _ in loops:
        stop.set()
    for _, _, thread in loops:
        thread.join()
    return [answer for _, answers, _ in loops for answer in answers]
