"""Rounds of funding: what a company is worth before and after, who owns what, how long the cash lasts."""

from __future__ import annotations

from typing import Annotated

from assistant.calculators.calculator import Calculator, calculator
from assistant.calculators.kinds import Money
from assistant.calculators.working import minus, over, plus
from assistant.datatypes import Quantity
from assistant.errors import CalculationError
from assistant.quantities import print_quantity


def _post_money(pre_money: Annotated[Quantity, Money()], raised: Annotated[Quantity, Money()]) -> Quantity:
    """What a company is worth after a round.

    Formula: pre_money + raised
    Source: definition: post-money = pre-money + raised
    Example: pre_money=$350bn raised=$30bn -> $380 billion
    """
    return plus(pre_money, raised).with_unit(pre_money.unit)


def _pre_money(post_money: Annotated[Quantity, Money()], raised: Annotated[Quantity, Money()]) -> Quantity:
    """What a company is worth before a round.

    Formula: post_money - raised
    Source: definition: post-money = pre-money + raised, solved for pre-money
    Example: post_money=$380bn raised=$30bn -> $350 billion
    """
    _within("pre-money", "raised", raised, "post_money", post_money)
    return minus(post_money, raised).with_unit(post_money.unit)


def _new_investors_share(
    investment: Annotated[Quantity, Money()], post_money: Annotated[Quantity, Money()]
) -> Quantity:
    """What share an investment buys at a post-money valuation; earlier holders are diluted by as much.

    Formula: investment / post_money
    Source: definition: new investors' share = raised / post-money valuation
    Example: investment=$45bn post_money=$900bn -> 5%
    """
    _within("new-investors-share", "investment", investment, "post_money", post_money)
    return over(investment, post_money, "100").with_unit("%")


def _tranche_share(tranche: Annotated[Quantity, Money()], total: Annotated[Quantity, Money()]) -> Quantity:
    """What share of a commitment one tranche is.

    Formula: tranche / total
    Source: definition: the part over the whole
    Example: tranche=$10bn total=$40bn -> 25%
    """
    _within("tranche-share", "tranche", tranche, "total", total)
    return over(tranche, total, "100").with_unit("%")


def _remainder(total: Annotated[Quantity, Money()], tranche: Annotated[Quantity, Money()]) -> Quantity:
    """What is left of a commitment after one tranche.

    Formula: total - tranche
    Source: definition: the whole less the part
    Example: total=$40bn tranche=$10bn -> $30 billion
    """
    _within("remainder", "tranche", tranche, "total", total)
    return minus(total, tranche).with_unit(total.unit)


def _runway(cash: Annotated[Quantity, Money()], monthly_burn: Annotated[Quantity, Money()]) -> Quantity:
    """How many months the cash lasts.

    Formula: cash / monthly_burn
    Source: definition: cash over what is spent of it each month
    Example: cash=$90m monthly_burn=$5m -> 18 months
    Note: the burn is taken to stay as it is
    """
    return over(cash, monthly_burn).with_unit("months")


def _within(calculator_name: str, part_name: str, part: Quantity, whole_name: str, whole: Quantity) -> None:
    """Refuse a part that is larger than its whole wherever in their ranges the two are.

    Raises:
        CalculationError: It is.
    """
    if part.low is not None and whole.high is not None and part.low > whole.high:
        raise CalculationError(
            f"{calculator_name}: {part_name} ({print_quantity(part)}) is more than "
            f"{whole_name} ({print_quantity(whole)})"
        )


def calculators() -> tuple[Calculator, ...]:
    """The calculators of this family.

    Returns:
        The calculators, in the order in which they are listed.
    """
    return (
        calculator("post-money", _post_money),
        calculator("pre-money", _pre_money),
        calculator("new-investors-share", _new_investors_share),
        calculator("tranche-share", _tranche_share),
        calculator("remainder", _remainder),
        calculator("runway", _runway),
    )
