"""``assistant sessions``: the chats that are kept, listed, read, searched, renamed and deleted."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.cli.main import complain
from assistant.datatypes import SCHEMA
from assistant.errors import ExitCode, SessionError, UsageError
from assistant.rendering.json_form import safe_json
from assistant.rendering.layout import cells, wrap
from assistant.rendering.safe import flat
from assistant.rendering.times import in_utc, iso
from assistant.sessions.export import Form, export, form_of, write
from assistant.sessions.store import SessionStore, default_path
from assistant.sessions.types import FoundExchange, SessionInfo

_HEADS = ("id", "last asked (UTC)", "questions")


def list_all(*, as_json: bool) -> int:
    """List the sessions, the one that was asked last first.

    Raises:
        SessionError: The database cannot be used.
    """
    infos: tuple[SessionInfo, ...] = ()
    if _is_there(default_path()):
        with _store() as store:
            infos = store.sessions()
    if as_json:
        sys.stdout.write(safe_json({"schema": SCHEMA, "sessions": [_fields(info) for info in infos]}, indent=2) + "\n")
    elif infos:
        sys.stdout.write(_table(infos))
    else:
        complain("no sessions are kept yet; assistant chat keeps them")
    return ExitCode.OK


def chosen_form(*, as_json: bool, markdown: bool, html: bool, out: Path | None) -> Form:
    """Tell the form that was asked for: by a flag, else by the name of the file to write.

    Raises:
        UsageError: Several flags were given.
    """
    flags: tuple[tuple[Form, bool], ...] = (("json", as_json), ("md", markdown), ("html", html))
    given = [form for form, is_given in flags if is_given]
    if len(given) > 1:
        raise UsageError("only one of --json, --markdown and --html can be given")
    named = form_of(out) if out is not None else None
    return given[0] if given else named or "text"


def show_one(session: int, form: Form, out: Path | None, *, force: bool) -> int:
    """Show a session, or write it to a file.

    Raises:
        SessionError: There is no such session, or the database cannot be used.
        UsageError: The file is there already, or cannot be written.
    """
    with _store() as store:
        info, exchanges = store.info(session), store.exchanges(session)
    text = export(exchanges, form, info.name, width=_width() if out is None else 80)
    if out is None:
        sys.stdout.write(text)
    else:
        write(out, text, force=force)
    return ExitCode.OK


def find(text: str, *, as_json: bool) -> int:
    """Find exchanges by their words; returns 1 where none is found, as for an answer.

    Raises:
        UsageError: The text has no word.
        SessionError: The database cannot be used.
    """
    if not any(map(str.isalnum, text)):
        raise UsageError("there is no word to search for", "Such as: assistant sessions search revenue")
    found: tuple[FoundExchange, ...] = ()
    if _is_there(default_path()):
        with _store() as store:
            found = store.search(text)
    if as_json:
        rows = [_found_fields(exchange) for exchange in found]
        sys.stdout.write(safe_json({"schema": SCHEMA, "found": rows}, indent=2) + "\n")
    elif found:
        sys.stdout.write("\n".join(line for exchange in found for line in _found_lines(exchange)) + "\n")
    else:
        complain("no session has these words")
    return ExitCode.OK if found else ExitCode.ABSTAINED


def rename_one(session: int, name: str) -> int:
    """Give a session a name of its own.

    Raises:
        UsageError: The name is empty.
        SessionError: There is no such session, or the database cannot be used.
    """
    with _store() as store:
        store.rename(session, name)
    return ExitCode.OK


def delete_one(session: int, *, yes: bool) -> int:
    """Delete a session, after asking on a terminal; returns 1 where the person says no.

    Raises:
        UsageError: Nobody can be asked, and ``yes`` was not given.
        SessionError: There is no such session, or the database cannot be used.
    """
    with _store() as store:
        info = store.info(session)
        if not yes and not _agreed(info):
            complain("nothing is deleted")
            return ExitCode.ABSTAINED
        store.delete(session)
    return ExitCode.OK


def _agreed(info: SessionInfo) -> bool:
    if not sys.stdin.isatty():
        raise UsageError(f"deleting session {info.id} needs a yes, and there is nobody to ask", "Add --yes")
    sys.stderr.write(f"Delete session {info.id}, “{flat(info.name)}” ({_count(info)})? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


@contextmanager
def _store() -> Iterator[SessionStore]:
    """Open the database that is there; reading makes none."""
    path = default_path()
    if not _is_there(path):
        raise SessionError(f"no sessions are kept in {path} yet", "assistant chat keeps them")
    with SessionStore.open(path) as store:
        yield store


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return True  # it cannot even be looked at: opening it tells why


def _width() -> int:
    return min(shutil.get_terminal_size((80, 24)).columns, 100) if sys.stdout.isatty() else 80


def _count(info: SessionInfo) -> str:
    return "1 question" if info.exchanges == 1 else f"{info.exchanges} questions"


def _table(infos: tuple[SessionInfo, ...]) -> str:
    rows = [(str(info.id), f"{in_utc(info.changed):%Y-%m-%d %H:%M}", str(info.exchanges)) for info in infos]
    wide = [max(cells(row[column]) for row in (_HEADS, *rows)) for column in range(len(_HEADS))]
    lines = [f"{_columns(_HEADS, wide)}name"]
    for row, info in zip(rows, infos, strict=True):
        first = _columns(row, wide)
        lines += wrap(flat(info.name), _width(), first=first, rest=" " * cells(first))
    return "\n".join(lines) + "\n"


def _columns(row: tuple[str, ...], wide: list[int]) -> str:
    return "".join(f"{text:>{width}}  " for text, width in zip(row, wide, strict=True))


def _found_lines(found: FoundExchange) -> list[str]:
    first = f"{found.session.id}  "
    rest = " " * len(first)
    name = f"{flat(found.session.name)}, question {found.position + 1}"
    lines = wrap(name, _width(), first=first, rest=rest)
    if found.question != found.session.name:
        lines += wrap(flat(found.question), _width(), first=rest, rest=rest)
    return [*lines, *wrap(flat(found.excerpt), _width(), first=rest * 2, rest=rest * 2)]


def _fields(info: SessionInfo) -> dict[str, object]:
    return {
        "id": info.id,
        "name": info.name,
        "corpus": info.corpus,
        "started": iso(info.started),
        "changed": iso(info.changed),
        "questions": info.exchanges,
    }


def _found_fields(found: FoundExchange) -> dict[str, object]:
    return {
        "session": found.session.id,
        "name": found.session.name,
        "position": found.position,
        "question": found.question,
        "excerpt": found.excerpt,
    }
