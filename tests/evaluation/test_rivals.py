"""What the program is measured against is run as it is meant to be, and left out where it is not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.evaluation import rivals
from assistant.evaluation.rivals import plain, txtai

TEXTS = ["The firm of Acme makes anvils.", "It is in Freiburg."]
FAKE = """
import json, sys

class Embeddings:
    def __init__(self, path=None, **options):
        self.path = path

    def index(self, pairs):
        self.texts = list(pairs)

    def save(self, place):
        json.dump([self.path, self.texts], open(place, "w"))

    def load(self, place):
        self.path, self.texts = json.load(open(place))

    def search(self, question, limit):
        if "fail" in question:
            raise ValueError("the index is not to its liking")
        return self.texts[:limit]
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A txtai that remembers what it is given."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "txtai.py").write_text(FAKE)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "lib"), prepend=":")
    monkeypatch.syspath_prepend(str(tmp_path / "lib"))


def test_txtai_is_left_out_where_it_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rivals, "find_spec", lambda name: None)
    assert txtai(tmp_path, TEXTS, tmp_path) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("installed")
def test_txtai_indexes_the_same_texts_with_the_same_model(tmp_path: Path) -> None:
    model = tmp_path / "model"
    rival = txtai(model, TEXTS, tmp_path)
    assert rival is not None
    assert rival.name == "txtai"
    assert 0 <= rival.seconds < 60
    assert json.loads(rival.place.read_text()) == [str(model), [[0, TEXTS[0]], [1, TEXTS[1]]]]
    assert rival.ask("Where is Acme?").seconds > 0
    with pytest.raises(UsageError, match="not to its liking"):
        rival.ask("fail")


def test_a_rival_that_fails_has_no_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rivals, "PLAIN_EMBED", "raise SystemExit('no such model')")
    with pytest.raises(UsageError, match="no such model"):
        plain(tmp_path, TEXTS, tmp_path)
