"""Metrics of the server, for Prometheus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector

_SECONDS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)


class Metrics:
    """The counters of one server."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "exgraph_requests", "Answers by kind of address and status", ("kind", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "exgraph_request_seconds",
            "Time to the end of an answer",
            ("kind",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._counted: dict[tuple[str, int], Callable[[], None]] = {}
        self._timed = {kind: self._seconds.labels(kind).observe for kind in ("sparql", "other")}

    def count(self, kind: str, status: int, seconds: float) -> None:
        """Count an answer; `kind` is `sparql` or `other`."""
        counter = self._counted.get((kind, status))
        if counter is None:
            counter = self._counted[kind, status] = self._requests.labels(kind, str(status)).inc
        counter()
        self._timed[kind](seconds)

    def watch(self, name: str, says: str, value: Callable[[], float]) -> None:
        """Show a value that is asked for when the metrics are."""
        Gauge(f"exgraph_{name}", says, registry=self._registry).set_function(value)

    def watch_total(self, name: str, says: str, label: str, values: Mapping[str, Callable[[], float]]) -> None:
        """Show counters that others keep, by the value of a label."""
        self._registry.register(_Totals(f"exgraph_{name}", says, label, values))

    def text(self) -> bytes:
        """Return all of it in the text form of Prometheus (version 0.0.4)."""
        return generate_latest(self._registry)


class _Totals(Collector):
    """Counters that others keep."""

    def __init__(self, name: str, says: str, label: str, values: Mapping[str, Callable[[], float]]) -> None:
        self._name = name
        self._says = says
        self._label = label
        self._values = values

    def collect(self) -> Iterator[CounterMetricFamily]:
        """See prometheus_client."""
        family = CounterMetricFamily(self._name, self._says, labels=(self._label,))
        for value, count in self._values.items():
            family.add_metric((value,), count())
        yield family
