"""Files copied into the corpus: whole or not at all, and never over another."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from assistant.articles import MAX_FILE_BYTES, list_files
from assistant.datatypes import Problem
from assistant.errors import ArticleError, CorpusError
from assistant.indexing.library import Added, add

TEXT = "A title\n\nA sentence of an article.\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder outside of the corpus."""
    folder = tmp_path / "inbox"
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "one.md").write_text(TEXT)
    (folder / "deep" / "er" / "two.txt").write_text(TEXT)
    return folder


def names(corpus: Path) -> set[str]:
    return {path.relative_to(corpus).as_posix() for path in corpus.rglob("*") if path.is_file()}


def test_a_file_is_copied_under_its_name(corpus: Path, inbox: Path) -> None:
    before = names(corpus)
    assert add(corpus, inbox / "one.md") == Added(("one.md",), ())
    assert (corpus / "one.md").read_text() == TEXT
    assert names(corpus) == before | {"one.md"}
    assert (inbox / "one.md").exists()


def test_a_folder_keeps_its_name_and_its_folders(corpus: Path, inbox: Path) -> None:
    (inbox / "picture.png").write_bytes(b"x")
    (inbox / ".secret.md").write_text(TEXT)
    added = add(corpus, inbox)
    assert added.copied == ("inbox/deep/er/two.txt", "inbox/one.md")
    assert [(problem.path, problem.skipped) for problem in added.refused] == [
        ("inbox/.secret.md", True),
        ("inbox/picture.png", True),
    ]
    listed = {entry.path for entry in list_files(corpus).entries}
    assert set(added.copied) <= listed
    assert not any(problem.path.startswith("inbox") for problem in list_files(corpus).problems)


def test_the_same_again_is_already_there(corpus: Path, inbox: Path) -> None:
    add(corpus, inbox)
    again = add(corpus, inbox)
    assert again.copied == ()
    assert again.refused == tuple(
        Problem(path, "already there", skipped=True) for path in ("inbox/deep/er/two.txt", "inbox/one.md")
    )


def test_another_file_of_the_name_is_never_replaced(corpus: Path, inbox: Path) -> None:
    (corpus / "one.md").write_text("What was there.")
    (corpus / "inbox").mkdir()
    (corpus / "inbox" / "one.md").mkdir()
    assert add(corpus, inbox / "one.md") == Added(
        (), (Problem("one.md", "another file has this name there; rename one of them"),)
    )
    assert (corpus / "one.md").read_text() == "What was there."
    added = add(corpus, inbox)
    assert added.copied == ("inbox/deep/er/two.txt",)
    assert [problem.reason for problem in added.refused] == ["a folder has this name there; rename one of them"]


