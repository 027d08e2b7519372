"""Lists of the review: the records of a source, a page of sure ones, lines that no fact was read from."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import Query, Request, Response

from exgraph.errors import SourceError
from exgraph.review import change as changes
from exgraph.review import doubt, passage
from exgraph.review.change import FactChange
from exgraph.review.desk import ConflictError
from exgraph.studio import message, summary
from exgraph.studio.form import Form, to
from exgraph.studio.frame import ReviewFrame

_SURE = 20
"""Records on a page of sure ones."""
_LISTED = 100
"""Records on a page of the list."""


class ListPages(ReviewFrame):
    """The lists of one source."""

    def listing(
        self, request: Request, source: str, page: Annotated[int, Query(ge=1)] = 1, *, shown: str = "waiting"
    ) -> Response:
        """List the records of a source, those that wait or all."""
        who, places = self._who(request), self._room.new_places
        records = [each for each in self._room.queue(source) if shown == "all" or each.waits]
        listed = [
            (record, summary.lines(record, self._room, who), doubt.doubts(record, places))
            for record in records[(page - 1) * _LISTED : page * _LISTED]
        ]
        context = {
            "listed": listed,
            "total": len(records),
            "page": page,
            "pages": max(1, -(-len(records) // _LISTED)),
            "shown": shown,
            "waiting_lines": len(self._room.desk.lines(source)),
        }
        return self._render(request, source, "review-list.html", context)

    def next(self, request: Request, source: str) -> Response:
        """Go to the record to look at first."""
        return to(self._after(source, self._room.first(source, self._who(request).by)))

    def sure(self, request: Request, source: str) -> Response:
        """Show a page of records that nothing speaks against."""
        who, places = self._who(request), self._room.new_places
        if not who.by:
            return to(f"/name?then={quote(request.url.path)}")
        waiting = [each for each in self._room.desk.records(source) if each.waits]
        sure = [each for each in waiting if doubt.weight(each, places) < 1 and not self._room.holder(each, who.by)]
        shown = sure[:_SURE]
        for each in shown:
            self._room.hold(each, who.by)
        facts = [(each, self._passage(each, 0), summary.lines(each, self._room, who)) for each in shown]
        return self._render(request, source, "review-sure.html", {"told": facts, "sure": len(sure), "errors": []})

    def accept_sure(self, request: Request, source: str, form: Form) -> Response:
        """Accept the records that are ticked, all of them or none."""
        who = self._who(request)
        versions = dict(str(each).rsplit(":", 1) for each in form.getlist("record"))

        def plan() -> FactChange:
            facts = [fact for number in versions for fact in self._room.desk.record(source, number).facts]
            return changes.accepted(facts)

        try:
            self._room.desk.decide(source, plan, by=who.by, versions=versions)
        except ConflictError as error:
            context = {"told": [], "sure": 0, "errors": [message.tell(error, who.words)]}
            return self._render(request, source, "review-sure.html", context, 409)
        return to(f"/review/{quote(source)}/sure")

    def lines(self, request: Request, source: str) -> Response:
        """Show the lines of no record that wait."""
        rows = [(row, self._words(source, row.first_line)) for row in self._room.desk.lines(source)]
        return self._render(request, source, "review-lines.html", {"rows": rows})

    def dismiss_line(self, request: Request, source: str, form: Form) -> Response:
        """Say that a line tells no fact."""
        self._room.desk.dismiss_line(source, int(str(form.get("line", "0"))), by=self._who(request).by)
        return to(f"/review/{quote(source)}/lines")

    def _words(self, source: str, line: int) -> str:
        about = next(each for each in self._room.desk.sources if each.id == source)
        try:
            return passage.line(about, self._room.documents, line)
        except SourceError:
            return ""
