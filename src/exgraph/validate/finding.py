"""What validation finds."""

from __future__ import annotations

from dataclasses import dataclass, field

from exgraph.model.report import SEVERITIES, Severity


@dataclass(frozen=True)
class Finding:
    """One result of validation; terms are IRIs without brackets unless said otherwise.

    Attributes:
        severity: how bad it is.
        focus: the thing looked at.
        path: the property looked at, or a SPARQL property path; None where the thing itself is at fault.
        value: the value at fault; a literal is an N-Triples literal; None where the fault is that there is none.
        shape: the shape that was violated; one without a name is told by the shape it belongs to.
        component: the kind of constraint, as SHACL names it.
        messages: what to do, by language; messages without a language are under `en`.
    """

    severity: Severity
    focus: str
    path: str | None
    value: str | None
    shape: str
    component: str
    messages: dict[str, str]

    def rank(self) -> tuple[int, str, str, str, str, str, list[tuple[str, str]]]:
        """The place in the order of findings: the worst first, then by shape, thing, path and value."""
        return (
            SEVERITIES.index(self.severity),
            self.shape,
            self.focus,
            self.path or "",
            self.value or "",
            self.component,
            sorted(self.messages.items()),
        )


@dataclass
class ValidationReport:
    """The findings in their order, and how many things each shape with a target looked at."""

    findings: list[Finding] = field(default_factory=list)
    focus_nodes: dict[str, int] = field(default_factory=dict)
