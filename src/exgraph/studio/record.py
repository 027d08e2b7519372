"""The page of a record: its lines of the document beside its facts as a form, and what a person decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from fastapi import HTTPException, Request, Response
from starlette.datastructures import FormData

from exgraph.errors import ExgraphError
from exgraph.review import change as changes
from exgraph.review import decision, doubt, passage
from exgraph.review.change import FactChange
from exgraph.review.desk import ConflictError, ReviewError
from exgraph.review.fact import ReviewFact, ReviewRecord
from exgraph.studio import form as forms
from exgraph.studio import message
from exgraph.studio.frame import ReviewFrame
from exgraph.studio.message import ShownError
from exgraph.studio.page import Visitor, render
from exgraph.studio.sheet import Sheets

_AROUND = 6
"""Lines shown before and after those of a record."""
_TABLES = ("event", "participation", "agreement")
"""The tables of which a fact can be added with one key."""


@dataclass
class Refusal:
    """What a page tells after a decision that was not carried out, and what was sent."""

    status: int = 200
    errors: list[ShownError] = field(default_factory=list)
    sent: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    theirs: list[tuple[str, str, str]] = field(default_factory=list)
    new: list[tuple[str, str]] = field(default_factory=list)


class RecordPages(ReviewFrame):
    """The page of a record, and what is decided on it."""

    def record(self, request: Request, source: str, number: str) -> Response:
        """Show one record beside its facts."""
        who = self._who(request)
        if not who.by:
            return forms.to(f"/name?then={quote(request.url.path)}")
        record = self._room.desk.record(source, number)
        self._room.hold(record, who.by)
        return self._page(request, record, Refusal())

    def decide(self, request: Request, source: str, number: str, form: forms.Form) -> Response:
        """Carry out a decision on a record, then go on; where it is refused, say why beside what was sent."""
        who, record = self._who(request), self._room.desk.record(source, number)
        what, _, which = str(form.get("decision", "save")).partition(":")
        outcome = Refusal(sent=forms.texts(form), new=forms.new(form))
        if what == "add":
            outcome.new.append((which.partition("|")[0], f"new-{len(outcome.new) + 1}"))
            self._begin(record, outcome, which)
            return self._page(request, record, outcome)
        try:
            plan = self._plan(record, what, which, form)
            self._room.desk.decide(source, plan, by=who.by, versions={number: str(form.get("version"))})
        except ConflictError as error:
            self._beside(record, outcome, who)
            outcome.errors, outcome.status = [message.tell(error, who.words)], 409
        except ExgraphError as error:
            self._explain(outcome, error, who)
            outcome.status = 422
        if outcome.errors or outcome.wrong:
            return self._page(request, self._room.desk.record(source, number), outcome)
        stays = what in ("reject", "split", "merge") and self._room.desk.record(source, number).facts
        here = f"/review/{quote(source)}/record/{quote(number, safe='')}"
        return forms.to(here if stays else self._after(source, self._room.following(record, who.by)))

    def undo(self, request: Request, form: forms.Form) -> Response:
        """Take back the visitor's last decision and show its record."""
        who = self._who(request)
        try:
            source, done = self._room.desk.undo(by=who.by)
        except ReviewError as error:
            messages = [message.tell(error, who.words)]
            return render(
                request, self._room.settings, "refused.html", {"errors": messages, "back": forms.own(form)}, 409
            )
        number = next((each for each in done.records), None)
        alone = number is not None and len(done.records) == 1
        return forms.to(
            f"/review/{quote(source)}/record/{quote(number, safe='')}" if number and alone else forms.own(form)
        )

    def _plan(self, record: ReviewRecord, what: str, which: str, form: FormData) -> changes.Plan:
        desk, catalogue = self._room.desk, self._room.desk.catalogue
        facts = {f"{fact.table}|{fact.key}": fact for fact in record.facts}
        if what == "save":
            return lambda: self._saved(record, form)
        if what == "no-fact":
            mark = passage.mark(record, self._room.documents)
            return lambda: changes.dismissed(record, catalogue, mark)
        if which not in facts:
            raise HTTPException(400, "no such decision")
        fact = facts[which]
        if what == "reject":
            return lambda: changes.rejected(fact, desk.parts(record.source.id))
        if what == "split":
            return lambda: changes.split(fact, [], record, catalogue)
        events = [each for each in record.facts if each.table == fact.table]
        if what == "merge" and fact in events[1:]:
            above = events[events.index(fact) - 1]
            return lambda: changes.merged(above, fact, desk.parts(record.source.id))
        raise HTTPException(400, "no such decision")

    def _saved(self, record: ReviewRecord, form: FormData) -> FactChange:
        """Return what a person left: facts as they stand in the form, and those that were added."""
        sent = forms.texts(form)
        cells = {(fact.table, fact.key): forms.of(fact, sent) for fact in record.facts}
        saved = changes.reviewed(record.facts, cells)
        rows = {name: dict(each) for name, each in saved.rows.items()}
        more = [(table, forms.cells(sent, table, key)) for table, key in forms.new(form)]
        for table, values in more:
            taken = rows.get(table, {})
            for name, each in changes.added(record, table, values, self._room.desk.catalogue, taken).rows.items():
                rows.setdefault(name, {}).update(each)
        records = saved.records or (record.number,)
        return FactChange(decision.ADDED if more else saved.what, records, rows, saved.is_plain and not more)

    def _begin(self, record: ReviewRecord, outcome: Refusal, which: str) -> None:
        """Fill a new fact with what is likely: the event that it belongs to, the dates of the one before."""
        table, key = outcome.new[-1]
        events = [fact for fact in record.facts if fact.table == "event"]
        if table not in self._room.desk.catalogue.scripts:
            raise HTTPException(400, "no such table")
        likely = {"event": which.partition("|")[2] or (events[0].key if events else "")}
        if events and table == "event":
            likely = {column: events[-1].cells[column] for column in ("start", "end", "printed_date", "dating")}
        outcome.sent |= {f"{table}|{key}|{column}": text for column, text in likely.items()}

    def _explain(self, outcome: Refusal, error: ExgraphError, who: Visitor) -> None:
        """Put what is wrong at the fields that were sent, and the rest above them."""
        lines = {(fact.at.path, fact.at.line): fact for fact in self._facts()}
        for each in message.every(error):
            fact = lines.get((each.at.path, each.at.line)) if each.at and each.at.column else None
            name = f"{fact.table}|{fact.key}|{each.at.column}" if fact and each.at else ""
            shown = message.tell(each, who.words)
            if name in outcome.sent:
                outcome.wrong[name] = shown.whole
                continue
            column = str(each.at.column) if each.at and each.at.column else ""
            fresh = [f"{table}|{key}|{column}" for table, key in outcome.new if column]
            if not fact and fresh and each.at and each.at.path.stem == outcome.new[-1][0]:
                outcome.wrong[fresh[-1]] = shown.whole
            else:
                outcome.errors.append(shown)

    def _facts(self) -> list[ReviewFact]:
        return [fact for record in self._room.desk.records() for fact in record.facts]

    def _beside(self, record: ReviewRecord, outcome: Refusal, who: Visitor) -> None:
        """Put what the person sent beside what now stands, and show what now stands in the form."""
        for fact in self._room.desk.record(record.source.id, record.number).facts:
            for column, text in fact.cells.items():
                mine = outcome.sent.get(f"{fact.table}|{fact.key}|{column}", text)
                if mine.strip() != text:
                    outcome.theirs.append((f"{fact.table} {fact.key} {column}", mine, text))
        outcome.sent = {name: text for name, text in outcome.sent.items() if "|new-" in name}

    def _page(self, request: Request, record: ReviewRecord, outcome: Refusal) -> Response:
        who, desk = self._who(request), self._room.desk
        sheets = Sheets(self._room, record, who, outcome.sent, outcome.wrong)
        numbers = dict.fromkeys([record.number, *(number for fact in record.facts for number in fact.records)])
        order = self._room.queue(record.source.id)
        context = {
            "record": record,
            "passages": [self._passage(desk.record(record.source.id, each), _AROUND) for each in numbers],
            "sheets": [sheets.of(fact) for fact in record.facts],
            "new": [sheets.new(table, key) for table, key in outcome.new],
            "first_event": next((fact.key for fact in record.facts if fact.table == "event"), ""),
            "tables": [name for name in _TABLES if name in desk.catalogue.scripts],
            "outcome": outcome,
            "doubts": doubt.doubts(record, self._room.new_places),
            "decisions": [each for each in desk.decisions(record.source.id) if record.number in each.record],
            "holder": self._room.holder(record, who.by),
            "rank": next(at for at, each in enumerate(order, start=1) if each.number == record.number),
            "before": self._after(record.source.id, self._room.following(record, who.by, -1)),
            "after": self._after(record.source.id, self._room.following(record, who.by)),
        }
        return self._render(request, record.source.id, "review.html", context, outcome.status)
