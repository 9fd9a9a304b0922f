"""What the tests of the articles share: files from bytes, and the real articles where they are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.articles import FileEntry, ReadResult, read_file
from assistant.datatypes import Article
from tests.articles.support import One, Read


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes a file of the given name and content and reads it."""

    def read_content(name: str, content: bytes | str) -> ReadResult:
        location = tmp_path / name
        location.parent.mkdir(parents=True, exist_ok=True)
        location.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return read_file(FileEntry(name, location, location.stat().st_size, 0))

    return read_content


@pytest.fixture
def one(read: Read) -> One:
    """The only article of a file that gives no problem."""

    def read_one(name: str, content: bytes | str) -> Article:
        result = read(name, content)
        assert result.problems == ()
        assert len(result.articles) == 1
        return result.articles[0]

    return read_one


@pytest.fixture(scope="session")
def evaluation_data() -> Path:
    """The folder of real articles; the test is skipped where it is absent."""
    beside = Path(__file__).parents[2].parent / "shared" / "eval"
    folder = Path(os.environ.get("ASSISTANT_EVAL", beside))
    if not folder.is_dir():
        pytest.skip("the evaluation data is not here")
    return folder
