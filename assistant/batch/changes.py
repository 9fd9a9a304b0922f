"""What differs between two results of the same questions, and what moved it.

Only what the two files hold is compared: an article counts as added or removed when no answer of the
other file shows it, and as edited when other words stand where the same ones stood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.batch.results_file import Answered, Fields, object_of, objects, words

UNEXPLAINED = "unexplained: same articles, constants, index and model"


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of an answer that is not as it was."""

    part: str
    """``status``, ``value``, ``text``, ``citations``, ``calculation``; ``question`` where only one file has it."""
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that is not as it was."""

    key: str
    question: str
    differences: tuple[Difference, ...]
    causes: tuple[str, ...]
    """What moved it, the likeliest first; never empty."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two results, compared."""

    changes: tuple[Change, ...]
    same: int
    """Answers that are as they were."""


def compare(old: Sequence[Answered], new: Sequence[Answered]) -> Comparison:
    """Compare two results.

    Args:
        old: The earlier one.
        new: The later one.

    Returns:
        What changed, in the order of the later one, then what is no longer there.
    """
    before = {answer.key: answer for answer in old}
    known = _paths(old), _paths(new)
    changes: list[Change] = []
    for answer in new:
        was = before.pop(answer.key, None)
        if was is None:
            changes.append(_alone(answer, Difference("question", "not asked", "asked"), "OLD has no such question"))
            continue
        differences = tuple(_differences(was, answer))
        if differences:
            causes = tuple(_causes(was, answer, known)) or (UNEXPLAINED,)
            changes.append(Change(answer.key, answer.text("question"), differences, causes))
    same = len(new) - len(changes)
    for answer in before.values():
        changes.append(_alone(answer, Difference("question", "asked", "not asked"), "NEW has no such question"))
    return Comparison(tuple(changes), same)


def _alone(answer: Answered, difference: Difference, why: str) -> Change:
    return Change(answer.key, answer.text("question"), (difference,), (f"question file: {why}",))


def _paths(answers: Sequence[Answered]) -> frozenset[str]:
    return frozenset(words(shown.get("article")) for answer in answers for shown in answer.shown)


def _differences(old: Answered, new: Answered) -> Iterator[Difference]:
    parts: tuple[tuple[str, Callable[[Answered], object], Callable[[Answered], str]], ...] = (
        ("question", lambda answer: answer.fields.get("question"), lambda answer: answer.text("question")),
        ("status", _status, _status),
        ("value", lambda answer: _interval(object_of(answer.fields.get("value"))), _value),
        ("text", lambda answer: answer.text("text"), lambda answer: answer.text("text")),
        ("citations", lambda answer: tuple(map(_citation, answer.objects("citations"))), _cited),
        ("calculation", lambda answer: tuple(map(_calculation, answer.objects("calculations"))), _calculated),
    )
    for part, key, shown in parts:
        if key(old) != key(new):
            yield Difference(part, shown(old), shown(new))


def _status(answer: Answered) -> str:
    code = words(object_of(answer.fields.get("reason")).get("code"))
    return f"{answer.text('status')} ({code})" if code else answer.text("status")


def _interval(quantity: Fields) -> tuple[object, ...]:
    return tuple(quantity.get(name) for name in ("low", "high", "unit", "qualifier"))


def _value(answer: Answered) -> str:
    value = object_of(answer.fields.get("value"))
    return _quantity(value) if value else "no value"


def _quantity(quantity: Fields) -> str:
    low, high, unit, qualifier = _interval(quantity)
    ends = [
        "open" if end is None else f"{end:.10g}" if isinstance(end, int | float) else str(end) for end in (low, high)
    ]
    hedge = f" ({qualifier})" if qualifier not in (None, "exact") else ""
    return f"{ends[0] if low == high else ' to '.join(ends)} {words(unit)}".rstrip() + hedge


def _citation(citation: Fields) -> tuple[object, ...]:
    return tuple(citation.get(name) for name in ("article", "quote", "start", "end", "published"))


def _cited(answer: Answered) -> str:
    cited = [
        f"{words(each.get('article'))} at {each.get('start')} to {each.get('end')}"
        for each in answer.objects("citations")
    ]
    return ", ".join(cited) or "nothing cited"


