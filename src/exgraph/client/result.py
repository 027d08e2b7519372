"""What a query gave: rows, a truth, or a graph."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

from exgraph.client.value import Value, value
from exgraph.errors import ExgraphError

if TYPE_CHECKING:
    import pandas
    import rdflib


class ResultError(ExgraphError):
    """The result is not of the kind that is asked for."""


class Row(Mapping[str, Value | None]):
    """One row: values by column, None where a variable is unbound. `row.label` is short for `row["label"]`."""

    __slots__ = ("_values",)

    def __init__(self, values: dict[str, Value | None]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Value | None:
        return self._values[name]

    def __getattr__(self, name: str) -> Value | None:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(f"there is no column {name}; there are {', '.join(self._values)}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{name}={each!r}' for name, each in self._values.items())})"


class Result:
    """The answer to a query. SELECT gives rows, ASK a truth, CONSTRUCT and DESCRIBE a graph.

    >>> import exgraph
    >>> graph = exgraph.open("tests/store/specimen.trig")
    >>> result = graph.query('''
    ...     SELECT ?place ?label { ?place a exg:City ; rdfs:label ?label FILTER(LANG(?label) = "en") }
    ...     ORDER BY ?label''')
    >>> result.columns
    ['place', 'label']
    >>> len(result), result[0].label
    (2, 'Nevelsk')
    """

    def __init__(self, body: bytes, media_type: str) -> None:
        self.body = body
        """The answer as bytes: SPARQL Results JSON, or Turtle."""
        self.media_type = media_type

    @property
    def is_graph(self) -> bool:
        """Whether it is a graph."""
        return not self.media_type.startswith("application/sparql-results+json")

    @property
    def columns(self) -> list[str]:
        """The columns in the order of the query.

        Raises:
            ResultError: it has no rows.
        """
        head: dict[str, list[str]] = self._document["head"]
        if "boolean" in self._document:
            raise ResultError("ASK has no rows", remedy="use bool(result)")
        return head.get("vars", [])

    @cached_property
    def rows(self) -> list[Row]:
        """The rows.

        Raises:
            ResultError: it has none.
        """
        columns = self.columns
        found = []
        for bindings in self._document["results"]["bindings"]:
            found.append(Row({name: value(bindings[name]) if name in bindings else None for name in columns}))
        return found

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> Row:
        return self.rows[place]

    def __bool__(self) -> bool:
        """Tell what ASK says; of rows whether there are any.

        Raises:
            ResultError: it is a graph.
        """
        return bool(self._document["boolean"]) if "boolean" in self._document else bool(self.rows)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a data frame: numbers and dates are Python's, unbound is None.

        >>> import exgraph
        >>> ties = exgraph.open("tests/store/specimen.trig").query(
        ...     "SELECT ?tie ?date { ?tie a exg:SisterCityAgreement ; exg:concluded ?date }")
        >>> list(ties.to_pandas().columns)
        ['tie', 'date']

        Raises:
            ResultError: it has no rows, or pandas is not installed.
        """
        try:
            import pandas  # noqa: PLC0415 - only who asks for a frame needs it
        except ImportError as error:
            raise ResultError("pandas is not installed", remedy="pip install pandas") from error
        return pandas.DataFrame([dict(row) for row in self.rows], columns=self.columns)

    def to_rdflib(self) -> rdflib.Graph | rdflib.query.Result:
        """Return it as rdflib has it: a Graph, or a Result with rdflib's terms.

        >>> import exgraph
        >>> graph = exgraph.open("tests/store/specimen.trig").query(
        ...     "DESCRIBE <https://w3id.org/exgraph/id/place/nevelsk>").to_rdflib()
        >>> len(graph) > 5
        True
        """
        import rdflib  # noqa: PLC0415 - slow to import, and only who asks needs it

        if self.is_graph:
            return rdflib.Graph().parse(data=self.body, format=self.media_type.partition(";")[0])
        return rdflib.query.Result.parse(BytesIO(self.body), content_type="application/sparql-results+json")

    @cached_property
    def _document(self) -> dict[str, Any]:
        if self.is_graph:
            raise ResultError("CONSTRUCT and DESCRIBE give a graph", remedy="use to_rdflib(), or body")
        document: dict[str, Any] = json.loads(self.body)
        return document
