"""Events: what happened, or is planned."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from exgraph.facts.cell import (
    DATE,
    INTEGER,
    NUMBER,
    TEXT,
    cell,
    concept,
    filled,
    many,
    optional,
    reference,
    scoped_reference,
    split_reference,
    subclass,
    typed_reference,
)
from exgraph.facts.table import Row
from exgraph.mapping.context import Context
from exgraph.mapping.statement import (
    counted,
    derived,
    described,
    labelled,
    linked,
    preferred,
    spanning,
    titled,
    told,
    typed,
)
from exgraph.mapping.term import Triple, decimal, name, partial_date
from exgraph.mapping.wording import Words, words
from exgraph.model.date import PartialDate

from . import _event_label as labels
from . import participation
from ._event_description import description
from .agreement import Agreement


@dataclass(frozen=True)
class Event(Row):
    """One event: when, where, who, of what series, and what it marks."""

    WITHIN_SOURCE: ClassVar[bool] = True

    id: str = cell(NUMBER)
