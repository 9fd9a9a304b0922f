"""How an answer was found, in words: what ``--why`` shows."""

from __future__ import annotations

from assistant.datatypes import Hit, ReadSentence, Trace
from assistant.rendering.layout import wrap
from assistant.rendering.safe import flat
from assistant.rendering.words import span_place


def why_lines(trace: Trace, width: int) -> list[str]:
    """List the passages, sentences and notes behind an answer.

    Args:
        trace: What the answer remembers of its making.
        width: Columns of a line.

    Returns:
        The lines; a single one when nothing is remembered.
    """
    lines = ["Why"]
    if not (trace.hits or trace.sentences or trace.notes):
        return [*lines, "  nothing was searched"]
    for number, hit in enumerate(trace.hits, 1):
        lines += wrap(_passage(hit), width, first=f"  passage {number}: ", rest="    ")
    for number, read in enumerate(trace.sentences, 1):
        lines += wrap(_sentence(read), width, first=f"  sentence {number}: ", rest="    ")
        if read.signals:
            signals = ", ".join(f"{flat(name)} {value:.3f}" for name, value in read.signals)
            lines += wrap(signals, width, first="    ", rest="    ")
    for note in trace.notes:
        lines += wrap(flat(note), width, first="  note: ", rest="    ")
    return lines


def _passage(hit: Hit) -> str:
    found = [f"fused {hit.ranks.fused:.4f}"]
    found.append(_list("meaning", hit.ranks.dense_rank, hit.ranks.dense_score))
    found.append(_list("words", hit.ranks.word_rank, hit.ranks.word_score))
    heading = f" “{flat(hit.passage.heading)}”" if hit.passage.heading else ""
    where = span_place(hit.source, hit.passage.start, hit.passage.end)
    return f"{where}{heading}: {', '.join(found)}"


def _list(name: str, rank: int | None, score: float | None) -> str:
    if rank is None:
        return f"{name} not listed"
    return f"{name} #{rank}" + ("" if score is None else f" ({score:.3f})")


def _sentence(read: ReadSentence) -> str:
    where = span_place(read.hit.source, read.sentence.start, read.sentence.end)
    return f"{read.score:.3f} {where} “{flat(read.sentence.text)}”"
