"""A server of the specimen graph, as for the tests of the web."""

from web.conftest import address

__all__ = ["address"]
