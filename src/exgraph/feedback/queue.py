"""The queue of what readers report, in one SQLite file beside the tokens and the audit log.

Nothing of it is shown to other readers but the state of a report and the project's answer, so that nobody can put
words on a page. How much comes in is limited for each client and for all together.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from exgraph.errors import ExgraphError, Location

LONGEST = 4000
"""Signs of a report's text."""
_LONGEST_LINE = 300
"""Signs of what is told in one line: the thing, the source, the address to answer to."""
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that are not taken for each other when a reference is read out."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
  reference TEXT PRIMARY KEY, time TEXT NOT NULL, client TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL,
  text TEXT NOT NULL, source TEXT NOT NULL, contact TEXT NOT NULL, language TEXT NOT NULL, version TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'received', answer TEXT NOT NULL DEFAULT '', judge TEXT NOT NULL DEFAULT '',
  changed TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS feedback_time ON feedback (time);
CREATE TABLE IF NOT EXISTS salt (value TEXT NOT NULL) STRICT;
"""


class FeedbackError(ExgraphError):
    """A report that cannot be taken as it stands, or a reference that there is not."""


class LimitError(FeedbackError):
    """More reports than are taken in this time; `wait` is how many seconds to wait."""

    def __init__(self, problem: str, wait: int) -> None:
        super().__init__(problem, remedy="come back later, or write to the publisher")
        self.wait = wait


class Kind(StrEnum):
    """What a report is."""

    error = "error"
    addition = "addition"
    question = "question"


class State(StrEnum):
    """How far a report has come."""

    received = "received"
    examined = "examined"
    accepted = "accepted"
    declined = "declined"


@dataclass(frozen=True)
class Report:
    """What a reader sends.

    Attributes:
        kind: what it is.
        about: the address of the page it is about, from its first slash on.
        text: what is wrong, or what the reader knows.
        source: what it rests on; may be empty.
        contact: where to answer to; may be empty. Kept until the report is judged.
        language: of the page.
        version: of the data that the reader saw.
    """

    kind: Kind
    about: str
    text: str
    source: str = ""
    contact: str = ""
    language: str = "en"
    version: str = ""


@dataclass(frozen=True)
class Feedback:
    """A report in the queue; times are ISO 8601 in UTC."""

    reference: str
    time: str
    report: Report
    state: State
    answer: str
    judge: str
    changed: str


@dataclass(frozen=True)
class Allowance:
    """How many reports are taken."""

    hour: int = 5
    """Of one client in an hour."""
    day: int = 20
    """Of one client in a day."""
    all_day: int = 500
    """Of all clients in a day."""
    waiting: int = 5000
    """That nobody has judged."""


class FeedbackQueue:
    """The queue in a file, made at the first report."""

    def __init__(self, path: Path, allowance: Allowance | None = None) -> None:
        self._path = path
        self._allowance = allowance or Allowance()

    def add(self, report: Report, client: str, now: datetime | None = None) -> str:
        """Keep a report from a client; return its reference, which nobody can guess.

        Of the client a salted digest is kept, for the limits; it is forgotten after a day.

        Raises:
            FeedbackError: the report is empty or too long, or holds control characters.
            LimitError: too many have come.
        """
        _check(report)
        now = now or datetime.now(UTC)
        with self._open() as base:
            digest = hashlib.sha256(f"{_salt(base)}{client}".encode()).hexdigest()[:32]
            base.execute("UPDATE feedback SET client = '' WHERE time < ?", (_text(now - timedelta(days=1)),))
            self._limit(base, digest, now)
            reference = "".join(secrets.choice(_ALPHABET) for _ in range(12))
            values = (
                reference,
                _text(now),
                digest,
                report.kind,
                report.about,
                report.text.strip(),
                report.source.strip(),
                report.contact.strip(),
                report.language,
                report.version,
                _text(now),
            )
            columns = "reference, time, client, kind, about, text, source, contact, language, version, changed"
            base.execute(f"INSERT INTO feedback ({columns}) VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608
            return reference

    def find(self, reference: str) -> Feedback:
        """Return a report.

        Raises:
            FeedbackError: there is none of that reference.
        """
        with self._open() as base:
            row = base.execute("SELECT * FROM feedback WHERE reference = ?", (reference,)).fetchone()
        if row is None:
            raise FeedbackError(f"there is no report {reference}", remedy="see the reference that you were given")
        return _feedback(row)

    def all(self, state: State | None = None) -> list[Feedback]:
        """Return the reports of a state, or all, the oldest first."""
        if not self._path.exists():
            return []
        with self._open() as base:
            rows = base.execute(
                "SELECT * FROM feedback WHERE ?1 IS NULL OR state = ?1 ORDER BY time, reference", (state,)
            ).fetchall()
        return [_feedback(row) for row in rows]

    def judge(self, reference: str, state: State, answer: str, judge: str, now: datetime | None = None) -> Feedback:
        """Say how far a report has come, with a word to its reader; a judged one forgets where to answer to.

        Raises:
            FeedbackError: there is none of that reference, or the answer is too long.
        """
        if len(answer) > LONGEST:
            raise FeedbackError(f"the answer has more than {LONGEST:,} characters")
        self.find(reference)
        judged = state in (State.accepted, State.declined)
        with self._open() as base:
            base.execute(
                "UPDATE feedback SET state = ?, answer = ?, judge = ?, changed = ?, "
                "contact = CASE WHEN ? THEN '' ELSE contact END WHERE reference = ?",
                (state, answer.strip(), judge, _text(now or datetime.now(UTC)), judged, reference),
            )
        return self.find(reference)

    def _limit(self, base: sqlite3.Connection, client: str, now: datetime) -> None:
        hour, day = _text(now - timedelta(hours=1)), _text(now - timedelta(days=1))
        counted = (
            ("client = ? AND time > ?", (client, hour), self._allowance.hour, 3600),
            ("client = ? AND time > ?", (client, day), self._allowance.day, 86400),
            ("time > ?", (day,), self._allowance.all_day, 3600),
            ("state = 'received'", (), self._allowance.waiting, 86400),
        )
        for condition, values, most, wait in counted:
            (found,) = base.execute(f"SELECT COUNT(*) FROM feedback WHERE {condition}", values).fetchone()  # noqa: S608
            if found >= most:
                raise LimitError("more reports have come than are taken in this time", wait)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if not self._path.exists():
                self._path.touch(mode=0o600)
            base = sqlite3.connect(self._path, timeout=5, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise FeedbackError(f"cannot be opened: {error}", at=Location(self._path)) from error
        try:
            base.row_factory = sqlite3.Row
            base.executescript(_SCHEMA)
            base.execute("BEGIN IMMEDIATE")
            yield base
            base.execute("COMMIT")
        except sqlite3.Error as error:
            raise FeedbackError(f"cannot be written: {error}", at=Location(self._path)) from error
        finally:
            base.close()  # what is not committed is rolled back


def _check(report: Report) -> None:
    if not report.text.strip():
        raise FeedbackError("the report says nothing", remedy="write what is wrong, or what you know")
    if len(report.text) > LONGEST:
        raise FeedbackError(f"the report has more than {LONGEST:,} characters", remedy="say it in fewer words")
    lines = (report.about, report.source, report.contact)
    if any(len(line) > _LONGEST_LINE for line in lines):
        raise FeedbackError(f"a line has more than {_LONGEST_LINE} characters", remedy="write it into the report")
    if any(map(_hidden, "".join(lines))) or any(_hidden(sign) and sign not in "\n\r\t" for sign in report.text):
        raise FeedbackError("the report holds control characters", remedy="leave them out")
    if not report.about.startswith("/") or report.about.startswith("//"):
        raise FeedbackError("what the report is about is no page here", remedy="follow the link of a page")


def _hidden(sign: str) -> bool:
    # Python holds all blanks but the ASCII one unprintable, also the ideographic one.
    return not sign.isprintable() and unicodedata.category(sign) != "Zs"


def _salt(base: sqlite3.Connection) -> str:
    row = base.execute("SELECT value FROM salt").fetchone()
    if row is not None:
        return str(row["value"])
    salt = secrets.token_hex(16)
    base.execute("INSERT INTO salt VALUES (?)", (salt,))
    return salt


def _feedback(row: sqlite3.Row) -> Feedback:
    report = Report(
        Kind(row["kind"]),
        row["about"],
        row["text"],
        row["source"],
        row["contact"],
        row["language"],
        row["version"],
    )
    return Feedback(
        row["reference"], row["time"], report, State(row["state"]), row["answer"], row["judge"], row["changed"]
    )


def _text(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
