"""How a result came about, as a tree down to quotes, constants and assumptions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assistant.datatypes import Citation, InputKind
from assistant.rendering.derivation import Node
from assistant.rendering.layout import cells
from assistant.tui.anchors import Anchor, Anchored, AnchorKind, Piece, assembled
from assistant.tui.contents import MARK, MUTED
from assistant.tui.widgets.anchored_text import AnchoredText

_STYLE = {
    InputKind.QUOTED: "bold",
    InputKind.DERIVED: "bold $text-success",
    InputKind.CONSTANT: "bold $text-primary",
    InputKind.ASSUMED: "bold $text-warning",
}
_NARROWEST = 24


class DerivationCard(AnchoredText):
    """The tree of one result; its citation marks lead to the quotes.

    Args:
        node: The result.
        citations: The answer's citations by number.
    """

    DEFAULT_CSS = """
    DerivationCard {
        height: auto;
        margin: 0 0 1 2;
        padding: 0 1;
        border: round $success 60%;
    }
    """

    def __init__(self, node: Node, citations: Mapping[int, Citation]) -> None:
        self._node = node
        self._citations = citations
        super().__init__(derivation_tree(node, citations, 80))

    def on_resize(self) -> None:
        """Break the lines anew for another width."""
        width = max(self.size.width, _NARROWEST)
        self.show(derivation_tree(self._node, self._citations, width), self.at)


def derivation_tree(node: Node, citations: Mapping[int, Citation], width: int) -> Anchored:
    """Draw a tree.

    Args:
        node: Its root.
        citations: The answer's citations by number.
        width: Columns of a line.

    Returns:
        A line or more for each node, its value first, with guides to its parent; citation marks are anchors.
    """
    return assembled(list(_drawn(node, citations, width, "", ""))[:-1])


def _drawn(node: Node, citations: Mapping[int, Citation], width: int, first: str, rest: str) -> Iterator[Piece]:
    """The pieces of a node and of what is below it.

    Args:
        node: The node.
        citations: By number.
        width: Columns of a line.
        first: The guides before its first line.
        rest: The guides before its other lines, and before its children's.
    """
    said = _quote(node) if node.kind is InputKind.QUOTED and not node.children else _number(node)
    if node.citation is not None and node.citation in citations:
        mark = f"[{node.citation}]"
        said += [Piece(" ", ""), Piece(mark, MARK, Anchor(AnchorKind.MARK, mark, citations[node.citation]))]
    yield from _flowed(said, width, first, rest + ("│  " if node.children else ""))
    yield Piece("\n", "")
    for number, child in enumerate(node.children, 1):
        last = number == len(node.children)
        yield from _drawn(child, citations, width, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  "))


def _quote(node: Node) -> list[Piece]:
    return [Piece(f"“{node.value}”", ""), Piece(f" {node.label}  {node.detail}", MUTED)]


def _number(node: Node) -> list[Piece]:
    said = [Piece(node.value, _STYLE[node.kind])]
    if node.label:
        said.append(Piece(f" {node.label}", ""))
    # Of what is quoted, the mark and the quote below say where it comes from.
    if node.detail and node.kind is not InputKind.QUOTED:
        said.append(Piece(f"  {node.detail}", MUTED))
    return said


def _flowed(said: Iterable[Piece], width: int, first: str, rest: str) -> Iterator[Piece]:
    """Break pieces into lines at their spaces, with guides before each."""
    yield Piece(first, MUTED)
    used, gap = cells(first), ""
    begun = False
    for piece in said:
        for word in re.findall(r"\s+|\S+", piece.text):
            if word.isspace():
                gap += word if begun else ""
                continue
            if begun and used + cells(gap) + cells(word) > width:
                yield Piece(f"\n{rest}", MUTED)
                used, gap = cells(rest), ""
            yield Piece(gap, "")
            yield Piece(word, piece.style, piece.anchor)
            used, gap, begun = used + cells(gap) + cells(word), "", True
