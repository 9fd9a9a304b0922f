"""The public data sets, read into examples. Each reader says what the set labels and what is made of it.

All are optional: a file that is not in the folder is reported and left out.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.evaluation.choice import detokenised
from assistant.evaluation.kept_back import held_out, selqa_train_articles
from assistant.training.examples import Example, Range, answered, quantities_of, under_title, window
from assistant.training.swaps import swapped

_NUMBER = re.compile(r"[\d,.]*\d")


def squad(path: Path, draw: random.Random) -> Iterator[Example]:
    """SQuAD 2.0: spans and questions that the paragraph does not answer, on paragraphs; some articles held out."""
    rows = _lines(path)
    kept_back = held_out([row["article"] for row in rows])
    for row in rows:
        if row["article"] in kept_back:
            continue
        text, spans = row["context"], _spans(row["answers"])
        title = row["article"].replace("_", " ") if draw.random() < 0.2 else ""
        yield _titled(answered(row["question"], text, spans, "squad"), title)


def squadshifts(path: Path, draw: random.Random) -> Iterator[Example]:
    """SQuAD 1.1 form: spans on paragraphs; one in five asked of another paragraph or of a changed one."""
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        paragraphs = article["paragraphs"]
        for paragraph in paragraphs:
            for row in paragraph["qas"]:
                text = paragraph["context"]
                spans = tuple((a["answer_start"], a["answer_start"] + len(a["text"])) for a in row["answers"])
                size = draw.randint(3, 6)
                part, inside = window(text, spans, size, draw)
                if inside:
                    yield answered(row["question"], part, inside, "squadshifts")
                if draw.random() < 0.2:
                    other = draw.choice(paragraphs)["context"]
                    part, _ = window(other, (), size, draw)
                    if other != text and not any(text[a:b].lower() in part.lower() for a, b in spans):
                        yield answered(row["question"], part, (), "squadshifts")
                elif draw.random() < 0.2:
                    yield from swapped(row["question"], part, inside, "squadshifts", draw)


def qamr(path: Path, draw: random.Random) -> Iterator[Example]:
    """QAMR: spans on single sentences of encyclopaedia and newswire; a part asked of a near miss."""
    rows = _lines(path)
    for i, row in enumerate(rows):
        if draw.random() < 0.4:
            continue
        spans = _spans(row["answers"])
        text = row["context"]
        near = rows[i - 40]["context"] if i >= 40 else ""
        chance = draw.random()
        if chance < 0.06:
            yield from swapped(row["question"], text, spans, "qamr", draw)
        elif chance < 0.10 and near and near != text:
            yield answered(row["question"], near, (), "qamr")
        elif chance < 0.35 and near and near != text:  # the right sentence among others
            texts = [text, near] if draw.random() < 0.5 else [near, text]
            by = 0 if texts[0] is text else len(near) + 1
            yield answered(row["question"], " ".join(texts), [(a + by, b + by) for a, b in spans], "qamr")
        else:
            yield answered(row["question"], text, spans, "qamr")


def tatqa(path: Path, draw: random.Random) -> Iterator[Example]:
    """TAT-QA: the questions whose answer is a span of the report's text; its tables are left out."""
    for report in json.loads(path.read_text(encoding="utf-8")):
        paragraphs = {str(p["order"]): p["text"] for p in report["paragraphs"]}
        for row in report["questions"]:
            if row["answer_from"] != "text" or row["answer_type"] != "span" or len(row["rel_paragraphs"]) != 1:
                continue
            text = paragraphs[row["rel_paragraphs"][0]]
            place = text.find(str(row["answer"][0]))
            if place >= 0:
                part, inside = window(text, [(place, place + len(str(row["answer"][0])))], 4, draw)
                if inside:
                    yield answered(row["question"], part, inside, "tatqa")


