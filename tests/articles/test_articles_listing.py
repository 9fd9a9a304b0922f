"""A folder is listed in a stable order, and what is left out is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.articles import MAX_FILE_BYTES, list_files
from assistant.errors import CorpusError


def make(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("Some text.", encoding="utf-8")


def reasons(root: Path, limit: int = MAX_FILE_BYTES) -> dict[str, str]:
    return {problem.path: problem.reason for problem in list_files(root, limit_bytes=limit).problems}


def test_files_of_all_folders_are_sorted_by_path(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/z.md", "a.txt", "a/b/c.HTML", "README.md")
    entries = list_files(tmp_path).entries
    assert [entry.path for entry in entries] == ["README.md", "a.txt", "a/b/c.HTML", "a/z.md", "b.txt"]
    assert all(entry.size == 10 and entry.location.is_file() and entry.modified_ns > 0 for entry in entries)


def test_what_is_skipped_by_rule_is_said(tmp_path: Path) -> None:
    make(
        tmp_path,
        ".hidden.txt",
        ".git/config.txt",
        "~$lock.docx",
        "picture.png",
        "Makefile",
        "large.txt",
        "line\nend.txt",
    )
    (tmp_path / "empty.txt").touch()
    (tmp_path / "large.txt").write_bytes(b"x" * 101)
    listing = list_files(tmp_path, limit_bytes=100)
    assert listing.entries == ()
    assert all(problem.skipped for problem in listing.problems)
    found = reasons(tmp_path, 100)
    assert found[".hidden.txt"] == found[".git"] == found["~$lock.docx"] == "hidden"
    assert found["empty.txt"] == "empty"
    assert "101 bytes, the limit is 100" in found["large.txt"]
    assert ".png" in found["picture.png"]
    assert "without a known suffix" in found["Makefile"]
    assert "rename it" in found["line\N{REPLACEMENT CHARACTER}end.txt"]
    assert len(found) == 8


def test_links_are_followed_inside_the_corpus_only(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    make(tmp_path, "corpus/a/in.txt", "outside/secret.txt")
    (corpus / "again.txt").symlink_to(corpus / "a" / "in.txt")
    (corpus / "out.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (corpus / "outfolder").symlink_to(tmp_path / "outside")
    (corpus / "a" / "circle").symlink_to(corpus)
    (corpus / "broken.txt").symlink_to(corpus / "nothing.txt")
    (corpus / "self.txt").symlink_to(corpus / "self.txt")
    assert [entry.path for entry in list_files(corpus).entries] == ["a/in.txt", "again.txt"]
    found = reasons(corpus)
    assert "out of the folder" in found["out.txt"]
    assert "out of the folder" in found["outfolder"]
    assert "listed already" in found["a/circle"]
    assert set(found) == {"out.txt", "outfolder", "a/circle", "broken.txt", "self.txt"}


def test_links_of_links_and_links_in_circles(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    make(tmp_path, "corpus/in.txt", "corpus/folder/deep.txt", "outside/secret.txt")
    (corpus / "one.txt").symlink_to(corpus / "two.txt")
    (corpus / "two.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (corpus / "three.txt").symlink_to(corpus / "four.txt")
    (corpus / "four.txt").symlink_to(corpus / "three.txt")
    (corpus / "up").symlink_to("..")
    (corpus / "relative.txt").symlink_to("../outside/secret.txt")
    (corpus / "folder" / "round").symlink_to(corpus / "folder")
    (corpus / "device.txt").symlink_to("/dev/zero")
    assert [entry.path for entry in list_files(corpus).entries] == ["folder/deep.txt", "in.txt"]
    found = reasons(corpus)
    for name in ("one.txt", "two.txt", "up", "relative.txt", "device.txt"):
        assert found[name] == "a link that leads out of the folder of articles"
    assert "listed already" in found["folder/round"]
    assert set(found) == {
        "one.txt", "two.txt", "three.txt", "four.txt", "up", "relative.txt", "device.txt", "folder/round",
    }  # fmt: skip


def test_a_corpus_that_is_a_link_itself_is_read(tmp_path: Path) -> None:
    make(tmp_path, "real/in.txt")
    (tmp_path / "corpus").symlink_to(tmp_path / "real")
    assert [entry.path for entry in list_files(tmp_path / "corpus").entries] == ["in.txt"]


def test_a_name_that_is_not_unicode_is_skipped(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123 - a name in bytes
        file.write(b"text")
    assert list(reasons(tmp_path)) == ["caf\N{REPLACEMENT CHARACTER}.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_skipped(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons(tmp_path) == {"pipe.txt": "not a regular file"}


def test_a_missing_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"no folder of articles at .*nowhere"):
        list_files(tmp_path / "nowhere")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    with pytest.raises(CorpusError, match="is a file"):
        list_files(tmp_path / "a.txt")


def test_an_unreadable_folder_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Permissions do not stop a superuser, so the refusal is played.
    def refuse(_: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(CorpusError, match="Permission denied"):
        list_files(tmp_path)


def test_an_unreadable_folder_below_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.txt", "locked/b.txt")
    real = os.scandir

    def refuse(folder: str) -> object:
        if Path(folder).name == "locked":
            raise PermissionError(13, "Permission denied")
        return real(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    listing = list_files(tmp_path)
    assert [entry.path for entry in listing.entries] == ["a.txt"]
    assert [(p.path, p.skipped) for p in listing.problems] == [("locked", False)]
