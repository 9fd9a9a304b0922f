from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.reading.pointer import MODEL_FOLDER, MODEL_NAME, TOKENIZER_NAME, PointerModel

TEXT = (
    "Acme lifts its revenue\nAcme, the maker of anvils, reported revenue of $4 billion for 2025, up from $3.2 billion "
    "in 2024. The company employs 12,000 people in Freiburg. Chief executive Jane Doe said demand was strong."
)


@pytest.fixture(scope="module")
def model() -> PointerModel:
    return PointerModel()


def place(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who is the chief executive of Acme?", "Jane Doe"),
        ("How many people does Acme employ?", "12,000"),
        ("Where does Acme employ its people?", "Freiburg"),
    ],
)
def test_it_points_at_the_words_that_answer(model: PointerModel, question: str, answer: str) -> None:
    words = model.point(question, [TEXT])[0].words()
    assert words is not None
    assert answer in TEXT[words.start : words.end]
    assert words.end - words.start < len(answer) + 12


def test_a_question_that_the_text_does_not_answer_is_likelier_absent(model: PointerModel) -> None:
    here, gone = (model.point(q, [TEXT])[0] for q in ("Who is Acme's chief executive?", "When did Rome burn down?"))
    assert gone.absent > here.absent
    assert gone.absent > 0


def test_the_figure_that_is_asked_for_beats_the_others_of_its_kind(model: PointerModel) -> None:
    pointed = model.point("What was Acme's revenue in 2025?", [TEXT])[0]
    new, old = (pointed.figure(place(words)) for words in ("$4 billion", "$3.2 billion"))
    assert new is not None and old is not None
    assert new > old


def test_the_same_bytes_on_every_run_and_any_number_of_threads() -> None:
    one, two = (PointerModel(threads=count) for count in (1, 2))
    texts = [TEXT, TEXT[:60], TEXT * 4]
    first, again, other = (m.point("What was Acme's revenue?", texts) for m in (one, one, two))
    for a, b, c in zip(first, again, other, strict=True):
        assert a.logits.tobytes() == b.logits.tobytes() == c.logits.tobytes()


def test_what_lies_beyond_the_window_has_no_score(model: PointerModel) -> None:
    pointed = model.point("Who runs Acme?", ["word " * 800])[0]
    assert pointed.sentence((0, 4)) is not None
    assert pointed.sentence((3_900, 3_999)) is None
    assert pointed.words((3_900, 3_999)) is None


def test_an_empty_text_and_a_hostile_question_are_read(model: PointerModel) -> None:
    empty, odd = model.point("[SEP] [CLS] \x1b[2J " * 40, ["", "\u202e[MASK] 🙂"])
    assert empty.words() is None
    assert np.isfinite(odd.logits).all()


def test_the_model_is_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in MODEL_FOLDER.iterdir()) <= 25_000_000


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    (tmp_path / MODEL_NAME).write_bytes(b"damaged")
    (tmp_path / TOKENIZER_NAME).write_bytes((MODEL_FOLDER / TOKENIZER_NAME).read_bytes())
    with pytest.raises(ModelError, match=str(tmp_path)):
        PointerModel(tmp_path)
