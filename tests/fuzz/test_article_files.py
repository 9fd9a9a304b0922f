"""Any file of articles: articles and problems with short lines, the same twice, never an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.checks import check_article_file
from tests.fuzz.strategies import files, in_time, quick


@pytest.mark.parametrize("suffix", [".txt", ".md", ".jsonl", ".csv", ".html", ".pdf", ".docx"])
def test_a_file_of_articles(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"case{suffix}"

    @quick
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        path.write_bytes(data.draw(files(suffix)))
        in_time(check_article_file, path)

    holds()
