"""The forms of reckoning that are ranked: which figures each may take, and the calculator that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from assistant.answering.ranked.figures import COUNT, MONEY, PERCENT, PHYSICAL, TIME, Figure
from assistant.answering.rates import is_number_of
from assistant.answering.worksheet import kind_of

MOST_TIMES = 20_000
"""How many times one of two amounts of one kind may be the other."""

MOST_FOR_ONE = 1_000
"""What one share or other thing costs at most, where nothing says that a price is for one."""

Fits = Callable[[Figure, Figure], bool]
Value = Callable[[Figure, Figure], float]


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of reckoning with two figures."""

    name: str
    labels: tuple[str, ...]
    """What a question may ask for, as the model of operations has it."""
    fits: Fits
    """Whether two figures can be its first and its second."""
    value: Value
    """What comes out, for comparing with what is known."""
    period: str = ""
    """The length of time that a form with one figure turns a year into, or into a year; it takes the figure twice."""

    @property
    def takes_sums(self) -> bool:
        """Whether a sum may stand for one of its figures: then it is reckoned first, and only once."""
        return not self.period and self.name != "rest-of-share"


def _plain(*figures: Figure) -> bool:
    """Whether figures are amounts themselves, and not for one of something."""
    return all("/" not in figure.quantity.unit for figure in figures)


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures can be compared: of one kind and unit; of counts, whatever is counted."""
    if one.kind != other.kind or not one.size or not other.size:
        return False
    near = one.size < other.size * MOST_TIMES and other.size < one.size * MOST_TIMES
    return near and (one.kind == COUNT or one.quantity.unit == other.quantity.unit)


def _amounts(one: Figure, other: Figure) -> bool:
    return one.kind not in (PERCENT, TIME) and _alike(one, other)


def _larger(one: Figure, other: Figure) -> bool:
    return one.size > other.size


def _share(part: Figure, whole: Figure) -> bool:
    return _amounts(part, whole) and part.size < whole.size


def _ratio(one: Figure, other: Figure) -> bool:
    return one.kind != TIME and not one.growth and not other.growth and _alike(one, other) and _larger(one, other)


def _change(new: Figure, old: Figure) -> bool:
    return _amounts(new, old) and new.size != old.size


def _difference(one: Figure, other: Figure) -> bool:
    return _alike(one, other) and _larger(one, other)


def _sum(one: Figure, other: Figure) -> bool:
    return one.kind != PERCENT and _alike(one, other) and _plain(one, other) and _in_order(one, other)


def _in_order(one: Figure, other: Figure) -> bool:
    if one.cell is None or other.cell is None:
        return other.cell is None and one.cell is not None
    return _start(one) < _start(other)


def _start(figure: Figure) -> tuple[int, int]:
    cell = figure.cell
    return (cell.item.sentence.start, cell.quantity.span.start) if cell and cell.quantity.span else (0, 0)


def _by_rate(amount: Figure, rate: Figure) -> bool:
    return amount.kind in (MONEY, COUNT, PHYSICAL) and rate.kind == PERCENT and rate.size > 0


def _by_share(whole: Figure, share: Figure) -> bool:
    return _by_rate(whole, share) and share.size < 100 and (whole.kind != COUNT or whole.size > 1)


def _before_by(new: Figure, difference: Figure) -> bool:
    return new.kind != TIME and _alike(new, difference)


def _each(amount: Figure, number: Figure) -> bool:
    if number.kind not in (COUNT, PHYSICAL, TIME) or number.size <= 1 or not _plain(number):
        return False
    if any(not rate.of_time for rate in amount.rates):
        return False  # it is for one of something already
    if number.kind == TIME and amount.kind == TIME:
        return False
    return amount.kind != PERCENT and (amount.kind != number.kind or amount.quantity.unit != number.quantity.unit)


def _times(number: Figure, each: Figure) -> bool:
    if number.kind not in (COUNT, PHYSICAL, TIME) or number.size <= 1 or not _plain(number):
        return False
    if each.kind in (PERCENT, TIME):
        return False
    if each.cell is None or number.cell is None:
        return each.kind == MONEY
    told = any(is_number_of(number.cell, rate) for rate in each.rates)
    return told or (each.kind == MONEY and number.quantity.unit.endswith("shares") and each.size < 100_000)


def _number(amount: Figure, each: Figure) -> bool:
    if amount.kind != MONEY or each.kind != MONEY or not each.size or amount.size <= each.size * 100:
        return False
    return each.cell is None or bool(each.rates) or each.size < MOST_FOR_ONE


def _lasting(stock: Figure, pace: Figure) -> bool:
    return (
        stock.kind == pace.kind
        and stock.kind not in (PERCENT, TIME)
        and stock.size >= pace.size
        and (stock.kind == COUNT or stock.quantity.unit.split("/")[0] == pace.quantity.unit.split("/")[0])
    )


def _grown(amount: Figure, rate: Figure) -> bool:
    return _by_rate(amount, rate) and rate.growth and (rate.sign > 0 or rate.size < 100)


def _moved(amount: Figure, by: Figure) -> bool:
    return _before_by(amount, by) and by.moved and (by.sign < 0 or by.size < amount.size)


PERIODS = {"month": 12.0, "quarter": 4.0, "week": 52.0, "day": 365.0}
"""Lengths of time, and how many a year has."""


def _whole_year(one: Figure, other: Figure) -> bool:
    return (
        one is other
        and one.kind in (MONEY, COUNT, PHYSICAL)
        and one.size >= 1
        and not one.rates
        and one.cell is not None
    )


def _paced(period: str, one: Figure, other: Figure) -> bool:
    if one is not other or one.kind not in (MONEY, COUNT, PHYSICAL) or one.cell is None:
        return False
    return any(rate.per == period for rate in one.rates) or (period == "quarter" and kind_of(one.cell) == "quarter")


def _divided(number: float, one: Figure, _: Figure) -> float:
    return one.size / number


def _times_over(number: float, one: Figure, _: Figure) -> float:
    return one.size * number


FORMS = (
    Form("share", ("share", "margin"), _share, lambda a, b: a.size / b.size * 100),
    Form("ratio", ("ratio", "multiple", "compare"), _ratio, lambda a, b: a.size / b.size),
    Form("change", ("change_pct",), _change, lambda a, b: (a.size - b.size) / b.size * 100),
    Form("difference", ("difference", "change_abs", "compare", "rest"), _difference, lambda a, b: a.size - b.size),
    Form("sum", ("sum", "next"), _sum, lambda a, b: a.size + b.size),
    Form("before-growth", ("previous",), _grown, lambda a, b: a.size / (1 + b.sign * b.size / 100)),
    Form("after-growth", ("next",), _grown, lambda a, b: a.size * (1 + b.sign * b.size / 100)),
    Form("before-move", ("previous",), _moved, lambda a, b: a.size - b.sign * b.size),
    Form("each", ("per_each", "per_period"), _each, lambda a, b: a.size / b.size),
    Form("portion", ("portion", "stake_value"), _by_share, lambda a, b: a.size * b.size / 100),
    Form("rest-of-share", ("rest", "portion"), _by_share, lambda a, b: a.size * (100 - b.size) / 100),
    Form("whole", ("whole",), _by_share, lambda a, b: a.size / b.size * 100),
    Form("times", ("market_cap", "over_period"), _times, lambda a, b: a.size * b.size),
    Form("number", ("shares_number",), _number, lambda a, b: a.size / b.size),
    Form("lasting", ("lasting",), _lasting, lambda a, b: a.size / b.size),
    *(
        Form(f"by-{period}", ("per_period",), _whole_year, partial(_divided, n), period)
        for period, n in PERIODS.items()
    ),
    *(
        Form(f"from-{period}", ("over_period",), partial(_paced, period), partial(_times_over, n), period)
        for period, n in PERIODS.items()
    ),
)
BY_NAME = {form.name: form for form in FORMS}
