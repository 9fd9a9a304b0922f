"""Forms of a question that set two names against each other by a verb, or by how many times the one is the other.

"By how much did Acme's profit exceed Globex's?", "Acme's debt is how many times Globex's?", "how much more than
Globex did Acme earn?".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SIZE = re.compile(r"\b(?:by )?how (?:much|many|far)\b|\bby what\b|\b(?:gap|difference|margin)\b", re.IGNORECASE)
_VERB = (
    r"(?:exceed(?:s|ed)?|beats?|topp?(?:s|ed)?|surpass(?:es|ed)?|outstrip(?:s|ped)?|overt(?:ake|akes|ook)|outdo(?:es)?"
    r"|outdid|outweigh(?:s|ed)?|dwarf(?:s|ed)?|out-?(?:produced?|sold|sells?|earn(?:s|ed)?|spen(?:d|ds|t)))"
)
_AUX = r"(?:did|does|do|will|would|has|have|had)"
_BE = r"(?:is|was|are|were)"
_TIMES = r"(?:how many times|(?:what|which) (?:multiple|factor) of)"
_FORMS = (
    re.compile(
        rf"(?:^(?!\W{{0,3}}(?:by|how|what|did|does|do)\b)|\b{_AUX} )(?P<first>[^,?]{{2,80}}?) {_VERB}"
        r" (?P<second>[^,?]{2,80})",
        re.I,
    ),
    re.compile(
        rf"\b{_AUX} (?P<first>[^,?]{{2,60}}?) (?:more|fewer|less) (?P<about>[a-z][a-z ]{{2,40}}?) than"
        r" (?P<second>[^,?]{2,80})",
        re.I,
    ),
    re.compile(rf"^(?P<first>[^,?]{{2,80}}?) {_BE} {_TIMES} (?:that of |those of )?(?P<second>[^,?]{{2,80}})", re.I),
    re.compile(rf"\b{_TIMES} (?!as\b)(?P<second>[^,?]{{2,80}}?) {_BE} (?P<first>[^,?]{{2,80}})", re.I),
    re.compile(
        r"\bhow (?:much|many) (?:more|less|fewer)(?P<about>(?: [a-z]{2,20}){0,2}) than (?P<second>[^,?]{2,60}?)"
        r" (?:did|does|do|is|was|are|were|will|would|has|have|had) (?P<first>[^,?]{2,80})",
        re.I,
    ),
)


def cut_by_form(text: str, names: Sequence[str]) -> tuple[str, str, str] | None:
    """A question's two sides and what is left of it, where a verb or a count of times stands between them.

    Args:
        text: The question.
        names: Its names; each side must begin with one.
    """
    if not _SIZE.search(text) and not re.search(_TIMES, text, re.IGNORECASE):
        return None
    for form in _FORMS:
        found = form.search(text)
        if found is None:
            continue
        first, more = _named(found.group("first"), names)
        second, rest = _named(found.group("second"), names)
        if first and second and first.lower() != second.lower():
            about = found.groupdict().get("about") or ""
            lead = _SIZE.sub(" ", text[: found.start()])
            return first, second, f"{lead} {about} {more} {rest} {_SIZE.sub(' ', text[found.end() :])}"
    return None


def _named(part: str, names: Sequence[str]) -> tuple[str, str]:
    """The name that a part begins with, and what of its owner's is spoken of."""
    bare = part.strip()
    for name in sorted(names, key=len, reverse=True):
        found = re.match(rf"(?:the )?(?P<name>{re.escape(name)})(?:['’]s?)?(?= |$)", bare, re.IGNORECASE)
        if found is not None:
            return found.group("name"), _SIZE.sub(" ", bare[found.end() :])
    return "", ""
