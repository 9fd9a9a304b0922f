"""What each start loads, proven in a fresh process."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "torch",
    "faiss",
    "textual",
    "onnxruntime",
    "sentence_transformers",
    "transformers",
    "trafilatura",
    "pint",
}


def loaded_by(code: str) -> set[str]:
    tell = "import sys\nprint(' '.join({m.split('.')[0] for m in sys.modules}), file=sys.stderr)"
    script = f"{code}\n{tell}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import assistant",
        "import assistant.cli",
        "import assistant.__main__",
        "from assistant.cli import run\nrun(['--help'], lambda _: 0)",
        "from assistant.cli import run\nrun(['ask', '--help'], lambda _: 0)",
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str) -> None:
    assert not loaded_by(code) & (HEAVY | {"numpy"})


def test_asking_loads_neither_torch_nor_textual(bundled_index: object) -> None:
    code = (
        "from assistant.cli import run\n"
        f"run(['ask', '--index', {str(bundled_index)!r}, 'What was OpenAI last valued at?'], lambda _: 0)"
    )
    assert not loaded_by(code) & (HEAVY - {"faiss", "onnxruntime"})
