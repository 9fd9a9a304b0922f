"""Words that say the contrary of each other, for a question that turns round what a text says."""

from __future__ import annotations

_PAIRS = """
accept reject, accepted rejected, add remove, added removed, agree disagree, agreed disagreed, alive dead,
allow prevent, allowed prohibited, ally enemy, always never, ancient modern, arrived left, attack defend,
attract repel, before after, began ended, begin end, best worst, better worse, bought sold, born died,
buy sell, cold hot, common rare, create destroy, created destroyed, decrease increase, decreased increased,
decreases increases, decreasing increasing, difficult easy, discouraged encouraged, dislike like, east west,
eastern western, entered left, everyone nobody, excluded included, exclude include, export import,
exports imports, external internal, fall rise, falling rising, fast slow, fastest slowest, fell rose,
few many, fewer more, first last, friend enemy, gain lose, gained lost, greater less, greatest least,
heavy light, high low, higher lower, highest lowest, illegal legal, inside outside, large small, larger smaller,
largest smallest, late early, longest shortest, long short, majority minority, male female, maximum minimum,
men women, more less, most least, negative positive, north south, northern southern, old new, oldest youngest,
open closed, oppose support, opposed supported, over under, absorb release, absorbed released, peace war,
poor rich, poorest richest, private public, profit loss, primary secondary, rural urban, simple complex,
started stopped, strong weak, stronger weaker, success failure, successful unsuccessful, warmer colder, won lost,
young old
"""

_NOT = ("un", "in", "im", "il", "ir", "dis", "non", "anti")


def _both_ways() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in (pair.split() for pair in _PAIRS.replace("\n", " ").split(",")):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


OPPOSITES = _both_ways()
"""Word -> its opposites, in small letters."""


def turned_round(word: str, held: frozenset[str]) -> bool:
    """Whether a text has the opposite of a word and not the word.

    Args:
        word: In small letters.
        held: The words of the text, in small letters.
    """
    return word not in held and not OPPOSITES.get(word, frozenset()).isdisjoint(held)


def negated(word: str, held: frozenset[str]) -> bool:
    """Whether a text has not the word but the same with or without "un", "dis" and the like before it.

    Args:
        word: In small letters; a short one is passed over, for "in" begins many that it does not negate.
        held: The words of the text, in small letters.
    """
    if len(word) <= 3 or word in held:
        return False
    return any(
        f"{prefix}{word}" in held or (len(word) > len(prefix) + 3 and word.removeprefix(prefix) in held)
        for prefix in _NOT
    )
