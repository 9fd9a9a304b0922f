"""The cases of the standing run as Hypothesis makes them: pieces of the grammars, junk and any character at all."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.fuzz.cases import make_file
from tests.fuzz.fragments import GRAMMARS, JUNK, TEXT
from tests.fuzz.run import PATIENCE

quick = settings(
    max_examples=150,
    deadline=None,  # the time is measured as processor time below: the machine may be busy
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
"""Settings of the quick tests; the same cases each time."""

_ANY = st.text(alphabet=st.characters(codec=None), max_size=8)


def texts(grammar: tuple[str, ...] = TEXT) -> st.SearchStrategy[str]:
    """Texts of a grammar, with junk in them."""
    pieces = st.lists(st.one_of(st.sampled_from(grammar), st.sampled_from(JUNK), _ANY), max_size=25)
    return st.builds(str.join, st.sampled_from(["", " "]), pieces)


def files(suffix: str) -> st.SearchStrategy[bytes]:
    """Files of one kind: of its grammar, or real ones that are changed."""
    changed = st.integers(0, 2**32).map(lambda seed: make_file(random.Random(seed), suffix))
    if suffix in (".docx", ".xlsx", ".pdf"):
        return changed
    return st.one_of(texts(GRAMMARS[suffix]).map(lambda text: text.encode("utf-8", "surrogatepass")), changed)


def in_time(check: Callable[[Any], None], case: object) -> None:
    """Make a check, and hold it against the time that one case may take."""
    begin = time.process_time()
    check(case)
    assert time.process_time() - begin < PATIENCE
