"""The graph from Python, wherever it is: the project's own, a file, an endpoint."""

from exgraph.client.graph import EndpointError, Graph, open_graph
from exgraph.client.result import Result, Row
from exgraph.client.value import IRI, Blank, Text, Typed, Value

__all__ = ["IRI", "Blank", "EndpointError", "Graph", "Result", "Row", "Text", "Typed", "Value", "open_graph"]
