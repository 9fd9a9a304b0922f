"""When parts of the index are joined.

Seldom enough that adding an article costs what the article costs, often enough that a question has few
parts to ask.
"""

from __future__ import annotations

from collections.abc import Sequence

MOST_PARTS = 6
DEAD_SHARE = 0.3
"""A part is written anew when more of it than this counts no more."""


def to_merge(sizes: Sequence[int], alive: Sequence[int]) -> range | None:
    """Which neighbouring parts are to become one.

    A part is joined with the ones after it when they have grown to half its size, so that an article is
    copied a few times only, however many builds there are: the sizes of the parts fall at least by half
    from one to the next.

    Args:
        sizes: Passages of each part, the oldest first, those that count no more among them.
        alive: Those of them that count.

    Returns:
        The places of the parts; None when all may stay as they are.
    """
    for place, (size, living) in enumerate(zip(sizes, alive, strict=True)):
        if size - living > DEAD_SHARE * size or not living:
            return range(place, place + 1)
    for place in range(len(alive) - 1):
        if sum(alive[place + 1 :]) * 2 >= alive[place]:
            return range(place, len(alive))
    if len(alive) > MOST_PARTS:
        return range(len(alive) - 2, len(alive))
    return None
