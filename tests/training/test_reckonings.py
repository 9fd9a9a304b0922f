"""The questions that the ranking of reckonings is fitted on."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answering.operations import shipped as operations
from assistant.answering.ranked.ranking import FIGURE, PAIR, likelihoods
from assistant.retrieval.embedder import Embedder
from assistant.training.reckonings import Example, Written, example, read

TEXTS, WRITTEN = read()


def test_every_figure_stands_in_its_article() -> None:
    for written in WRITTEN:
        for figure, sentence in written.operands:
            assert figure in sentence, written.text
            assert sentence in TEXTS[written.article], written.text


def test_every_label_is_known() -> None:
    assert {written.asked for written in WRITTEN} <= set(operations().labels)


def test_no_question_is_asked_twice_of_an_article() -> None:
    assert len({(written.article, written.text) for written in WRITTEN}) == len(WRITTEN)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> list[tuple[Written, Example]]:
    folder: Path = tmp_path_factory.mktemp("reckonings")
    article = WRITTEN[0].article
    (folder / "corpus").mkdir()
    (folder / "corpus" / article).write_text(TEXTS[article], encoding="utf-8")
    found = []
    with Assistant.open(corpus=folder / "corpus", index=folder / "index", reader="rules") as assistant:
        for written in WRITTEN:
            if written.article == article:
                made = example(assistant, written, operations().chances(written.text, embedder.query))
                if made is not None:
                    found.append((written, made))
    return found


def test_what_is_seen_has_its_shape(seen: list[tuple[Written, Example]]) -> None:
    assert seen
    for _, made in seen:
        count = len(made.form)
        assert made.pair.shape == (count, len(PAIR))
        assert made.figures.shape[1] == len(FIGURE)
        assert made.right.shape == made.first.shape == made.second.shape == (count,)
        assert len(made.result) == count


def test_most_reckonings_can_be_reached_and_no_fact_is_one(seen: list[tuple[Written, Example]]) -> None:
    reckoned = [made.right.any() for written, made in seen if written.asked != "lookup"]
    assert sum(map(bool, reckoned)) > len(reckoned) / 2
    assert not any(made.right.any() for written, made in seen if written.asked == "lookup")


def test_a_model_is_fitted(seen: list[tuple[Written, Example]], embedder: Embedder) -> None:
    torch = pytest.importorskip("torch")
    from assistant.training import fit_ranked

    labels = operations().labels
    data = [
        (written, made, torch.from_numpy(likelihoods(operations().chances(written.text, embedder.query), labels)))
        for written, made in seen
    ]
    fitted = [fit_ranked.fit(data, labels).weights() for _ in range(2)]
    for name, weights in fitted[0].items():
        assert torch.equal(weights, fitted[1][name]), name
    told = [fit_ranked._told({name: w.detach() for name, w in fitted[0].items()}, one) for one in data]
    assert sum(right for _, right, _ in told) > len(told) / 3  # those that it has seen