def test_a_file_that_appears_while_another_is_copied_stays(
    corpus: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copyfileobj

    def meanwhile(*files: object) -> None:
        copy(*files)  # type: ignore[arg-type]
        (corpus / "one.md").write_text("Somebody else was quicker.")

    monkeypatch.setattr(shutil, "copyfileobj", meanwhile)
    assert add(corpus, inbox / "one.md").copied == ()
    assert (corpus / "one.md").read_text() == "Somebody else was quicker."
    assert [path.name for path in corpus.iterdir() if path.name.startswith(".")] == []


def test_a_file_system_without_hard_links_will_do(corpus: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert add(corpus, inbox / "one.md").copied == ("one.md",)
    assert (corpus / "one.md").read_text() == TEXT
    assert [path.name for path in corpus.iterdir() if path.name.startswith(".")] == []


def test_a_copy_that_breaks_off_leaves_nothing_and_is_told(
    corpus: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(original: object, copy: object) -> None:
        copy.write(b"half")  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    before = names(corpus)
    assert add(corpus, inbox / "one.md").refused == (Problem("one.md", "cannot be copied: No space left on device"),)
    assert names(corpus) == before


def test_a_copy_that_is_interrupted_leaves_no_half_file(
    corpus: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "copyfileobj", interrupt)
    before = names(corpus)
    with pytest.raises(KeyboardInterrupt):
        add(corpus, inbox)
    assert names(corpus) == before


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("picture.png", b"x", r"unknown kind \(\.png\)"),
        ("Makefile", b"x", "without a known suffix"),
        (".hidden.md", b"x", "hidden"),
        ("line\nend.txt", b"x", "rename it"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(
    corpus: Path, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    before = names(corpus)
    added = add(corpus, tmp_path / name)
    assert added.copied == ()
    (problem,) = added.refused
    assert problem.skipped
    assert re.search(reason, problem.reason)
    assert problem.path.isprintable()
    assert names(corpus) == before


def test_too_large_a_file_is_refused(corpus: Path, tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    (problem,) = add(corpus, tmp_path / "large.txt").refused
    assert "too large" in problem.reason


def test_links_are_taken_as_in_the_corpus(corpus: Path, inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "private.md").write_text(TEXT)
    (inbox / "out.md").symlink_to(tmp_path / "private.md")
    (inbox / "in.md").symlink_to(inbox / "one.md")
    (inbox / "round").symlink_to(inbox)
    (problem,) = add(corpus, inbox / "out.md").refused
    assert "a link that leads out" in problem.reason
    added = add(corpus, inbox)
    assert added.copied == ("inbox/deep/er/two.txt", "inbox/in.md", "inbox/one.md")
    assert not (corpus / "inbox" / "in.md").is_symlink()
    assert [problem.path for problem in added.refused] == ["inbox/out.md", "inbox/round"]


def test_nothing_is_written_outside_of_the_corpus(corpus: Path, inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (corpus / "inbox").symlink_to(tmp_path / "elsewhere")
    added = add(corpus, inbox)
    assert added.copied == ()
    assert all("leads out" in problem.reason for problem in added.refused)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_where_a_folder_should_be_is_told(corpus: Path, inbox: Path) -> None:
    (corpus / "inbox").write_text("in the way")
    added = add(corpus, inbox)
    assert added.copied == ()
    assert all(problem.reason.startswith("cannot be copied: ") for problem in added.refused)


def test_the_corpus_is_not_added_to_itself(corpus: Path, tmp_path: Path) -> None:
    (corpus / "sub").mkdir()
    (tmp_path / "alias").symlink_to(corpus)
    for place in (corpus, corpus / "notes.md", corpus / "sub", tmp_path / "alias", corpus / "sub" / ".."):
        with pytest.raises(ArticleError, match="is among the articles already"):
            add(corpus, place)
    for place in (tmp_path, Path("/"), corpus / ".."):
        with pytest.raises(ArticleError, match="holds the folder of articles itself"):
            add(corpus, place)


def test_a_hidden_folder_is_refused(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / ".stash").mkdir()
    (tmp_path / ".stash" / "a.md").write_text(TEXT)
    (problem,) = add(corpus, tmp_path / ".stash").refused
    assert (problem.path, problem.reason) == (".stash", "a hidden folder; rename it")


def test_the_home_folder_is_known(corpus: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(inbox))
    assert add(corpus, Path("~/one.md")).copied == ("one.md",)
    with pytest.raises(ArticleError, match=r"There is nothing at ~/two\.md"):
        add(corpus, Path("~/two.md"))
    with pytest.raises(ArticleError, match="~nobody-of-this-name"):
        add(corpus, Path("~nobody-of-this-name/a.md"))


def test_a_missing_corpus_is_named(inbox: Path, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="There is no folder of articles at"):
        add(tmp_path / "none", inbox)
    with pytest.raises(CorpusError, match="is a file"):
        add(inbox / "one.md", inbox)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(corpus: Path, inbox: Path) -> None:
    (inbox / "one.md").chmod(0)
    added = add(corpus, inbox)
    assert added.copied == ("inbox/deep/er/two.txt",)
    assert [problem.reason for problem in added.refused] == ["cannot be copied: Permission denied"]
