"""One question and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from assistant.datatypes import Answer, Citation, Span
from assistant.errors import AssistantError
from assistant.rendering import flat, visible
from assistant.rendering.derivation import derivation
from assistant.tui.anchors import Anchor, AnchorKind, anchored_lines, figure_of
from assistant.tui.contents import plain
from assistant.tui.copies import copied_anchor, copied_calculation
from assistant.tui.desk import Reply
from assistant.tui.messages import CopyRequested
from assistant.tui.own_lines import own_lines
from assistant.tui.widgets.anchored_text import AnchoredText
from assistant.tui.widgets.calculation_card import CalculationCard
from assistant.tui.widgets.citation_card import CitationCard
from assistant.tui.widgets.derivation_card import DerivationCard
from assistant.tui.widgets.figure_card import FigureCard, InputCard
from assistant.tui.widgets.input_row import InputRow
from assistant.tui.widgets.note import ConflictNote, Note
from assistant.tui.widgets.range_view import RangeView

_Key = tuple[AnchorKind, str, Span | None]
"""What a card is of: two anchors of the same figure share one."""


class AnswerText(AnchoredText):
    """The answer in our own words, with its marks and numbers."""


class Turn(Vertical):
    """A question with its answer, its error, or the word that it is being worked on.

    Args:
        question: As typed.
        waiting: What it waits for, in a few words.
    """

    DEFAULT_CSS = """
    Turn {
        height: auto;
        margin: 1 0 0 0;
        padding: 0 2;
    }
    Turn > .question {
        margin: 0 0 1 0;
        text-style: bold;
    }
    Turn > .body {
        height: auto;
        padding: 0 0 0 2;
    }
    Turn AnswerText, Turn .answer { margin: 0 0 1 0; }
    Turn AnswerText:focus { background: $boost; }
    Turn .muted { color: $text-muted; margin: 0 0 1 0; }
    """

    def __init__(self, question: str, waiting: str = "") -> None:
        super().__init__()
        self.question = question
        self._waiting = waiting
        self.reply: Reply | None = None
        self._cards: dict[_Key, Widget] = {}
        """The open cards of numbers."""

    def compose(self) -> ComposeResult:
        """Lay out the question and an empty answer."""
        yield Static(Content.assemble(("› ", "$text-accent"), visible(self.question)), classes="question")
        with Vertical(classes="body"):
            yield _muted(self._waiting)

    @property
    def answer(self) -> Answer | None:
        """The answer; None while there is none."""
        return self.reply.answer if self.reply is not None else None

    async def wait(self, text: str) -> None:
        """Say what the question waits for now."""
        await self._show(_muted(text))

    async def show_reply(self, reply: Reply) -> None:
        """Show an answer with its evidence, and how a follow-up was understood."""
        self.reply = reply
        asked = flat(reply.answer.question).strip()
        taken = () if asked == flat(self.question).strip() else (_muted(f"Taken as: {asked}"),)
        await self._show(*taken, *_answer_widgets(reply))

    async def show_error(self, error: AssistantError) -> None:
        """Show what went wrong."""
        await self._show(Note.of_error(error))

    async def _show(self, *widgets: Widget) -> None:
        body = self.query_one(".body", Vertical)
        with self.app.batch_update():
            await body.remove_children()
            if body.is_attached:  # not where the chat is being left, or the conversation emptied, meanwhile
                await body.mount(*widgets)

    @property
    def _citations(self) -> dict[int, Citation]:
        return {citation.n: citation for citation in self.answer.citations} if self.answer else {}

    @on(AnchoredText.Opened)
    async def _open(self, message: AnchoredText.Opened) -> None:
        """Open a citation where it stands below, and a number as a card under its text."""
        message.stop()
        anchor = message.anchor
        if anchor.kind is AnchorKind.MARK and anchor.citation is not None:
            self.go_to_citation(anchor.citation)
        else:
            await self._toggle_card(message.sender, anchor)

    @on(AnchoredText.Copied)
    def _copy_anchor(self, message: AnchoredText.Copied) -> None:
        message.stop()
        self.app.post_message(CopyRequested(*copied_anchor(message.anchor, self._citations)))

    @on(CalculationCard.Copied)
    def _copy_calculation(self, message: CalculationCard.Copied) -> None:
        message.stop()
        text = copied_calculation(message.calculation, self._citations)
        self.app.post_message(CopyRequested(text, "the calculation"))

    @on(InputRow.Opened)
    async def _open_input(self, message: InputRow.Opened) -> None:
        message.stop()
        item = message.row.item
        citation = self._citations.get(item.citation or 0)
        figure = figure_of(item, citation, self.reply.figures if self.reply else ())
        await self._toggle_card(message.row, Anchor(AnchorKind.INPUT, item.quantity.text, citation, figure, input=item))

    async def _toggle_card(self, below: Widget, anchor: Anchor) -> None:
        """Open the card of a number; close it when it is open already."""
        key = (anchor.kind, anchor.text, anchor.figure.figure.quantity.span if anchor.figure else None)
        opened = self._cards.pop(key, None)
        if opened is not None and opened.is_attached:
            await opened.remove()
            return
        if (card := self._card(anchor)) is None:
            return
        self._cards[key] = card
        parent = below.parent
        assert isinstance(parent, Widget)
        await parent.mount(card, after=below)
        card.scroll_visible(animate=False)

    def _card(self, anchor: Anchor) -> Widget | None:
        if anchor.kind is AnchorKind.RESULT and anchor.calculation is not None and self.answer is not None:
            return DerivationCard(derivation(self.answer, anchor.calculation), self._citations)
        if anchor.citation is not None:
            return FigureCard(anchor.citation, anchor.figure)
        return InputCard(anchor.input) if anchor.input is not None else None

    async def close_cards(self) -> bool:
        """Close all cards of numbers.

        Returns:
            Whether there was any.
        """
        cards = [card for card in self._cards.values() if card.is_attached]
        self._cards.clear()
        for card in cards:
            await card.remove()
        return bool(cards)

    def go_to_citation(self, citation: Citation) -> None:
        """Move to a citation and open its passage."""
        for card in self.query(CitationCard):
            if card.citation == citation:
                card.expanded = card.has_context
                card.focus()

    @on(CalculationCard.Changed)
    async def _redraw(self, message: CalculationCard.Changed) -> None:
        """Draw the ranges as they are with the inputs of now."""
        if self.answer is None:
            return
        message.stop()
        for card in self.query(CalculationCard):
            if card is not message.card:
                card.feed(message.card)
        now = {card.calculation: card.now for card in self.query(CalculationCard)}
        changed = replace(self.answer, calculations=tuple(now.get(c, c) for c in self.answer.calculations))
        for view in self.query(RangeView):
            await view.remove()
        cards = self.query(CalculationCard)
        charts = _charts(changed)
        if cards and charts:
            await self.query_one(".body", Vertical).mount(*charts, after=cards.last())


def _muted(text: str) -> Static:
    return Static(plain(text), classes="muted")


def _charts(answer: Answer) -> list[RangeView]:
    # Here, and not with the module: it knows of metrics and units, which the first paint does not wait for.
    from assistant.rendering.ranges import range_charts

    return [RangeView(chart) for chart in range_charts(answer)]


def _answer_widgets(reply: Reply) -> Iterator[Widget]:
    answer = reply.answer
    lines = own_lines(answer)
    if lines:
        yield AnswerText(anchored_lines(lines, answer, reply.figures))
    if answer.reason is not None:
        yield Note.of_reason(answer, answer.reason)
    yield from map(CalculationCard, answer.calculations)
    yield from _charts(answer)
    if answer.conflicts:
        yield ConflictNote(answer.conflicts, {citation.n: citation for citation in answer.citations})
    yield from (CitationCard(citation, reply.figures) for citation in answer.citations)
    if answer.nearest:
        yield _muted("Nearest evidence")
        yield from (CitationCard(citation, reply.figures) for citation in answer.nearest)
