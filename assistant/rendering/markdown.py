"""An answer as Markdown: quotes as block quotes, answering words in bold.

Text from outside is escaped, so that it reads the same and can become neither Markdown nor HTML.
"""

from __future__ import annotations

import re
from itertools import groupby

from assistant.datatypes import Answer, AnswerStatus, Calculation, Citation, Conflict, Part
from assistant.rendering.marks import Piece, answer_lines, part_pieces, quote_pieces, without_signs
from assistant.rendering.safe import flat
from assistant.rendering.words import amount, origin, place, provenance, reason_sentence, subject

_SPECIAL = re.compile(r"[\\`*_\[\]<>&#|~]")
_LEADING = re.compile(r"^(\d{0,9})((?<=\d)[.)]|(?<!\d)[-+=])(?=\s|$|[-+=])")
"""What would begin a list, a rule or an underlined heading at the start of a line."""
_LINK = re.compile(r"(?:https?|ftp)(?=://)|www(?=\.)", re.IGNORECASE)
_PLAIN_URL = re.compile(r"https?://[^\s<>\\`]+")


def to_markdown(answer: Answer) -> str:
    """Give an answer as Markdown (CommonMark and GitHub's tables).

    Args:
        answer: The answer.

    Returns:
        The question, the answer, calculations, disagreements, sources and nearest evidence as a
        document that ends in a line break.
    """
    citations = {citation.n: citation for citation in answer.citations}
    blocks = [f"## {escape(answer.question)}", *_text(answer, citations)]
    if answer.reason is not None and not (answer.reason.text and answer.reason.text in answer.text):
        head = "Error" if answer.status is AnswerStatus.ERROR else "No answer"
        blocks.append(f"**{head}:** {escape(reason_sentence(answer.reason))}")
    for calculation in answer.calculations:
        blocks += _calculation(calculation)
    blocks += _conflicts(answer.conflicts)
    if answer.citations:
        blocks += ["### Sources", "\n".join(map(_source, answer.citations))]
    if answer.nearest:
        blocks += ["### Nearest evidence", *map(_near, answer.nearest)]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Escape a text for a line of Markdown.

    Args:
        text: Any text.

    Returns:
        The text on one line, stripped, with a backslash before all that could be structure, bare
        web addresses included; hidden characters are made visible first.
    """
    return _begun(_escape(text))


def _escape(text: str) -> str:
    return _LINK.sub(r"\g<0>\\", _SPECIAL.sub(r"\\\g<0>", flat(text)))


def _begun(line: str) -> str:
    """Make an escaped line safe to stand at the start of a block."""
    return _LEADING.sub(r"\1\\\2", line.strip())


def _inline(shown: list[Piece]) -> str:
    """Join pieces, the lit ones bold; spaces stay outside the asterisks, which need it so."""
    merged = ["".join(piece.text for piece in run) for _, run in groupby(shown, key=lambda piece: piece.lit)]
    lit = bool(shown) and shown[0].lit
    text = ""
    for piece, after in zip(merged, [*merged, ""][1:], strict=True):
        text += _bold(piece, text, after) if lit else _escape(piece)
        lit = not lit
    return _begun(re.sub(" {2,}", " ", text))


def _bold(piece: str, before: str, after: str) -> str:
    """Set a piece in bold, unless a sign at its edge touches a letter: asterisks would not work there."""
    core = piece.strip()
    if not core:
        return piece
    front, _, back = piece.partition(core)
    works = (core[0].isalnum() or not (before + front)[-1:].isalnum()) and (
        core[-1].isalnum() or not (back + after)[:1].isalnum()
    )
    return f"{_escape(front)}**{_escape(core)}**{_escape(back)}" if works else _escape(piece)


def _parts(parts: tuple[Part, ...], citations: dict[int, Citation]) -> str:
    return _inline([piece for part in parts for piece in part_pieces(part, citations)])


def _text(answer: Answer, citations: dict[int, Citation]) -> list[str]:
    blocks = []
    for line in answer_lines(answer):
        if line.is_quotation:
            blocks.append(f"> {_parts(without_signs(line), citations)}")
        elif line.parts:
            blocks.append(_parts(line.parts, citations))
    return blocks


def _calculation(calculation: Calculation) -> list[str]:
    rows = ["| input | value | from |", "| --- | --- | --- |"]
    for item in calculation.inputs:
        columns = (item.name, amount(item.quantity), provenance(item))
        rows.append(f"| {' | '.join(map(escape, columns))} |")
    blocks = [
        f"### Calculation: {escape(calculation.calculator)}",
        f"**{escape(amount(calculation.result))}**",
        f"{escape(calculation.formula)}\\\n{escape(calculation.substituted)}",
    ]
    if calculation.inputs:
        blocks.append("\n".join(rows))
    return [*blocks, *(f"Note: {escape(note)}" for note in calculation.notes)]


def _conflicts(conflicts: tuple[Conflict, ...]) -> list[str]:
    if not conflicts:
        return []
    rows = []
    for conflict in conflicts:
        claims = "; ".join(f"{amount(claim.value)} [{claim.citation}]" for claim in conflict.claims)
        rows.append(f"- {escape(f'{subject(conflict)}: {claims}')}")
    return ["### The sources disagree", "\n".join(rows)]


def _source(citation: Citation) -> str:
    return f"- \\[{citation.n}\\] {_where(citation)}"


def _where(citation: Citation) -> str:
    where = escape(f"{origin(citation.source)}, {place(citation)}")
    url = flat(citation.source.url).strip()
    return f"{where}, <{url}>" if _PLAIN_URL.fullmatch(url) else where


def _near(citation: Citation) -> str:
    return f"> {_inline(quote_pieces(citation))}\n>\n> — {_where(citation)}"
