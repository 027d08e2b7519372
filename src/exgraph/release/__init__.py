"""Releases: dated, versioned folders of files made from the published graph, each with its changes since the last."""

from exgraph.release.release import RELEASED, File, Release, ReleaseError, find, order, releases

__all__ = ["RELEASED", "File", "Release", "ReleaseError", "find", "order", "releases"]
