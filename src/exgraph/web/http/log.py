"""Log formats of the server: a line for people at a terminal, a JSON object for programs."""

from __future__ import annotations

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is being answered."""
_PLAIN = logging.Formatter("%(levelname)s %(message)s")


class JsonFormatter(logging.Formatter):
    """Writes a record as a JSON object: time, level, logger, message, request, and `extra={"fields": ...}`."""

    def format(self, record: logging.LogRecord) -> str:
        """See logging.Formatter."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request := REQUEST.get():
            line["request"] = request
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class _TextFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = getattr(record, "fields", None)
        text = _PLAIN.format(record)
        return f"{text} {json.dumps(fields, ensure_ascii=False)}" if fields else text


def configure(*, as_json: bool | None = None) -> None:
    """Write what is logged to stderr, as JSON unless a terminal shows it."""
    if as_json is None:
        as_json = not sys.stderr.isatty()
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if as_json else _TextFormatter())
    # An answer that is cut off is left incomplete on purpose, so that the server closes the connection.
    logging.getLogger("uvicorn.error").addFilter(lambda record: "without completing response" not in record.msg)
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
