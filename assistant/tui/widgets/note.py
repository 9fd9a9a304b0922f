"""A short message of the assistant's own: why there is no answer, what failed, who disagrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content
from textual.widgets import Static

from assistant.datatypes import Answer, AnswerStatus, Citation, Conflict, Reason
from assistant.errors import AssistantError
from assistant.rendering.words import amount, reason_sentence, subject
from assistant.tui.anchors import Anchor, AnchorKind, Piece, assembled
from assistant.tui.contents import MARK, MUTED, plain
from assistant.tui.widgets.anchored_text import AnchoredText


class Note(Static):
    """A head and what there is to say, with a bar of the right colour.

    Args:
        head: What kind of message it is.
        body: The message.
        kind: ``warning`` or ``error``.
    """

    DEFAULT_CSS = """
    Note {
        margin: 0 0 1 0;
        padding: 0 1;
    }
    Note.-warning { border-left: outer $warning; }
    Note.-error { border-left: outer $error; }
    """

    def __init__(self, head: str, body: Content, kind: str) -> None:
        style = f"bold $text-{kind}"
        super().__init__(Content.assemble((f"{head}\n", style), body), classes=f"-{kind}")

    @classmethod
    def of_reason(cls, answer: Answer, reason: Reason) -> Note:
        """Say why a question has no answer."""
        failed = answer.status is AnswerStatus.ERROR
        body = plain(_sentence(reason_sentence(reason)))
        return cls("Error" if failed else "No answer", body, "error" if failed else "warning")

    @classmethod
    def of_error(cls, error: AssistantError) -> Note:
        """Say what went wrong and what to do about it."""
        remedy = f"\n{_sentence(error.remedy)}" if error.remedy else ""
        body = Content.assemble(plain(_sentence(error.message)), plain(remedy, MUTED))
        return cls("That did not work", body, "error")


class ConflictNote(AnchoredText):
    """Figures that disagree, side by side, each with the mark of its citation.

    Args:
        conflicts: The disagreements.
        citations: The answer's citations by number.
    """

    DEFAULT_CSS = """
    ConflictNote { margin: 0 0 1 0; padding: 0 1; border-left: outer $warning; }
    ConflictNote:focus { background: $boost; }
    """

    def __init__(self, conflicts: Sequence[Conflict], citations: Mapping[int, Citation]) -> None:
        pieces = [Piece("The sources disagree", "bold $text-warning")]
        for conflict in conflicts:
            pieces.append(Piece(f"\n{subject(conflict)}: ", ""))
            for number, claim in enumerate(conflict.claims):
                mark = f"[{claim.citation}]"
                citation = citations.get(claim.citation)
                anchor = Anchor(AnchorKind.MARK, mark, citation) if citation is not None else None
                pieces += [
                    Piece("; " if number else "", ""), Piece(amount(claim.value), "bold"), Piece(" ", ""),
                    Piece(mark, MARK, anchor),
                ]  # fmt: skip
        super().__init__(assembled(pieces))


def _sentence(text: str) -> str:
    """Begin with a capital, unless the first word is a path or a command, and end with a stop."""
    head = text[:1].upper() if text.partition(" ")[0].isalpha() else text[:1]
    return f"{head}{text[1:].rstrip('.')}."
