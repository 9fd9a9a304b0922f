"""Numbers that are not amounts: years, dates, times, ordinals, names, labels, telephone numbers.

Each check looks at a bounded number of neighbours, but for the runs of digits that make up
a date or a telephone number, which are passed over whole, once.
"""

from __future__ import annotations

from assistant.quantities.amounts import Amount
from assistant.quantities.tokens import DASHES, Token
from assistant.quantities.vocabulary import units, words

_YEAR_LEADS = frozenset({"in", "since", "until", "from", "between", "during", "circa"})
_CLINGING = frozenset("/@#_\\=&:.")


def skip_code(tokens: list[Token], i: int) -> int:
    """Pass over digits that belong to a date, a time, a version, a telephone number or a decade.

    Args:
        tokens: The text's tokens.
        i: A token that holds digits.

    Returns:
        The index behind the run, or ``i`` when the digits may be an amount.
    """
    end, joints = i + 1, []
    while end + 1 < len(tokens) and tokens[end].glued and tokens[end + 1].glued and tokens[end + 1].text[0].isdigit():
        if tokens[end].text not in DASHES and tokens[end].text not in "/:.":
            break
        joints.append(tokens[end].text)
        end += 2
    kinds = {"-" if joint in DASHES else joint for joint in joints}
    if (len(joints) > 1 and kinds != {"-", "/"}) or kinds & {":", "."}:
        return end
    if _is_score(tokens, i, end, joints):
        return end
    if kinds == {"/"} and not _fraction_like(tokens, i):
        return end
    if _year_pair(tokens, i, joints) or _phone_pair(tokens, i, joints):
        return end
    return _skip_single(tokens, i)


def _is_score(tokens: list[Token], i: int, end: int, joints: list[str]) -> bool:
    """``2-0``, ``89-89``: two bare numbers that do not rise, so they are no range."""
    if len(joints) != 1 or joints[0] not in DASHES:
        return False
    left, right = tokens[i].value, tokens[i + 2].value
    bare = not _neighbour(tokens, end) or (not tokens[end].glued and _neighbour(tokens, end)[0] not in "%/")
    money = i > 0 and not tokens[i - 1].is_word and tokens[i].glued and tokens[i - 1].text not in "(\"“'‘"
    return left is not None and right is not None and left >= right and bare and not money


def _fraction_like(tokens: list[Token], i: int) -> bool:
    top, bottom = tokens[i].value, tokens[i + 2].value
    return top is not None and bottom is not None and 0 < top < bottom <= 64 and not (top == 9 and bottom == 11)


def _year_pair(tokens: list[Token], i: int, joints: list[str]) -> bool:
    """``2004-05``, ``1939-1945``."""
    if len(joints) != 1 or not is_year(tokens[i].text):
        return False
    other = tokens[i + 2].text
    return (len(other) == 2 and other.isdigit()) or is_year(other)


def _phone_pair(tokens: list[Token], i: int, joints: list[str]) -> bool:
    """``555-0123``: three digits and four."""
    return len(joints) == 1 and joints[0] in DASHES and len(tokens[i].text) == 3 and len(tokens[i + 2].text) == 4


def _skip_single(tokens: list[Token], i: int) -> int:
    text, after = tokens[i].text, tokens[i + 1] if i + 1 < len(tokens) else None
    lists = words().lists
    if len(text) > 1 and text[0] == "0" and text.isdigit():  # 020, 007
        return _skip_groups(tokens, i)
    if i > 0 and tokens[i - 1].text == "+" and tokens[i].glued and text.isdigit():
        end = _skip_groups(tokens, i)
        return end if end > i + 1 else i
    if after is not None:
        if after.glued and (after.lower in lists["ordinal_endings"] or after.lower == "s"):
            return i + 2
        if after.lower in lists["clock"]:
            return i + 2
        if after.text[0] in "'’" and tokens[min(i + 2, len(tokens) - 1)].lower == "s" and is_year(text):
            return i + 2
    return i


def _skip_groups(tokens: list[Token], i: int) -> int:
    """Pass the groups of a telephone number, which spaces, hyphens or brackets part."""
    end = i + 1
    while end < len(tokens) and (tokens[end].text.isdigit() or tokens[end].text in "()-"):
        end += 1
    return end


def is_year(text: str) -> bool:
    """Whether digits can be a year of an article's time.

    Args:
        text: Digits as written.

    Returns:
        True from 1900 to 2100, without comma or decimals.
    """
    return len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2100


def is_excluded(tokens: list[Token], amount: Amount) -> bool:
    """Whether an amount as read is no amount after all.

    Args:
        tokens: The text's tokens.
        amount: The amount; one with a currency always stands.

    Returns:
        True for years, dates, names, labels and bare pronouns.
    """
    if amount.prefixed:
        return False
    i = amount.first
    if amount.number.digits:
        return _clings(tokens, amount) or _is_date(tokens, i, amount) or _is_named(tokens, i, amount)
    return _is_pronoun(tokens, i, amount) or (amount.unit == "" and _labelled(tokens, i))


