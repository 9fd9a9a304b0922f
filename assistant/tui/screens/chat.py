"""The conversation: questions above one another, the cited article beside them, the box to ask in below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Static

from assistant.errors import AssistantError
from assistant.tui.core_thread import CoreThread
from assistant.tui.desk import Reply
from assistant.tui.messages import Answered, AskFailed, AskStarted, CopyRequested, PendingChanged
from assistant.tui.places import Place, place_of
from assistant.tui.widgets.context_line import ContextLine
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.evidence_pane import EvidencePane
from assistant.tui.widgets.question_box import QuestionBox
from assistant.tui.widgets.state_line import StateLine
from assistant.tui.widgets.welcome import SuggestedQuestion, Welcome

if TYPE_CHECKING:
    from assistant.sessions.types import Exchange

    # What shows an answer is loaded with the first question: the first paint does not wait for it.
    from assistant.tui.widgets.anchored_text import AnchoredText
    from assistant.tui.widgets.calculation_card import CalculationCard
    from assistant.tui.widgets.turn import Turn

WIDE = 110
"""Columns from which the article stands beside the conversation, and opens by itself."""
AT_ONCE = 0.15
"""Seconds within which an answer needs no word that it is worked on: each would lay the whole screen out anew."""
LEAST = (40, 12)
"""Columns and lines that the chat needs."""


class ChatScreen(Screen[None]):
    """The conversation.

    Args:
        core: Answers.
    """

    # Textual declares these without ClassVar.
    HORIZONTAL_BREAKPOINTS = [(0, "-too-narrow"), (LEAST[0], "-narrow"), (WIDE, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-too-flat"), (LEAST[1], "-tall")]  # noqa: RUF012

    DEFAULT_CSS = """
    ChatScreen { layout: vertical; }
    ChatScreen > #work { height: 1fr; layout: vertical; }
    ChatScreen Conversation { width: 1fr; height: 1fr; }
    ChatScreen EvidencePane { height: 45%; width: 100%; }
    ChatScreen.-wide > #work { layout: horizontal; }
    ChatScreen.-wide EvidencePane { width: 42%; max-width: 100; height: 100%; }
    ChatScreen.-reading EvidencePane { width: 100%; max-width: 100%; height: 100%; }
    ChatScreen.-reading Conversation { display: none; }
    ChatScreen > #too-small { display: none; width: 100%; height: 100%; content-align: center middle; }
    ChatScreen.-too-narrow > *, ChatScreen.-too-flat > * { display: none; }
    ChatScreen.-too-narrow > #too-small, ChatScreen.-too-flat > #too-small { display: block; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel"),
        Binding("escape", "question", "Question", show=False),
        Binding("f2", "pane", "Article"),
        Binding("ctrl+r", "read", "Read whole", show=False),
        Binding("ctrl+up,alt+up", "jump(-1)", "Question before", show=False),
        Binding("ctrl+down,alt+down", "jump(1)", "Question after", show=False),
        Binding("pageup", "scroll(-1)", "Scroll up", show=False),
        Binding("pagedown", "scroll(1)", "Scroll down", show=False),
        Binding("Y", "copy_answer", "Copy the answer", show=False),
        Binding("ctrl+t", "edit_context", "Edit what follow-ups lean on", show=False),
    ]

    def __init__(self, core: CoreThread) -> None:
        super().__init__()
        self._core = core
        self._pending: dict[int, Turn] = {}
        self._said = False
        """Whether the screen says that something is pending."""
        self._begun: set[int] = set()
        """Tickets of the questions that are, or were, worked on."""
        self._tickets = 0
        self._pane_wanted: bool | None = None
        """Whether the person has opened or closed the pane; None leaves it to the room there is."""

    def compose(self) -> ComposeResult:
        """Lay out state, conversation, article, context, question box and keys."""
        yield StateLine()
        with Container(id="work"):
            yield Conversation()
            yield EvidencePane(self._core)
        yield ContextLine()
        yield QuestionBox()
        yield Footer(show_command_palette=False, compact=True)
        small = Content(f"Make the terminal larger:\nat least {LEAST[0]} columns\nand {LEAST[1]} lines.")
        yield Static(small, id="too-small")

    def on_mount(self) -> None:
        """Make the question box ready."""
        self.query_one(QuestionBox).focus()

    @property
    def has_pending(self) -> bool:
        """Whether a question waits for its answer."""
        return bool(self._pending)

    @property
    def turns(self) -> Sequence[Turn]:
        """The questions on the screen, oldest first."""
        return self.query_one(Conversation).turns

    # Questions and answers.

    @on(QuestionBox.Asked)
    @on(SuggestedQuestion.Chosen)
    async def _take_question(self, message: QuestionBox.Asked | SuggestedQuestion.Chosen) -> None:
        message.stop()
        await self.ask(message.question)

    async def ask(self, question: str) -> None:
        """Put a question to the core, and on the screen."""
        from assistant.tui.widgets.turn import Turn

        self._tickets += 1
        turn = Turn(question, "Waiting …" if self._core.is_open else "Waiting for the index …")
        self._pending[self._tickets] = turn
        await self.query_one(Conversation).add(turn)
        self._core.ask(self._tickets, question)
        self.focus_box()
        self.set_timer(AT_ONCE, self._say_what_waits)

    async def _say_what_waits(self) -> None:
        for ticket, turn in list(self._pending.items()):
            if ticket in self._begun and ticket in self._pending:
                await turn.wait("Searching …")
        if self._pending:
            self._said = True
            self._pending_changed()

    def _pending_changed(self) -> None:
        self.refresh_bindings()
        self.post_message(PendingChanged())

    async def started(self, message: AskStarted) -> None:
        """Take note that a question is worked on; it is said where it takes its time."""
        self._begun.add(message.ticket)
        self.set_timer(AT_ONCE, self._say_what_waits)

    def _done(self, ticket: int) -> Turn | None:
        """Take a question off the list; None where it was cancelled."""
        turn = self._pending.pop(ticket, None)
        if self._said:
            self._said = bool(self._pending)
            self._pending_changed()
        return turn

    async def answered(self, message: Answered) -> str | None:
        """Show an answer.

        Returns:
            The question as typed; None where it was cancelled.
        """
        turn = self._done(message.ticket)
        if turn is None:
            return None
        await turn.show_reply(message.reply)
        self._show_evidence_of(message.reply)
        self.query_one(Conversation).reveal(turn)
        self.query_one(ContextLine).show(message.reply.context)
        if len(self.turns) == 1:
            self.refresh_bindings()  # now there is evidence to go to
        return turn.question

    async def ask_failed(self, message: AskFailed) -> str | None:
        """Show what went wrong with a question.

        Returns:
            The question as typed; None where it was cancelled.
        """
        turn = self._done(message.ticket)
        if turn is None:
            return None
        await turn.show_error(message.error)
        self.query_one(Conversation).reveal(turn)
        return turn.question

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done: to cancel what is pending, to edit what is carried."""
        if action == "cancel":
            return bool(self._pending)
        if action == "edit_context":
            return bool(self.query_one(ContextLine).text)
        return True

    async def action_cancel(self) -> None:
        """Give up all questions that are not answered yet; a late answer is dropped."""
        pending, self._pending = self._pending, {}
        for ticket, turn in pending.items():
            self._core.cancel(ticket)
            await turn.wait("Cancelled.")
        self._pending_changed()

    async def begin_anew(self) -> None:
        """Empty the screen, give up open questions, forget what they were about."""
        await self.action_cancel()
        self._core.do(lambda desk: desk.reset())
        await self.query_one(Conversation).clear()
        self.query_one(ContextLine).show("")
        self.close_pane()
        self.focus_box()

    async def restore(self, exchanges: Sequence[Exchange]) -> None:
        """Show a kept session with its evidence as it was."""
        from assistant.tui.widgets.turn import Turn

        await self.begin_anew()
        conversation = self.query_one(Conversation)
        for exchange in exchanges:
            turn = Turn(exchange.question)
            await conversation.add(turn)
            if exchange.answer is not None:
                await turn.show_reply(Reply(exchange.answer, exchange.figures))
            else:
                await turn.show_error(AssistantError(exchange.error or "It was not answered"))
            self.query_one(QuestionBox).asked.add(exchange.question)
        if any(exchange.answer is not None for exchange in exchanges):
            self._go_on_after(exchanges)

    @work
    async def _go_on_after(self, exchanges: Sequence[Exchange]) -> None:
        answered = [(exchange.answer, exchange.question) for exchange in exchanges if exchange.answer is not None]
        answers, asked = zip(*answered, strict=True)
        try:
            await self._core.call(lambda desk: desk.resume(answers, asked))
            context = await self._core.call(lambda desk: desk.context)
        except AssistantError as error:
            # What is shown stays; only a follow-up will stand alone.
            self.notify(f"Follow-ups cannot lean on this session: {error}", severity="warning", markup=False)
            return
        self.query_one(ContextLine).show(context)

    # The context that follow-ups lean on.

    @on(ContextLine.Changed)
    def _lean_on(self, message: ContextLine.Changed) -> None:
        message.stop()
        self._core.do(lambda desk: desk.lean_on(message.text))

    async def action_edit_context(self) -> None:
        """Edit what follow-ups lean on."""
        await self.query_one(ContextLine).edit()

    # What is opened and copied out of an answer.

    def on_calculation_card_sensitivity_wanted(self, message: CalculationCard.SensitivityWanted) -> None:
        """Show the table."""
        from assistant.tui.screens.sensitivity import SensitivityScreen

        message.stop()
        self.app.push_screen(SensitivityScreen(message.calculation))

    def action_copy_answer(self) -> None:
        """Copy the answer that holds the cursor, else the newest, with its sources."""
        around = self._turn_of(self.focused)
        turns = [around] if around is not None else self.turns[::-1]
        answer = next((turn.answer for turn in turns if turn.answer is not None), None)
        if answer is None:
            self.notify("There is no answer to copy yet.")
        else:
            from assistant.tui.copies import copied_answer

            self.app.post_message(CopyRequested(copied_answer(answer), "the answer"))

    # The article beside.

    def on_anchored_text_moved(self, message: AnchoredText.Moved) -> None:
        """Let the article follow the cursor through the evidence."""
        message.stop()
        anchor = message.anchor
        if anchor.citation is not None:
            span = anchor.figure.figure.quantity.span if anchor.figure is not None else None
            self.pane.go_to(place_of(anchor.citation, span), anchor.citation)

    def _show_evidence_of(self, reply: Reply) -> None:
        """Show the first quote beside the answer, where there is room for it."""
        first = next(iter((*reply.answer.citations, *reply.answer.nearest)), None)
        if first is not None:
            self.pane.go_to(place_of(first), first)
            if self._pane_wanted is None and self.has_class("-wide"):
                self.pane.open()

    @property
    def pane(self) -> EvidencePane:
        """The article beside the conversation."""
        return self.query_one(EvidencePane)

    def close_pane(self) -> None:
        """Give the room back to the conversation."""
        self.remove_class("-reading")
        if self.pane.has_focus_within:
            self.focus_box()
        self.pane.close()

    def action_pane(self) -> None:
        """Open the article beside the conversation, or close it."""
        self._pane_wanted = not self.pane.is_open
        if self._pane_wanted:
            self.pane.open()
        else:
            self.close_pane()

    def action_read(self) -> None:
        """Read the article over the whole width, or go back to the conversation."""
        if self.has_class("-reading"):
            self.remove_class("-reading")
            self.focus_box()
        elif self.pane.latest is not None:
            self.pane.open()
            self.add_class("-reading")
            self.set_focus(self.pane.view)

    def read(self, place: Place) -> None:
        """Open an article to be read, at a place that was chosen elsewhere."""
        self.pane.go_to(place)
        self.pane.open()
        self.set_class(not self.has_class("-wide"), "-reading")
        self.set_focus(self.pane.view)

    # Moving about.

    async def action_question(self) -> None:
        """Go back to the question box; close an open card first, or the article that is read."""
        self.remove_class("-reading")
        turn = self._turn_of(self.focused)
        if turn is not None and await turn.close_cards():
            return
        self.focus_box()

    def focus_box(self) -> None:
        """Put the cursor into the question box, at once: the next key may be under way already."""
        self.set_focus(self.query_one(QuestionBox))

    def _turn_of(self, widget: Widget | None) -> Turn | None:
        if widget is None:
            return None
        return next((turn for turn in self.turns if turn in widget.ancestors_with_self), None)

    def action_evidence(self) -> None:
        """Go to the newest answer's numbers and quotes; to the suggestions while there is none."""
        suggested = self.query(SuggestedQuestion)
        if suggested:
            self.set_focus(suggested.first())
        else:
            self.query_one(Conversation).focus_evidence()

    @property
    def has_evidence(self) -> bool:
        """Whether Tab leads anywhere."""
        return bool(self.query("CitationCard") or self.query(SuggestedQuestion))

    def action_jump(self, steps: int) -> None:
        """Scroll to the question before or after the one at the top of the screen."""
        self.query_one(Conversation).jump(steps)

    def action_scroll(self, pages: int) -> None:
        """Scroll the conversation by pages without leaving the question box."""
        conversation = self.query_one(Conversation)
        conversation.let_go()
        conversation.scroll_relative(y=pages * (conversation.size.height - 2), animate=False)

    async def welcome(self, suggestions: Sequence[str], error: AssistantError | None) -> None:
        """Offer questions before the first one, or say why none can be asked."""
        for welcome in self.query(Welcome):
            if error is not None:
                await welcome.say_why_not(error)
            else:
                await welcome.suggest(suggestions)
        self.refresh_bindings()
