"""Releases: dated, versioned folders of files made from the published graph, each with its changes since the last."""

from exgraph.release.release import File, Release, ReleaseError, find, order, releases

__all__ = ["File", "Release", "ReleaseError", "find", "order", "releases"]
