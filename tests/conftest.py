"""What many tests share: the bundled corpus, the model, and an index built once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.datatypes import Answer
from assistant.retrieval.embedder import Embedder, open_embedder
from assistant.retrieval.model_files import DEFAULT_MODEL

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return open_embedder(DEFAULT_MODEL)


@pytest.fixture(scope="session")
def bundled_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the bundled corpus; not to be changed."""
    index = tmp_path_factory.mktemp("bundled") / "index"
    Assistant.open(CORPUS, index).close()
    return index


@pytest.fixture(scope="session")
def bundled(bundled_index: Path) -> Iterator[Assistant]:
    with Assistant.open(CORPUS, bundled_index) as assistant:
        yield assistant


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A small corpus of three articles that a test may change."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "2026-01-10-acme.txt").write_text(
        "Acme lifts its revenue\n\n"
        "Acme, the maker of anvils, reported revenue of $4 billion for 2025, up from $3.2 billion in 2024. "
        "The company employs 12,000 people in Freiburg. Chief executive Jane Doe said demand was strong.\n",
        encoding="utf-8",
    )
    (folder / "2026-02-11-globex.txt").write_text(
        "Globex valued at $20 billion\n\n"
        "Globex was valued at $20 billion in its latest funding round. The firm did not disclose its sales. "
        "Its reactors will supply two gigawatts of power to a plant near Lyon from 2030.\n",
        encoding="utf-8",
    )
    (folder / "notes.md").write_text(
        "---\ntitle: Notes on Acme's valuation\npublished: 2026-03-01\npublisher: Ledger\n---\n"
        "Acme was valued at about $60 billion by the market in March.\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="session")
def evaluation() -> Path:
    """The folder of evaluation data; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("ASSISTANT_EVAL", ROOT.parent / "shared" / "eval"))
    if not folder.is_dir():
        pytest.skip("the evaluation data is not here")
    return folder


@pytest.fixture
def small(corpus: Path, tmp_path: Path) -> Iterator[Assistant]:
    """The assistant over the small corpus."""
    with Assistant.open(corpus, tmp_path / "index") as assistant:
        yield assistant


@pytest.fixture
def ask(small: Assistant) -> Callable[..., Answer]:
    """Ask the small corpus."""
    return small.ask
