"""How often search finds the right paragraph: ``python -m assistant.evaluation.paragraphs QUESTIONS INDEX``.

Beside hybrid search stand its two halves alone, so that what fusion gives can be seen.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.evaluation.squad import hit_rates, is_of_paragraph, load
from assistant.retrieval import search as searching
from assistant.retrieval.embedder import open_embedder
from assistant.retrieval.model_files import DEFAULT_MODEL
from assistant.retrieval.reader import IndexReader
from assistant.retrieval.search import HybridSearch


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path, help="SQuAD 2.0 questions, one JSON object a line")
    parser.add_argument("index", type=Path, help="an index of the articles that they are about")
    parser.add_argument("--sample", type=int, default=1000)
    typed = parser.parse_args()
    search = HybridSearch(IndexReader.open(typed.index), open_embedder(DEFAULT_MODEL))
    questions = load(typed.questions, sample=typed.sample)
    sys.stdout.write(f"{len(questions)} questions, {search.reader.manifest.passages} passages\n")
    for name, weight in (("meaning", 0.0), ("words", 1000.0), ("both", searching.WORD_WEIGHT)):
        found = []
        for question in questions:
            hits = search.search(question.question, limit=5, word_weight=weight)
            ranks = [rank for rank, hit in enumerate(hits, 1) if is_of_paragraph(hit, question.context)]
            found.append(ranks[0] if ranks else None)
        rates = hit_rates(found)
        sys.stdout.write(f"{name:8} right paragraph first {rates[1]:.3f}, in five {rates[5]:.3f}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