def numhg(path: Path, draw: random.Random) -> Iterator[Example]:
    """NumHG: which figure of a story does a headline with a hole ask for.

    Only figures that stand in the story as they do in the gold calculation, or as its word for them.
    """
    for row in _lines(path):
        found = re.fullmatch(r"(Copy|Trans|Paraphrase)\(\s*([^,()]*(?:,\d{3})*)\s*(?:,.*)?\)", row["calculation"])
        if not found or draw.random() < 0.25:
            continue
        text = re.sub(r"^\([^)]*\)\s*", "", row["text"])
        wanted = found.group(2).strip().lower()
        spans = tuple(
            (q.span.start, q.span.end)
            for q in quantities_of(text)
            if q.span is not None and wanted in {word.lower() for word in _number_words(q.text)}
        )
        if not spans:
            continue
        question = _unmasked(row["masked_headline"], draw)
        gone = draw.random() < 0.12
        part, inside = window(text, () if gone else spans, draw.randint(3, 5), draw)
        if inside or not any(word in part for word in (text[a:b] for a, b in spans)):
            yield answered(question, part, inside, "numhg")


def selqa(path: Path, draw: random.Random) -> Iterator[Example]:
    """SelQA: which sentence of a section answers; every other article is held out."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    train = selqa_train_articles(rows)
    for row in rows:
        if row["article"] not in train:
            continue
        right = set(row["answers"])
        size, count = 6, len(row["candidates"])
        first = min(max(min(right) - draw.randrange(size), 0), max(count - size, 0)) if right else 0
        chosen = list(range(first, min(first + size, count)))
        yield _of_sentences(
            row["question"], [row["candidates"][i] for i in chosen], [i in right for i in chosen], "selqa"
        )


def trecqa(path: Path, draw: random.Random) -> Iterator[Example]:
    """TREC-QA: is this sentence of the news an answer; three wrong ones at most for each right one."""
    asked: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            asked[row["qtext"]].append((detokenised(row["atext"]), row["label"] == "1"))
    for question, candidates in asked.items():
        right = [text for text, label in candidates if label]
        wrong = [text for text, label in candidates if not label]
        draw.shuffle(wrong)
        for text in right:
            yield _of_sentences(detokenised(question), [text], [True], "trecqa")
        for text in wrong[: 3 * max(len(right), 1)]:
            yield _of_sentences(detokenised(question), [text], [False], "trecqa")


READERS = {
    "squad2_dev_25_articles.jsonl": squad,
    "squadshifts_new_wiki.json": squadshifts,
    "qamr_dev_test.jsonl": qamr,
    "tatqa_dataset_dev.json": tatqa,
    "numhg.jsonl": numhg,
    "selqa-ass-dev.json": selqa,
    "trecqa_train.csv": trecqa,
}
"""File name -> its reader."""


def _of_sentences(question: str, sentences: list[str], right: list[bool], source: str) -> Example:
    """An example that labels sentences only."""
    text, ranges = "", []
    for sentence in sentences:
        ranges.append((len(text), len(text) + len(sentence)))
        text += f"{sentence} "
    answers = None if any(right) else ()
    return Example(question, text.rstrip(), source, answers, tuple(ranges), tuple(right))


def _titled(example: Example, title: str) -> Example:
    return under_title(example, title) if title else example


def _unmasked(headline: str, draw: random.Random) -> str:
    """A headline with a hole as a question: the hole says what kind of figure is asked, or is left out."""
    before, _, after = headline.partition("____")
    if draw.random() < 0.3:
        return " ".join(f"{before.rstrip('$£€')} {after.lstrip('%')}".split())
    if before.endswith(("$", "£", "€")):
        word = "how much"
        before = before[:-1]
    else:
        word = "what percentage" if after.startswith("%") or after.lower().startswith(" percent") else "how many"
    return " ".join(f"{before} {word} {after.lstrip('%')}".split())


def _number_words(text: str) -> list[str]:
    return [*_NUMBER.findall(text), *re.findall(r"[A-Za-z-]+", text)]


def _spans(answers: list[dict[str, Any]]) -> tuple[Range, ...]:
    return tuple((a["start"], a["start"] + len(a["text"])) for a in answers)


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]
