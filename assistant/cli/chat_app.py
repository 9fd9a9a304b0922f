"""``assistant chat`` and its flags. The chat itself is handed in: the command line knows nothing of its interface."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.flags import Corpus, Index, Model, Quiet, merged
from assistant.cli.requests import HOST, LATEST, PORT, ChatRequest, OpenChat, WebAddress
from assistant.config import Settings
from assistant.errors import UsageError

Resume = Annotated[bool, typer.Option("--resume", help="Go on with the session that was used last.")]
Session = Annotated[
    int | None, typer.Option("--session", metavar="ID", min=1, max=2**63 - 1, help="Go on with this session.")
]
NoHistory = Annotated[bool, typer.Option("--no-history", help="Keep nothing of this chat.")]
Web = Annotated[bool, typer.Option("--web", help="Serve the chat to a browser.")]
Host = Annotated[str | None, typer.Option("--host", metavar="ADDRESS", help=f"With --web: where; {HOST} if left out.")]
Port = Annotated[
    int | None,
    typer.Option("--port", metavar="PORT", min=0, max=65535, help=f"With --web: {PORT} if left out; 0 for a free one."),
]
Public = Annotated[bool, typer.Option("--public", help="With --web: allow an address that others can reach.")]


def add_chat(app: typer.Typer, open_chat: OpenChat) -> None:
    """Add the command.

    Args:
        app: The command line.
        open_chat: Opens the chat.
    """

    @app.command()
    def chat(
        context: typer.Context,
        resume: Resume = False,
        session: Session = None,
        no_history: NoHistory = False,
        web: Web = False,
        host: Host = None,
        port: Port = None,
        public: Public = False,
        corpus: Corpus = None,
        index: Index = None,
        model: Model = None,
        quiet: Quiet = False,
    ) -> int:
        """Open the chat."""
        settings = merged(context, corpus, index, model, quiet, no_history=no_history)
        return open_chat(
            ChatRequest(
                settings,
                _session(settings, session, resume=resume),
                _address(host, port, web=web, public=public),
            )
        )


def _session(settings: Settings, session: int | None, *, resume: bool) -> int | None:
    if resume and session is not None:
        raise UsageError("--resume and --session cannot both be given")
    if (resume or session is not None) and not settings.history:
        flag = "--resume" if resume else "--session"
        raise UsageError(f"{flag} needs the kept sessions, but history is off ({settings.origins['history']})")
    return LATEST if resume else session


def _address(host: str | None, port: int | None, *, web: bool, public: bool) -> WebAddress | None:
    if web:
        return WebAddress(HOST if host is None else host, PORT if port is None else port, public)
    for flag, typed in (("--host", host is not None), ("--port", port is not None), ("--public", public)):
        if typed:
            raise UsageError(f"{flag} is about --web, which was not given")
    return None
