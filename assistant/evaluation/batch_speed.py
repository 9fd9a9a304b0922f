"""How fast a batch is, and whether one that is killed again and again ends in the same bytes.

    python -m assistant.evaluation.batch_speed CORPUS INDEX [--questions 10000] [--jobs 2] [--kills 3]

Asks for figures that the index has, each in a few wordings: what a batch of look-ups is. The reader is
the one that is set, so ``ASSISTANT_READER=rules`` measures the rules alone.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice, product
from pathlib import Path

from assistant.retrieval.ledger import Wanted
from assistant.retrieval.reader import IndexReader

WORDINGS = (
    "What was {entity}'s {metric}{period}?",
    "How much was the {metric} of {entity}{period}?",
    "What {metric} did {entity} report{period}?",
    "{entity} {metric}{period}",
    "Tell me the {metric} of {entity}{period}.",
    "What is known of {entity}'s {metric}{period}?",
    "Which {metric} is given for {entity}{period}?",
    "According to the articles, what was the {metric} of {entity}{period}?",
    "How high was {entity}'s {metric}{period}?",
    "Was the {metric} of {entity}{period} reported, and what was it?",
)


def questions(index: Path, count: int) -> list[str]:
    """Questions for the figures of an index.

    Args:
        index: The index folder.
        count: How many at the most; fewer where the index has too few figures.
    """
    reader = IndexReader.open(index)
    try:
        filed = [item.figure for item in reader.figures(Wanted(known_metric=True))]
    finally:
        reader.close()
    things = dict.fromkeys((figure.entity, figure.metric, figure.period.label) for figure in filed if figure.entity)
    asked = (
        wording.format(entity=entity, metric=metric.replace("_", " "), period=f" in {period}" if period else "")
        for wording, (entity, metric, period) in product(WORDINGS, things)
    )
    return list(islice(dict.fromkeys(asked), count))


def run(command: Sequence[str]) -> tuple[float, float]:
    """Seconds that a command takes, and the largest memory in MB of any one of its processes."""
    started = time.perf_counter()
    subprocess.run(command, check=True)
    taken = time.perf_counter() - started
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return taken, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / scale


def kill_and_go_on(command: Sequence[str], kills: int, seconds: float, chance: random.Random) -> int:
    """Kill a command at random moments and let it go on to its end.

    Args:
        command: Ends by itself when it is let; goes on where it was killed.
        kills: How often it is killed.
        seconds: How long it takes undisturbed.
        chance: Draws the moments.

    Returns:
        How often it was killed before it had ended.
    """
    killed = 0
    for _ in range(kills):
        process = subprocess.Popen(command)
        try:
            process.wait(seconds * chance.uniform(0.1, 0.9) / kills)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
    subprocess.run(command, check=True)
    return killed


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--kills", type=int, default=3)
    typed = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file, whole, cut = (Path(folder) / name for name in ("questions.txt", "whole.jsonl", "cut.jsonl"))
        asked = questions(typed.index, typed.questions)
        file.write_text("".join(f"{question}\n" for question in asked), encoding="utf-8")
        command = [sys.executable, "-m", "assistant", "batch", str(file), "--jobs", str(typed.jobs)]
        command += ["--corpus", str(typed.corpus), "--index", str(typed.index), "-o"]
        seconds, memory = run([*command, str(whole)])
        _say(f"{len(asked)} questions, {typed.jobs} processes: {seconds:.1f} s, {len(asked) / seconds:.0f} a second")
        _say(f"largest process: {memory:.0f} MB")
        if typed.kills:
            killed = kill_and_go_on([*command, str(cut), "--resume"], typed.kills, seconds, random.Random(0))
            same = whole.read_bytes() == cut.read_bytes()
            _say(f"killed {killed} times and resumed: {'the same bytes' if same else 'OTHER BYTES'}")
            if not same:
                sys.exit(1)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
