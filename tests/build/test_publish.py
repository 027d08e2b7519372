from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from exgraph.errors import PublicationError, StoreError
from exgraph.publish import KEPT, clear, current, is_current, publish, staging, verify, versions


def put(build: Path, fingerprint: str, text: str = "") -> Path:
    with staging(build) as folder:
        (folder / "graph.nq").write_text(text or fingerprint, encoding="utf-8")
        return publish(build, folder, fingerprint)


def names(build: Path) -> set[str]:
    return {path.name for path in (build / "versions").iterdir()}


def test_nothing_is_published_at_first(tmp_path: Path) -> None:
    assert current(tmp_path) is None
    assert not is_current(tmp_path, "aaa")


def test_a_version_is_published_under_its_fingerprint(tmp_path: Path) -> None:
    version = put(tmp_path, "aaa")
    assert version == tmp_path / "versions" / "aaa" == current(tmp_path)
    assert is_current(tmp_path, "aaa")
    assert not is_current(tmp_path, "bbb")
    assert (tmp_path / "graph.nq").read_text(encoding="utf-8") == "aaa"
    assert (tmp_path / "current").is_symlink()


def test_the_same_inputs_built_again_do_not_touch_what_is_read(tmp_path: Path) -> None:
    put(tmp_path, "aaa", "first")
    with (tmp_path / "current" / "graph.nq").open(encoding="utf-8") as reader:
        put(tmp_path, "aaa", "second")
        assert reader.read() == "first"
    assert (tmp_path / "graph.nq").read_text(encoding="utf-8") == "second"
    assert is_current(tmp_path, "aaa")


def test_old_versions_go(tmp_path: Path) -> None:
    for number, fingerprint in enumerate(("aaa", "bbb", "ccc", "ddd")):
        version = put(tmp_path, fingerprint)
        os.utime(version, (number, number))
    assert names(tmp_path) == {"ccc", "ddd"}
    assert len(names(tmp_path)) == KEPT


def test_a_failed_build_leaves_what_is_published_and_nothing_else(tmp_path: Path) -> None:
    put(tmp_path, "aaa")
    with pytest.raises(ZeroDivisionError), staging(tmp_path) as folder:
        (folder / "graph.nq").write_text("half", encoding="utf-8")
        raise ZeroDivisionError
    assert is_current(tmp_path, "aaa")
    assert names(tmp_path) == {"aaa"}


def test_leftovers_of_a_build_that_was_killed_go(tmp_path: Path) -> None:
    put(tmp_path, "aaa")
    leftover = tmp_path / "versions" / ".new-killed"
    leftover.mkdir()
    (leftover / "graph.nq").write_text("half", encoding="utf-8")
    put(tmp_path, "bbb")
    assert names(tmp_path) == {"aaa", "bbb"}


def test_one_build_at_a_time(tmp_path: Path) -> None:
    with staging(tmp_path), pytest.raises(PublicationError, match="another build is running"), staging(tmp_path):
        pass
    put(tmp_path, "aaa")


def test_a_build_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("", encoding="utf-8")
    with pytest.raises(PublicationError, match="cannot be written"), staging(tmp_path / "build"):
        pass


def test_a_version_that_cannot_be_moved_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "aaa")

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    with staging(tmp_path) as folder:
        (folder / "graph.nq").write_text("bbb", encoding="utf-8")
        monkeypatch.setattr(Path, "symlink_to", refuse)
        with pytest.raises(PublicationError, match="Read-only file system"):
            publish(tmp_path, folder, "bbb")
    assert is_current(tmp_path, "aaa")
    assert (tmp_path / "graph.nq").read_text(encoding="utf-8") == "aaa"


def test_a_dump_that_was_changed_after_it_was_published_is_told(tmp_path: Path) -> None:
    version = put(tmp_path, "aaa", "first")
    verify(version)
    assert (version / "graph.nq.sha256").read_text() == f"{hashlib.sha256(b'first').hexdigest()}  graph.nq\n"
    (version / "graph.nq").write_text("firs", encoding="utf-8")
    with pytest.raises(StoreError, match="its checksum is another"):
        verify(version)
    (version / "graph.nq").unlink()
    with pytest.raises(StoreError, match="cannot be read"):
        verify(version)
    (version / "graph.nq.sha256").unlink()
    verify(version)


def test_what_a_killed_build_left_is_removed_unless_one_is_running(tmp_path: Path) -> None:
    put(tmp_path, "aaa")
    left = tmp_path / "versions" / ".new-left"
    with staging(tmp_path):
        left.mkdir()
        clear(tmp_path)
        assert left.is_dir()
    clear(tmp_path)
    assert names(tmp_path) == {"aaa"}


def test_versions_are_told_the_published_one_first(tmp_path: Path) -> None:
    assert versions(tmp_path) == []
    for number, fingerprint in enumerate(("aaa", "bbb")):
        os.utime(put(tmp_path, fingerprint), (number, number))
    assert [each.name for each in versions(tmp_path)] == ["bbb", "aaa"]
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to("versions/aaa")
    assert [each.name for each in versions(tmp_path)] == ["aaa", "bbb"]
