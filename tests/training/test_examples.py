from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from assistant.datatypes import Expects
from assistant.evaluation.choice import detokenised
from assistant.evaluation.kept_back import held_out
from assistant.reading.pointer import MODEL_FOLDER, TOKENIZER_NAME
from assistant.training import sources
from assistant.training.encoding import Encoder, batches
from assistant.training.examples import Example, answered, under_title, window
from assistant.training.swaps import swapped
from assistant.training.templates import templates

TEXT = (
    "Acme reported revenue of $4 billion in 2025. Globex lost $1 billion in March 2024. "
    "It employs 12,000 people in Lyon, and Ursula Byrne runs it."
)
CORPUS = Path(__file__).parents[2] / "corpus"


def spans(words: str) -> list[tuple[int, int]]:
    return [(TEXT.index(words), TEXT.index(words) + len(words))]


def test_the_sentence_and_the_figure_follow_from_the_words() -> None:
    example = answered("What was Acme's revenue?", TEXT, spans("$4 billion"), "test")
    assert example.right_sentences == (True, False, False)
    assert [TEXT[a:b] for a, b in example.figures] == ["$4 billion", "$1 billion"]
    assert example.right_figures == (True, False)
    assert not example.absent


def test_where_nothing_answers_every_figure_of_the_kind_is_wrong() -> None:
    example = answered("How many people left Acme?", TEXT, (), "test")
    assert example.absent
    assert not any(example.right_figures or ())
    assert not any(example.right_sentences or ())


def test_a_near_miss_changes_one_thing_and_has_no_answer() -> None:
    question = "How much did Globex lose in March 2024?"
    made = [e for seed in range(20) for e in swapped(question, TEXT, spans("$1 billion"), "test", random.Random(seed))]
    assert made
    for example in made:
        assert example.absent
        gone = set(question.split()) - set(example.question.split())
        assert len(gone) == 1


def test_a_window_holds_the_answer_or_none() -> None:
    for seed in range(20):
        part, inside = window(TEXT, spans("12,000"), 2, random.Random(seed))
        assert [part[a:b] for a, b in inside] == ["12,000"]


def test_a_title_moves_every_range() -> None:
    example = under_title(answered("What was Acme's revenue?", TEXT, spans("$4 billion"), "test"), "Results")
    assert [example.text[a:b] for a, b in example.answers or ()] == ["$4 billion"]
    assert [example.text[a:b] for a, b in example.figures] == ["$4 billion", "$1 billion"]
    assert example.text[slice(*example.sentences[0])].startswith("Acme reported")


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(MODEL_FOLDER / TOKENIZER_NAME)


def test_tokens_cover_what_the_ranges_cover(encoder: Encoder) -> None:
    example = answered("Who runs Globex?", TEXT, spans("Ursula Byrne"), "test")
    (encoded,) = encoder.encode([example])
    assert encoded.starts is not None and encoded.ends is not None
    ids = encoded.ids[encoded.starts[0] : encoded.ends[0] + 1]
    assert encoder._tokenizer.decode(list(ids)) == "ursula byrne"
    assert [right for _, _, right in encoded.sentences] == [False, False, True]


def test_an_answer_that_is_cut_off_is_left_out_and_none_is_the_first_token(encoder: Encoder) -> None:
    long = "word " * 600 + TEXT
    at = long.index("Ursula")
    assert encoder.encode([Example("Who?", long, "test", ((at, at + 6),))]) == []
    assert encoder.encode([Example("Who?", long, "test", ())])[0].starts == (0,)


def test_batches_hold_every_example_once_and_keep_to_their_size(encoder: Encoder) -> None:
    examples = [Example("Who?", "word " * n, "test", ()) for n in range(1, 120)]
    encoded = encoder.encode(examples)
    made = list(batches(encoded, 512, random.Random(1)))
    assert sorted(len(item.ids) for batch in made for item in batch) == sorted(len(item.ids) for item in encoded)
    assert all(len(batch) == 1 or max(len(i.ids) for i in batch) * len(batch) <= 512 for batch in made)
    assert made == list(batches(encoded, 512, random.Random(1)))


def test_articles_kept_back_are_not_trained_on(tmp_path: Path) -> None:
    rows = [
        {"article": f"A{n}", "question": f"Who runs A{n}?", "context": TEXT, "answers": [{"text": "Acme", "start": 0}]}
        for n in range(10)
    ]
    path = tmp_path / "squad.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    kept = held_out([str(row["article"]) for row in rows])
    made = {example.question for example in sources.squad(path, random.Random(1))}
    assert kept == {"A2", "A7"}
    assert made == {f"Who runs A{n}?" for n in range(10) if n not in (2, 7)}


def test_old_tokenised_news_reads_as_it_was_written() -> None:
    assert detokenised("It 's -LRB- not -RRB- over , he said .") == "It's (not) over, he said."


def test_questions_made_from_figures_ask_for_what_stands_there() -> None:
    made = list(templates(CORPUS, random.Random(3), limit=40))
    assert len(made) >= 10
    assert any(example.absent for example in made)
    for example in made:
        assert example.right_figures is not None
        assert any(example.right_figures) is not example.absent
        for (start, end), right in zip(example.figures, example.right_figures, strict=True):
            assert not right or (start, end) in (example.answers or ())


def test_the_kind_of_figure_that_words_ask_for() -> None:
    from assistant.training.examples import asked_kind

    assert asked_kind("How many people?") is Expects.COUNT
    assert asked_kind("What percentage of voters?") is Expects.PERCENT
    assert asked_kind("Who is it?") is None