def _clings(tokens: list[Token], amount: Amount) -> bool:
    """Digits that hang on letters: ``A380``, ``GPT-4``, ``4x4``, ``200LR``."""
    i, end = amount.first, amount.number.end
    if i > 0 and tokens[i].glued:
        before = tokens[i - 1]
        if before.is_word or before.value is not None or before.text in _CLINGING:
            return True
        if before.text in DASHES and before.glued and i > 1 and tokens[i - 2].is_word:
            return not amount.known
        if before.text in DASHES and i > 1 and tokens[i - 2].text == "COVID":
            return True
    if amount.unit == "x" and _neighbour(tokens, amount.end)[:1].isdigit() and tokens[amount.end].glued:
        return True
    behind = tokens[end] if end < len(tokens) else None
    return behind is not None and behind.glued and behind.is_word and not amount.known


def _is_date(tokens: list[Token], i: int, amount: Amount) -> bool:
    text = tokens[i].text
    months = words().lists["months"]
    plain = amount.number.scale == 1 and text.isdigit()
    before, after = _neighbour(tokens, i - 1), _neighbour(tokens, i + 1)
    if before == "." and i > 1:
        before = tokens[i - 2].text
    if (after in DASHES or after in ("and", "to", "or")) and _neighbour(tokens, i + 2).isdigit():
        after = _neighbour(tokens, i + 3)  # "5-7 March"
    if plain and len(text) <= 2 and 1 <= int(text) <= 31:
        month_before = before.lower() in months and before[:1].isupper()
        if month_before and not (amount.known and amount.unit not in ("years", "days", "seconds", "m")):
            return True
        if after.lower() in months and after[:1].isupper():
            return True
    if plain and amount.bare and len(text) == 4 and _leads_to_year(before.lower(), text):
        return True
    if not plain or not is_year(text):
        return False
    if amount.known:
        return False
    countable = amount.unit in words().lists["countable"] and amount.end == amount.number.end + 1
    return not countable or before.lower() in words().lists["before_years"] or not before.isalpha()


def _leads_to_year(before: str, text: str) -> bool:
    """Whether the word before four digits makes them a year: "in 1848", "by 2120"."""
    return (before in _YEAR_LEADS and text < "2101") or (before == "by" and "2100" < text < "2200")


def _is_named(tokens: list[Token], i: int, amount: Amount) -> bool:
    """``Claude 3``, ``FTSE 100``, ``Section 5``, ``No. 10``."""
    if amount.known or amount.number.scale != 1 or i == 0:
        return False
    if _labelled(tokens, i) or _is_name_start(tokens, amount) or _is_address(tokens, amount):
        return True
    if _is_age(tokens, amount):
        return True
    before = tokens[i - 1]
    if not before.is_word or before.text.islower() or "," in tokens[i].text:
        return False
    known = words().lists["function_words"] | words().lists["openers"]
    if before.lower in known or (before.lower,) in words().hedges or before.lower in words().lists["months"]:
        return False
    return not (amount.unit and (amount.low >= 1000 or _starts_sentence(tokens, i - 1)))


def _is_name_start(tokens: list[Token], amount: Amount) -> bool:
    """``787 Dreamliner``, ``11 Pro``: digits, then a capital, and nothing that is counted."""
    following = _neighbour(tokens, amount.end)
    return amount.bare and following.istitle() and following.lower() not in words().lists["function_words"]


_STREETS = frozenset(["avenue", "street", "road", "lane", "drive", "boulevard", "square", "place", "highway", "zip"])


def _is_address(tokens: list[Token], amount: Amount) -> bool:
    """``16-18 Industrial Avenue``, ``90049 ZIP``: a number that finds a house or a town."""
    if not amount.bare:
        return False
    for token in tokens[amount.end : amount.end + 5]:
        if token.lower in _STREETS:
            return token.text[:1].isupper()
        if not (token.text.istitle() or token.text in DASHES or token.text.isdigit()):
            return False
    return False


def _is_age(tokens: list[Token], amount: Amount) -> bool:
    """``Senard, 65, now``: a name's age in commas."""
    i = amount.first
    if not amount.bare or not amount.number.digits or i < 2 or amount.low > 120 or tokens[i - 1].text != ",":
        return False
    return tokens[i - 2].text.istitle() and _neighbour(tokens, amount.end) == ","


def _labelled(tokens: list[Token], i: int) -> bool:
    """A label word right before, perhaps with a point: "page 4", "No. 10"."""
    labels = words().lists["labels"]
    before = _neighbour(tokens, i - 1).lower()
    if before == "." and tokens[i - 1].glued and i > 1:
        return tokens[i - 2].lower in labels
    return before in labels


def _starts_sentence(tokens: list[Token], i: int) -> bool:
    return i == 0 or tokens[i - 1].text in '.!?"“”:;'


def _is_pronoun(tokens: list[Token], i: int, amount: Amount) -> bool:
    """Tell the one of "one of them" and "no one", which counts nothing, from that of "one home"."""
    if amount.low != 1 or tokens[i].lower != "one" or amount.number.scale != 1:
        return False
    before = _neighbour(tokens, i - 1).lower()
    if before == "at" or (tokens[i].text == "One" and not _starts_sentence(tokens, i)):  # "at one point"
        return True
    return not amount.unit or (not amount.known and before in words().lists["one_of_many"])


def _neighbour(tokens: list[Token], i: int) -> str:
    return tokens[i].text if 0 <= i < len(tokens) else ""


def is_money(unit: str) -> bool:
    """Whether a unit is a currency, with or without a rate.

    Args:
        unit: A unit's canonical name.

    Returns:
        True for ``USD`` and ``USD/barrel``.
    """
    known = units().by_name.get(unit.partition("/")[0])
    return known is not None and known.dimension.startswith("money:")
