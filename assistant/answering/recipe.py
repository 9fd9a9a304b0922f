"""What a recipe is: a kind of question that asks for a calculation, and what the calculation needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from assistant.answering.filling import Filled, Plan
from assistant.answering.worksheet import Sheet
from assistant.datatypes import Question
from assistant.quantities import units


@dataclass(frozen=True, slots=True)
class Need:
    """An input that must be found."""

    name: str
    """The calculator's name for it."""
    words: str
    """What to call it, and to search for."""
    dimension: str
    """Beginning of the dimension that its unit must have; empty for a bare number."""
    metric: str = ""
    """Metric that its figure must be of; empty for any."""
    owned: bool = True
    """Whether it must belong to what the question names."""
    cue: str = ""
    """Pattern of the words beside which the question states it ("load factor"); empty for any place."""
    optional: bool = False
    """Whether the calculator has a value of its own for it."""
    stated: bool = False
    """Whether only the question can give it."""

    def takes(self, unit: str) -> bool:
        """Whether an amount of this unit can be it."""
        return units.dimension(unit).startswith(self.dimension) if self.dimension else unit in ("", "x")


@dataclass(frozen=True, slots=True)
class Later:
    """A plan that is imported when it is first tried: most questions ask for no calculation and need none."""

    module: str
    name: str

    def __call__(self, question: Question, sheets: Sequence[Sheet]) -> Filled | None:
        """Try it, as ``Plan`` says."""
        return self.plan()(question, sheets)

    def plan(self) -> Plan:
        """The plan itself."""
        found: Plan = getattr(import_module(f"assistant.answering.{self.module}"), self.name)
        return found


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans of a module of this package, by their names."""

    module: str

    def __getattr__(self, name: str) -> Later:
        return Later(self.module, name)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A kind of question that asks for a calculation."""

    name: str
    pattern: re.Pattern[str]
    calculator: str = ""
    needs: tuple[Need, ...] = ()
    plans: tuple[Plan, ...] = ()
    """How its inputs are found together, tried in order; used where ``needs`` are not."""
    loose: tuple[Plan, ...] = ()
    """Plans that know figures by the question's words alone: tried where none of the others finds its inputs."""
    search: str = ""
    """What else to look for beside the question itself."""
    pointed: bool = False
    """Whether the figures of two names may be those that the trained reader points at, where the plans find none."""
    whole: bool = True
    """Whether the likeliest article is read as a whole where what was found of it does not do."""
    entire: bool = False
    """Whether its plans look at nothing less than whole articles."""
    apart: bool = False
    """Whether the figures of two names may stand in two articles, each of which names only one."""
    articles: int = 2
    """How many articles are looked at."""
    about: re.Pattern[str] | None = None
    """What the question must hold beside: "how many homes" is a calculation only of a power."""
    soft: bool = False
    """Whether the question is looked up where no plan finds its inputs: an article may state what it asks for."""
    broad: bool = False
    """Whether many questions of fact fit it too: what it lacks is then no reason to decline one."""
    loosely: bool = False
    """Whether its words say so little that it is left out where a question surely asks for what an article states."""
    first: tuple[str, ...] = ()
    """Calculators run before it, each on the result of the one before: energy of a power, then its emissions."""


_NOT_COUNTED = r"(?:do|does|did|is|are|was|were|can|could|would|will|has|have|had|of|in|per|from|for|at)\b"
HOW_MANY = rf"\bhow many (?:(?!{_NOT_COUNTED})\S+ ){{0,3}}"
"""Begins a pattern of what is counted: in "how many homes does one reactor supply" homes are, and reactors are not."""


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern for any of several, without regard to case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
