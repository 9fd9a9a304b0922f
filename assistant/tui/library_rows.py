"""A file of the library as it is shown in a table and told at length, and what came of adding some."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from textual.content import Content

from assistant.indexing.library import Added, LibraryRow, State
from assistant.rendering import flat
from assistant.tui.contents import MUTED, plain
from assistant.tui.widgets.columns import Column

PROBLEMS = frozenset({State.FAILED, State.SKIPPED})
"""States of files that gave no article."""
CHANGES = frozenset({State.NEW, State.CHANGED, State.GONE})
"""States of files that the index does not know as they are."""
READABLE = frozenset({State.INDEXED, State.CHANGED, State.GONE})
"""States of articles whose text the index holds."""

_STYLES = {
    State.FAILED: "bold $text-error",
    State.SKIPPED: "bold $text-warning",
    State.NEW: "bold $text-accent",
    State.CHANGED: "bold $text-accent",
    State.GONE: "bold $text-accent",
}
_GRAVITY = (State.FAILED, State.SKIPPED, State.NEW, State.CHANGED, State.GONE, State.COPY, State.INDEXED)
_LISTED = 12
"""Files that a report names."""


def library_columns() -> tuple[Column[LibraryRow], ...]:
    """The columns of the library."""
    return (
        Column("state", "state", lambda row: row.state.value, 14, order=_state, share=1, style=_style),
        Column("path", "path", lambda row: row.path, 20, order=lambda row: _sorted(row.path), share=4, style="bold"),
        Column("title", "title", lambda row: row.title, 16, order=lambda row: _sorted(row.title), share=5),
        Column(
            "publisher", "publisher", lambda row: row.publisher, 14,
            order=lambda row: _sorted(row.publisher), share=2, style=MUTED, leaves=2,
        ),
        Column("date", "date", _day, 10, order=lambda row: row.published, style=MUTED, leaves=1),
        Column("size", "size", lambda row: size(row.size), 8, order=lambda row: row.size, right=True, style=MUTED),
        Column(
            "problem", "problem", lambda row: row.reason, 24,
            order=lambda row: _sorted(row.reason), share=5, style=_style, leaves=3,
        ),
    )  # fmt: skip


def _state(row: LibraryRow) -> int:
    """The states that ask for something to be done come first."""
    return _GRAVITY.index(row.state)


def _style(row: LibraryRow) -> str:
    return _STYLES.get(row.state, MUTED)


def _sorted(text: str) -> str | None:
    return flat(text).strip().casefold() or None


def _day(row: LibraryRow) -> str:
    return row.published.isoformat() if row.published else ""


def size(count: int) -> str:
    """A number of bytes in few characters: ``940 B``, ``12 kB``, ``3.4 MB``."""
    if count < 1000:
        return f"{count} B"
    for unit, factor in (("kB", 1e3), ("MB", 1e6)):
        if count < 999.5 * factor:
            number = count / factor
            return f"{number:.1f} {unit}" if number < 9.95 else f"{number:.0f} {unit}"
    return f"{count / 1e9:.1f} GB"


def library_matches(row: LibraryRow, words: str) -> bool:
    """Whether a row holds all words, anywhere in what is shown of it; capitals do not matter."""
    fields = (row.path, row.title, row.publisher, _day(row), row.state.value, row.reason)
    text = "\n".join(fields).casefold()
    return all(word in text for word in words.casefold().split())


def summary(rows: Iterable[LibraryRow]) -> str:
    """Count what there is: ``14 articles, 1 problem, 2 left out, 3 changes on disk``."""
    count = Counter(row.state for row in rows)
    articles = count[State.INDEXED] + count[State.COPY] + count[State.CHANGED] + count[State.GONE]
    changes = sum(count[state] for state in CHANGES)
    told = [_counted(articles, "article", "articles"), _counted(count[State.FAILED], "problem", "problems")]
    told += [f"{count[State.SKIPPED]:,} left out"] if count[State.SKIPPED] else []
    return ", ".join([*told, f"{_counted(changes, 'change', 'changes')} on disk"])


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def row_content(row: LibraryRow) -> Content:
    """Tell all of a file."""
    known = (row.title, row.publisher, _day(row), size(row.size))
    about = " · ".join(part for part in map(flat, known) if part.strip())
    told = f"{row.state.value}: {flat(row.reason)}" if row.reason else row.state.value
    return Content("\n").join([plain(flat(row.path), "bold"), plain(about, MUTED), plain(told, _style(row))])


def added_content(added: Added) -> Content:
    """Tell what was copied, and what was refused and why."""
    lines = [_list("Copied", [flat(path) for path in added.copied])] if added.copied else []
    if added.refused:
        refused = [f"{flat(problem.path)}: {flat(problem.reason)}" for problem in added.refused]
        lines.append(_list("Left out", refused))
    return Content("\n").join(lines) if lines else plain("There was no article in it.")


def _list(head: str, entries: Sequence[str]) -> Content:
    more = [f"… and {len(entries) - _LISTED:,} more"] if len(entries) > _LISTED else []
    if len(entries) == 1:
        return plain(f"{head}: {entries[0]}")
    body = "".join(f"\n  {entry}" for entry in [*entries[:_LISTED], *more])
    return Content.assemble(f"{head} {len(entries):,}:", plain(body, MUTED))
