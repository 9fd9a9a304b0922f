"""What the tests of measuring share: the data beside the checkout, and the news stories indexed once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="session")
def training(evaluation: Path) -> Path:
    """The folder of labelled data; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("ASSISTANT_TRAINING", evaluation.parent / "training"))
    if not folder.is_dir():
        pytest.skip("the labelled data is not here")
    return folder


@pytest.fixture(scope="session")
def stories_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the index of the news stories goes, for all tests of a run."""
    return tmp_path_factory.mktemp("stories") / "index"


@pytest.fixture(scope="session")
def results() -> Path:
    """The folder of recorded results."""
    return ROOT / "assistant" / "evaluation" / "results"
