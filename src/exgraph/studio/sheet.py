"""A fact as a form: its fields with their words, choices and names, the ones a reviewer needs first before the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from exgraph.facts.cell import SEPARATOR, Form, cell_type
from exgraph.facts.table import column_name
from exgraph.review.doubt import CONFIDENT
from exgraph.review.fact import PROPOSED, ReviewFact, ReviewRecord
from exgraph.studio import wording
from exgraph.studio.page import Visitor
from exgraph.studio.room import Room

_FIRST = (
    *("kind", "class", "title", "start", "end", "location", "involves", "party", "concluded"),
    *("from", "to", "home", "headcount", "body", "role", "indicator", "place", "value", "unit"),
)
"""The columns that are shown also where they are empty, in this order."""
_HIDDEN = frozenset({"rule", "record", "event"})
"""What a person seldom changes: it stands at the end."""
_BELOW = ("printed_date", "note")


@dataclass(frozen=True)
class FormField:
    """A field: its name in the form and its words, the text of its cell, and what may be chosen.

    `options` are all values where there are few, `names` what the values that stand are called, `kind` how the field is
    shown: `words`, `select`, `pick` (several of options), `search` (things by name). `doubt` says what a value rests
    on of which extraction is not sure.
    """

    id: str
    column: str
    label: str
    text: str
    kind: str
    form: Form
    options: list[tuple[str, str]]
    names: dict[str, str]
    wrong: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class FactForm:
    """A fact as a form. `head` are its first fields, `rest` those that are empty or seldom changed."""

    table: str
    key: str
    title: str
    review: str
    head: list[FormField]
    rest: list[FormField]
    is_new: bool = False

    @property
    def id(self) -> str:
        """What names the fact in a form."""
        return f"{self.table}|{self.key}"


@dataclass(frozen=True)
class Sheets:
    """Makes the forms of one record for a visitor; `sent` and `wrong` are by the names of fields."""

    room: Room
    record: ReviewRecord
    who: Visitor
    sent: Mapping[str, str]
    wrong: Mapping[str, str]

    def of(self, fact: ReviewFact) -> FactForm:
        """Return the form of a fact."""
        start = f"{fact.table}|{fact.key}"
        cells = {column: self.sent.get(f"{start}|{column}", text) for column, text in fact.cells.items()}
        sure = fact.confidences if fact.review == PROPOSED else {}
        sheet = self._sheet(fact.table, fact.key, fact.review, cells)
        fields = [
            replace(each, doubt=self._basis(sure[each.column].basis))
            if each.column in sure and sure[each.column].confidence < CONFIDENT
            else each
            for each in sheet.head
        ]
        return replace(sheet, head=fields)

    def _basis(self, basis: str) -> str:
        """Return what a value rests on in the reader's words, in those of extraction where there are none."""
        return self.who.words.texts.get(f"review.basis_{basis.replace(' ', '_').replace(',', '')}", basis)

    def new(self, table: str, key: str) -> FactForm:
        """Return the form of a fact that is to be added; `key` tells it from others that are."""
        row_class = self.room.desk.catalogue.scripts[table].row_class
        columns = [column_name(column) for column in row_class.columns()]
        cells = {
            column: self.sent.get(f"{table}|{key}|{column}", "") for column in columns if column not in ("id", "review")
        }
        return self._sheet(table, key, "", cells, is_new=True)

    def _sheet(self, table: str, key: str, review: str, cells: dict[str, str], *, is_new: bool = False) -> FactForm:
        fields = [self._field(table, key, column, text) for column, text in cells.items()]
        order = {column: at for at, column in enumerate(_FIRST)}
        head = [each for each in fields if self._is_first(each)]
        head.sort(key=lambda each: (each.column in _BELOW, order.get(each.column, len(order))))
        title = f"{wording.table(table, self.who.words)} {'' if is_new else key}".strip()
        return FactForm(table, key, title, review, head, [each for each in fields if each not in head], is_new)

    def _is_first(self, field: FormField) -> bool:
        if field.column == "event":
            return len(field.options) > 1
        return field.column not in _HIDDEN and bool(field.column in _FIRST or field.text or field.wrong)

    def _field(self, table: str, key: str, column: str, text: str) -> FormField:
        row_class = self.room.desk.catalogue.scripts[table].row_class
        form = next(cell_type(each).form for each in row_class.columns() if column_name(each) == column)
        options = self._options(column, form)
        name = f"{table}|{key}|{column}"
        label = wording.column(column, self.who.words)
        return FormField(
            name,
            column,
            label,
            text,
            _kind(form, options),
            form,
            options,
            self._names(form, text),
            self.wrong.get(name, ""),
        )

    def _options(self, column: str, form: Form) -> list[tuple[str, str]]:
        if column == "event":
            events = [fact for fact in self.record.facts if fact.table == "event"]
            return [(fact.key, f"{wording.table('event', self.who.words)} {fact.key}") for fact in events]
        ontology = self.room.settings.ontology
        return [(name, wording.value(column, name, self.who.language, ontology)) for name in form.names]

    def _names(self, form: Form, text: str) -> dict[str, str]:
        if not form.tables or form.is_scoped:
            return {}
        found = {}
        for value in filter(None, text.split(SEPARATOR)):
            table, key = value.split("/", 1) if form.is_typed and "/" in value else (form.tables[0], value)
            found[value] = self.room.choices.name(table, key, self.who.language)
        return found


def _kind(form: Form, options: list[tuple[str, str]]) -> str:
    if form.is_counted or form.is_scoped:
        return "words"
    if options:
        return "pick" if form.is_many else "select"
    return "search" if form.tables and form.tables != ("record",) else "words"
