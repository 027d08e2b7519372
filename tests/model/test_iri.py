from __future__ import annotations

from exgraph.model.iri import Base, expand


def test_keys_make_stable_iris() -> None:
    base = Base()
    assert base.thing("participation", "hokkaido-russia-db", "417-2/1").endswith("/hokkaido-russia-db/417-2/1")
    assert base.thing("concept", "category", "文化") == base.root + "id/concept/category/%E6%96%87%E5%8C%96"
    # が in one character or as か with a mark is the same key.
    assert base.thing("concept", "\u304c") == base.thing("concept", "\u304b\u3099")


def test_the_base_of_things_is_a_setting() -> None:
    assert Base("https://example.org/").graph("inferred") == "https://example.org/graph/inferred"
    assert expand("exg:Event") == "https://w3id.org/exgraph/ns#Event"
