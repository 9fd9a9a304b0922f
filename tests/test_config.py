from __future__ import annotations

from pathlib import Path

import pytest

from assistant import config
from assistant.errors import SettingsError


def test_flags_win_over_environment_over_file_over_default(tmp_path: Path) -> None:
    (tmp_path / "assistant.toml").write_text('model = "from-file"\nindex = "i"\ncorpus = "c"\n')
    settings = config.load({"corpus": "typed"}, {"ASSISTANT_MODEL": "from-environment"}, tmp_path)
    assert settings.corpus == tmp_path / "typed"
    assert settings.model == "from-environment"
    assert settings.index == tmp_path / "i"
    assert settings.origins["corpus"] == "--corpus"
    assert settings.origins["model"] == "environment variable ASSISTANT_MODEL"
    assert settings.origins["index"] == str(tmp_path / "assistant.toml")
    assert settings.origins["quiet"] == "default"


def test_the_corpus_is_the_nearest_upward_and_the_index_beside_it(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "corpus").mkdir()
    settings = config.load({}, {}, inner)
    assert settings.corpus == tmp_path / "corpus"
    assert settings.index == tmp_path / "index"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("corpse = 'x'", "no setting"),
        ("corpus = 3", "must be text"),
        ("corpus = ", "cannot be read"),
        ("quiet = 'x'", "true or false"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "assistant.toml").write_text(text)
    with pytest.raises(SettingsError, match=message):
        config.load({}, {}, tmp_path)
