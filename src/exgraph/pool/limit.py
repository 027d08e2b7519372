"""Limits of queries and answers, and how the kernel holds a worker to them."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from dataclasses import dataclass, field

MEBIBYTE = 1 << 20
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Limits:
    """Limits of the server. Times are seconds, sizes bytes unless said otherwise."""

    timeout: float = 10.0
    """From the arrival of a query to its answer, waiting included; `timeout=` may ask for less."""
    memory: int = 1024 * MEBIBYTE
    """Of each worker, beside the graph."""
    workers: int = field(default_factory=lambda: os.cpu_count() or 2)
    """Queries that may take long, at once. As many quick ones and one more run beside them."""
    quick: float = 0.15
    """Time of a query in the quick lane; it is less while many wait."""
    waiting: int = 1024
    """Queries that wait, at most; beyond it they are told to come back."""
    waiting_long: int = 256
    """Of these, queries known to take long."""
    rows: int = 5_000_000
    """Rows of an answer."""
    answer: int = 1024 * MEBIBYTE
    """Size of an answer."""
    held: int = MEBIBYTE
    """Up to this size an answer is held back until it is complete, so that its status is right; it may be cached."""
    spool: int = 4096 * MEBIBYTE
    """Answers kept on disk for slow readers, all together."""
    cache: int = 64 * MEBIBYTE
    """Answers kept to be given again."""
    body: int = 10_000_000
    """Size of a request's body."""
    body_time: float = 15.0
    """For a body to arrive."""
    head_time: float = 10.0
    """For the head of a request to arrive."""
    read_time: float = 30.0
    """Without a byte taken by the reader of an answer."""
    connections: int = 2000
    """Open at once."""
    in_memory: int = 1_000_000
    """Quads up to which a version is held in memory; a larger one is read from disk."""
    writable: bool = False
    """Whether updates are taken, from who may."""
    federated: bool = False
    """Whether queries may ask other endpoints, those that the operator lists."""
    union: bool = True
    """Whether the default graph is the union of all named graphs; else it has only its own triples."""


def leave_network() -> bool:
    """Move this process, and all that it forks, to a network without connections; False where the kernel refuses."""
    libc = ctypes.CDLL(None, use_errno=True)
    return hasattr(libc, "unshare") and libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0


def die_with_parent(parent: int) -> None:
    """Ask the kernel to kill this process when the one that started it, `parent`, ends; end if it has already."""
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "prctl"):
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def confine(memory: int, *, files: bool) -> None:
    """Hold this process to `memory` bytes more than it has, without core dumps; without `files` it opens nothing more.

    A process that may open no file descriptor can open no socket either, whatever a query makes the engine try.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_address_space() + memory,) * 2)
    if not files:
        free = os.open(os.devnull, os.O_RDONLY)
        os.close(free)
        resource.setrlimit(resource.RLIMIT_NOFILE, (free, free))


def allow_processor(seconds: float) -> None:
    """Let the kernel end this process after so many more seconds of processor time, should nobody else do it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def resident() -> int:
    """Return the memory that this process holds."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _address_space() -> int:
    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - no path objects in a process about to be confined
        return int(file.read().split()[0]) * resource.getpagesize()
