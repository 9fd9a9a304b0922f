"""A kept session, and a question found in one, as they are shown in a table and told at length."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from assistant.rendering import flat
from assistant.sessions.types import FoundExchange, SessionInfo
from assistant.tui.contents import MUTED, plain
from assistant.tui.found_words import found_content
from assistant.tui.widgets.columns import Column


def session_columns(corpus: str, current: int | None) -> tuple[Column[SessionInfo], ...]:
    """The columns of the sessions.

    Args:
        corpus: The folder of articles that is open; sessions about another one say so.
        current: Id of the session that is open; None for none.
    """

    def name(info: SessionInfo) -> str:
        return f"● {session_name(info)}" if info.id == current else session_name(info)

    return (
        Column("changed", "last asked", lambda info: local(info.changed), 16, style=MUTED),
        Column("name", "session", name, 20, share=3, style="bold"),
        Column("questions", "questions", lambda info: f"{info.exchanges:,}", 9, right=True),
        Column("corpus", "other articles", lambda info: other_corpus(info, corpus), 16, share=2, style=MUTED),
    )


def found_columns(query: str) -> tuple[Column[FoundExchange], ...]:
    """The columns of what a search has found."""
    return (
        Column("changed", "last asked", lambda found: local(found.session.changed), 16, style=MUTED, leaves=1),
        Column("session", "session", lambda found: session_name(found.session), 14, share=2, style=MUTED),
        Column("question", "question", lambda found: found_content(found.question, query, "bold"), 20, share=3),
        Column("excerpt", "answer", lambda found: found_content(found.excerpt, query), 20, share=5),
    )


def session_name(info: SessionInfo) -> str:
    """What a session is called."""
    return flat(info.name).strip() or "a session without a name"


def other_corpus(info: SessionInfo, corpus: str) -> str:
    """The folder that a session asked about, where it is not the open one."""
    return "" if info.corpus == corpus else info.corpus


def local(moment: datetime) -> str:
    """A time as the clock on the wall shows it."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def session_content(info: SessionInfo, corpus: str) -> Content:
    """Tell all of a session."""
    count = "1 question" if info.exchanges == 1 else f"{info.exchanges:,} questions"
    times = f"{count} · begun {local(info.started)} · last asked {local(info.changed)}"
    other = other_corpus(info, corpus)
    about = f"\nAbout other articles than those that are open: {flat(other)}" if other else ""
    return Content.assemble(plain(session_name(info), "bold"), plain(f"\n{times}", MUTED), plain(about, MUTED))


def found_told(found: FoundExchange, query: str) -> Content:
    """Tell all of a question that was found, the searched words lit."""
    head = f"{session_name(found.session)} · question {found.position + 1} of {found.session.exchanges}\n"
    question = found_content(found.question, query, "bold")
    return Content.assemble(plain(head, MUTED), question, "\n", found_content(found.excerpt, query))
