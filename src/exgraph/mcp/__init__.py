"""The graph for agents, by the Model Context Protocol: searched, described, queried and explained, never written."""

from exgraph.mcp.server import serve

__all__ = ["serve"]
