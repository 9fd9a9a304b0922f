"""How well the shipped model points: ``python -m assistant.training.measure FOLDER``.

FOLDER holds the data sets. Measured is what training has not seen: the articles of SQuAD 2.0 and
of SelQA that it keeps back, and the development questions of TREC-QA. Candidates of a sentence
choice are shuffled and read one by one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from assistant.evaluation.choice import Candidates, Score, rankings, read_selqa, read_trecqa, sentence_score
from assistant.evaluation.metrics import average_precision
from assistant.reading.pointer import MODEL_FOLDER, PointerModel
from assistant.training.measure_squad import squad


def sentence_choice(asked: Mapping[str, Candidates], score: Score) -> dict[str, float]:
    """MAP over the questions that have right and wrong candidates, shuffled."""
    ranked = rankings(asked, score).values()
    return {"questions": len(ranked), "map": float(np.mean([average_precision(each) for each in ranked]))}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the data sets")
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER, help="the folder of another export")
    options = parser.parse_args()
    model = PointerModel(options.model)

    def score(question: str, text: str) -> float:
        return sentence_score(model, question, text)

    measures: dict[str, Callable[[], dict[str, float]]] = {
        "SQuAD 2.0, articles kept back": lambda: squad(model, options.folder / "squad2_dev_25_articles.jsonl"),
        "TREC-QA dev": lambda: sentence_choice(read_trecqa(options.folder / "trecqa_dev.csv"), score),
        "SelQA dev, articles kept back": lambda: sentence_choice(
            read_selqa(options.folder / "selqa-ass-dev.json"), score
        ),
    }
    for name, measured in measures.items():
        shown = ", ".join(
            f"{key} {value:.3f}" if value < 1 else f"{key} {value:.0f}" for key, value in measured().items()
        )
        sys.stdout.write(f"{name}: {shown}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
