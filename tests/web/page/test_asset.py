"""What a page's head loads of the built scripts."""

from __future__ import annotations

import pytest

from exgraph.web.page import asset


def test_a_script_that_was_not_built_is_left_out(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    built = {
        "src/a.ts": {"file": "assets/a-1.js", "imports": ["_b.js"], "css": ["assets/a.css"]},
        "_b.js": {"file": "assets/b.js", "css": ["assets/b.css"]},
    }
    monkeypatch.setattr(asset, "_manifest", lambda: built)
    loaded = asset.island("a")
    assert [part in loaded for part in ("a-1.js", "a.css", "b.css", "b.js")] == [True, True, True, False]
    assert asset.island("c") == ""
    assert "make islands" in caplog.text
    caplog.clear()
    monkeypatch.setattr(asset, "_manifest", dict)
    assert asset.island("a") == ""
    assert caplog.text == ""
