"""The chat's application: it takes questions, hands them to the core's thread, shows what comes back.

The interface thread never searches or reads a file. The core's thread posts messages; the handlers
here are the only place where the screen changes.
"""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Footer

from assistant.tui.asker import CoreFactory
from assistant.tui.core_thread import CoreThread
from assistant.tui.messages import Answered, AskFailed, AskStarted, CoreFailed, CoreProgress, CoreReady
from assistant.tui.screens.help import HelpScreen
from assistant.tui.widgets.citation_card import CitationCard
from assistant.tui.widgets.conversation import Conversation
from assistant.tui.widgets.question_box import QuestionBox
from assistant.tui.widgets.state_line import StateLine
from assistant.tui.widgets.turn import Turn

_W = TypeVar("_W", bound=Widget)


class ChatApp(App[None]):
    """A conversation with the articles.

    Args:
        core_factory: Opens or builds the core; run in a thread from the start.
    """

    TITLE = "assistant"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel"),
        Binding("escape", "question", "Question", show=False),
        Binding("pageup", "scroll(-1)", "Scroll up", show=False),
        Binding("pagedown", "scroll(1)", "Scroll down", show=False),
        Binding("ctrl+l", "clear", "Clear", priority=True),
        Binding("f1", "help", "Help"),
        Binding("ctrl+q", "quit", "Quit", priority=True),
    ]

    def __init__(self, core_factory: CoreFactory) -> None:
        super().__init__()
        self._core = CoreThread(core_factory, self.post_message)
        self._pending: dict[int, Turn] = {}
        self._tickets = 0
        self._core_line = "starting …"
        self._core_is_open = False
        self._core_has_failed = False

    def compose(self) -> ComposeResult:
        """Lay out the state, the conversation, the question box and the keys."""
        yield StateLine()
        yield Conversation()
        yield QuestionBox()
        yield Footer()

    def _chat(self, kind: type[_W]) -> _W:
        """Find a widget of the conversation's screen, whatever screen lies over it."""
        return self.screen_stack[0].query_one(kind)

    def on_mount(self) -> None:
        """Make the question box ready, then let the core open behind it."""
        self._chat(QuestionBox).focus()
        self._show_state()
        # After the first paint: opening the core competes for the interpreter.
        self.call_after_refresh(self._core.start)

    def on_unmount(self) -> None:
        """Let the core's thread end."""
        self._core.stop()

    @on(QuestionBox.Asked)
    async def _take_question(self, message: QuestionBox.Asked) -> None:
        self._tickets += 1
        opening = not (self._core_is_open or self._core_has_failed)
        turn = Turn(message.question, "Waiting for the index …" if opening else "Waiting …")
        self._pending[self._tickets] = turn
        await self._chat(Conversation).add(turn)
        self._core.ask(self._tickets, message.question)
        self._show_state()

    @on(CoreProgress)
    def _show_progress(self, message: CoreProgress) -> None:
        self._core_line = message.line
        self._show_state()

    @on(CoreReady)
    def _core_opened(self, message: CoreReady) -> None:
        self._core_is_open, self._core_has_failed = True, False
        self._core_line = message.about
        self._show_state()

    @on(CoreFailed)
    def _core_failed(self, message: CoreFailed) -> None:
        self._core_is_open, self._core_has_failed = False, True
        self._core_line = str(message.error)
        self._show_state()

    @on(AskStarted)
    async def _ask_started(self, message: AskStarted) -> None:
        if turn := self._pending.get(message.ticket):
            await turn.wait("Searching …")

    @on(Answered)
    async def _answered(self, message: Answered) -> None:
        self._core_line = message.about
        if turn := self._pending.pop(message.ticket, None):
            await turn.show_answer(message.answer)
            self._chat(Conversation).reveal(turn)
        self._show_state()

    @on(AskFailed)
    async def _ask_failed(self, message: AskFailed) -> None:
        if turn := self._pending.pop(message.ticket, None):
            await turn.show_error(message.error)
            self._chat(Conversation).reveal(turn)
        self._show_state()

    def _show_state(self) -> None:
        busy = bool(self._pending) and self._core_is_open
        line = f"searching · {self._core_line}" if busy else self._core_line
        failed = self._core_has_failed
        self._chat(StateLine).show(line, busy=busy or not (self._core_is_open or failed), failed=failed)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done: to cancel what is pending, to go to evidence that is there."""
        if action == "cancel":
            return bool(self._pending)
        return bool(self.query(CitationCard)) if action == "evidence" else True

    async def action_cancel(self) -> None:
        """Give up all questions that are not answered yet; a late answer is dropped."""
        pending, self._pending = self._pending, {}
        for ticket, turn in pending.items():
            self._core.cancel(ticket)
            await turn.wait("Cancelled.")
        self._show_state()

    def action_question(self) -> None:
        """Go back to the question box."""
        self._chat(QuestionBox).focus()

    def action_evidence(self) -> None:
        """Go to the newest evidence."""
        self._chat(Conversation).focus_evidence()

    def action_scroll(self, pages: int) -> None:
        """Scroll the conversation by pages without leaving the question box."""
        conversation = self._chat(Conversation)
        conversation.scroll_relative(y=pages * (conversation.size.height - 2), animate=False)

    async def action_clear(self) -> None:
        """Begin anew: empty the screen, give up open questions, forget what they were about."""
        await self.action_cancel()
        self._core.reset()
        await self._chat(Conversation).clear()
        self.action_question()

    def action_help(self) -> None:
        """Show all keys."""
        self.push_screen(HelpScreen())
