"""What the pages of the review share: the frame with source and progress, a record's passage, the way on."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import Request, Response

from exgraph.facts.record import LINE
from exgraph.review import passage
from exgraph.review.fact import ReviewRecord
from exgraph.studio.page import Visitor, render, visitor
from exgraph.studio.room import Room


class ReviewFrame:
    """Pages of one source's review."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def _who(self, request: Request) -> Visitor:
        return visitor(request, self._room.settings)

    def _after(self, source: str, record: ReviewRecord | None) -> str:
        folder = f"/review/{quote(source)}/"
        return f"{folder}record/{quote(record.number, safe='')}" if record else folder

    def _passage(self, record: ReviewRecord, around: int) -> passage.Passage:
        heads = [
            entry.row.last_line
            for _, entry in self._room.desk.catalogue.rows(LINE, record.source.id)
            if entry.row.what == "header" and entry.row.last_line < record.first_line
        ]
        return passage.read(record, self._room.documents, around=around, header=max(heads, default=None))

    def _render(
        self, request: Request, source: str, template: str, context: Mapping[str, object], status: int = 200
    ) -> Response:
        desk = self._room.desk
        about = next((each for each in desk.sources if each.id == source), None)
        if about is None:
            desk.record(source, "")  # says which sources there are
        done, total = self._room.progress(source)
        shared = {
            "source": about,
            "done": done,
            "records": total,
            "can_undo": desk.can_undo(self._who(request).by),
        }
        return render(request, self._room.settings, template, {**shared, **context}, status)
