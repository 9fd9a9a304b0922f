"""An assistant over a few articles, of one day or as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assistant.answering import Assistant


@contextmanager
def opened_over(folder: Path, articles: Mapping[str, tuple[str, str]]) -> Iterator[Assistant]:
    """Write articles, each a title and a text by its name, and open an assistant that reads them by rules."""
    (folder / "corpus").mkdir()
    for name, (title, body) in articles.items():
        text = f"---\ntitle: {title}\npublished: 2005-02-10\n---\n\n{body}\n"
        (folder / "corpus" / f"{name}.md").write_text(text, encoding="utf-8")
    with Assistant.open(folder / "corpus", folder / "index", reader="rules") as assistant:
        yield assistant


@contextmanager
def opened_files(folder: Path, files: Mapping[str, str], *, reader: str | None = None) -> Iterator[Assistant]:
    """Write files as they are, each by its name, and open an assistant over them."""
    (folder / "corpus").mkdir()
    for name, text in files.items():
        (folder / "corpus" / name).write_text(text, encoding="utf-8")
    with Assistant.open(folder / "corpus", folder / "index", reader=reader) as assistant:
        yield assistant


def check_calculation(assistant: Assistant, question: str, calculator: str, value: float, unit: str) -> None:
    """Hold the calculation that answers a question against what it should be; each input must be cited."""
    answer = assistant.ask(question)
    assert answer.calculations, answer.text
    done = answer.calculations[-1]
    assert done.calculator == calculator, answer.text
    result = done.result.low if done.result.low is not None else done.result.high
    assert result is not None
    assert abs(result - value) <= 0.01 * abs(value), answer.text
    assert not unit or done.result.unit == unit
    assert all(item.citation or item.quantity.text in question for item in done.inputs), answer.text
