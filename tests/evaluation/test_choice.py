"""Answer sentence selection, and what of the sets the reading model has seen."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.evaluation.choice import Candidates, rankings, read_selqa, read_trecqa, selqa, trecqa
from assistant.evaluation.kept_back import held_out, squad_seen
from assistant.evaluation.request import Request

TREC = (
    "qtext,label,atext\n"
    "Who runs Acme ?,1,Jane Doe runs Acme .\n"
    'Who runs Acme ?,0,"It rained in Paris , he said ."\n'
    "Who left ?,0,Nobody knows .\n"
)


def test_candidates_are_shuffled_before_they_are_ranked() -> None:
    # Scores that cannot tell leave the shuffled order: the right ones, first in the file, do not stay first.
    asked: dict[str, Candidates] = {f"q{n}": [("right", True), *[("wrong", False)] * 9] for n in range(200)}
    first = sum(ranked[0] for ranked in rankings(asked, lambda *_: 0.0).values())
    assert 5 <= first <= 40  # 20 of 200 by chance
    assert rankings(asked, lambda *_: 0.0) == rankings(asked, lambda *_: 0.0)
    assert rankings(asked, lambda *_: 0.0, seed=1) != rankings(asked, lambda *_: 0.0)


def test_the_best_scored_comes_first_and_one_sided_questions_are_left_out() -> None:
    asked: dict[str, Candidates] = {"q": [("a", True), ("bbb", False), ("cc", True)], "all": [("a", True)]}
    assert rankings(asked, lambda _, text: len(text)) == {"q": [False, True, True]}


def test_trecqa_is_read_and_measured(tmp_path: Path) -> None:
    path = tmp_path / "trec.csv.xz"
    path.write_bytes(lzma.compress(TREC.encode()))
    assert read_trecqa(path)["Who runs Acme?"] == [
        ("Jane Doe runs Acme.", True),
        ("It rained in Paris, he said.", False),
    ]
    report = trecqa(Request(path))
    assert report.measure("MAP").value == report.measure("MRR").value == 1.0
    assert dict(report.counts) == {"questions": 1, "candidates": 2, "left out, nothing to choose": 1}


def test_selqa_leaves_out_the_articles_of_training(tmp_path: Path) -> None:
    path = tmp_path / "selqa.json"
    rows = [
        {
            "article": f"A{n}",
            "question": f"Who runs A{n}?",
            "candidates": ["Jane runs it.", "It rains."],
            "answers": [0],
        }
        for n in range(4)
    ]
    path.write_text(json.dumps(rows))
    assert list(read_selqa(path)) == ["Who runs A1?", "Who runs A3?"]
    assert dict(selqa(Request(path, limit=1)).counts)["questions"] == 1


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x,y\n1,2\n")
    (tmp_path / "b.json").write_text('[{"question": "Who?"}]')
    (tmp_path / "c.csv").write_text("qtext,label,atext\nWho?,0,Nobody.\n")
    with pytest.raises(UsageError, match=r"a\.csv has no column 'qtext'"):
        read_trecqa(tmp_path / "a.csv")
    with pytest.raises(UsageError, match=r"b\.json cannot be read as SelQA"):
        read_selqa(tmp_path / "b.json")
    with pytest.raises(UsageError, match=r"c\.csv has no question with right and wrong"):
        trecqa(Request(tmp_path / "c.csv"))


def test_what_training_saw_is_every_article_but_each_fifth(training: Path) -> None:
    with lzma.open(training / "squad2_dev_25_articles.jsonl.xz", "rt", encoding="utf-8") as file:
        articles = {json.loads(line)["article"] for line in file}
    assert articles - held_out(articles) == squad_seen()