def _calculation(calculation: Fields) -> tuple[object, ...]:
    inputs = tuple(
        (item.get("name"), item.get("kind"), *_interval(item), item.get("source"))
        for item in objects(calculation.get("inputs"))
    )
    return calculation.get("calculator"), inputs, _interval(object_of(calculation.get("result")))


def _calculated(answer: Answered) -> str:
    return (
        "; ".join(
            f"{words(each.get('calculator'))}: {words(each.get('substituted'))} = "
            f"{_quantity(object_of(each.get('result')))}"
            for each in answer.objects("calculations")
        )
        or "no calculation"
    )


def _causes(old: Answered, new: Answered, known: tuple[frozenset[str], frozenset[str]]) -> Iterator[str]:
    if old.fields.get("question") != new.fields.get("question"):
        yield "question file: the question is another"
    if old.index.get("model") != new.index.get("model"):
        yield f"model: {words(old.index.get('model'))} before, {words(new.index.get('model'))} now"
    yield from _inputs_moved(old, new)
    if old.index.get("corpus_digest") != new.index.get("corpus_digest"):
        yield from _articles_moved(old, new, known)
    elif old.index.get("generation") != new.index.get("generation"):
        yield "software: the index was built again from the same articles"


def _inputs_moved(old: Answered, new: Answered) -> Iterator[str]:
    """Constants and assumptions that are not what they were."""
    before, now = _givens(old), _givens(new)
    for name, kind in before.keys() & now.keys():
        was, is_now = before[name, kind], now[name, kind]
        if was != is_now:
            yield f"{kind} {name}: {_described(was)} before, {_described(is_now)} now"


def _givens(answer: Answered) -> dict[tuple[str, str], Fields]:
    """Inputs that come from no article, without what may differ for no reason of theirs."""
    return {
        (words(item.get("name")), words(item.get("kind"))): {
            name: item.get(name) for name in ("low", "high", "unit", "qualifier", "source")
        }
        for calculation in answer.objects("calculations")
        for item in objects(calculation.get("inputs"))
        if item.get("kind") in ("constant", "assumed")
    }


def _described(given: Fields) -> str:
    source = words(given.get("source"))
    return f"{_quantity(given)} ({source})" if source else _quantity(given)


def _articles_moved(old: Answered, new: Answered, known: tuple[frozenset[str], frozenset[str]]) -> Iterator[str]:
    """Articles that came, went or were edited, as far as the evidence of the answers shows it."""
    before, now = _by_path(old), _by_path(new)
    yielded = False
    for path in now:
        if path not in known[0]:
            yielded = True
            yield f"article added: {path} (no answer of OLD shows it)"
    for path in before:
        if path not in known[1]:
            yielded = True
            yield f"article removed: {path} (no answer of NEW shows it)"
    for path in before.keys() & now.keys():
        if _is_edited(before[path], now[path]):
            yielded = True
            yield f"article edited: {path}"
    if not yielded:
        yield "articles: the corpus is another; none that these answers show was added, removed or edited"


def _by_path(answer: Answered) -> dict[str, list[Fields]]:
    found: dict[str, list[Fields]] = {}
    for shown in answer.shown:
        found.setdefault(words(shown.get("article")), []).append(shown)
    return found


def _is_edited(before: Sequence[Fields], now: Sequence[Fields]) -> bool:
    """Whether two versions of an article show in what is quoted of it."""
    named = ("title", "published", "publisher")
    if any(before[0].get(name) != now[0].get(name) for name in named):
        return True
    return any(_overlap_and_differ(a, b) for a in before for b in now)


def _overlap_and_differ(a: Fields, b: Fields) -> bool:
    """Whether the characters that two quotes share are others, or the same quote stands elsewhere."""
    words_a, words_b = words(a.get("quote")), words(b.get("quote"))
    start_a, start_b = a.get("start"), b.get("start")
    if not isinstance(start_a, int) or not isinstance(start_b, int) or not words_a or not words_b:
        return False
    if words_a == words_b:
        return start_a != start_b
    start = max(start_a, start_b)
    end = min(start_a + len(words_a), start_b + len(words_b))
    return start < end and words_a[start - start_a : end - start_a] != words_b[start - start_b : end - start_b]
