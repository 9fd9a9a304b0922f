"""Question files in YAML: a list of questions, each a text or a mapping of fields.

Values are read by the core rules of YAML 1.2, so ``No`` is a text, ``9e11`` a number and
``2025-03-31`` the text of a day; tags that would make anything else, and aliases, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from assistant.batch import json_text
from assistant.batch.fields import FieldError
from assistant.batch.records import MAX_RECORDS, FileRefusedError, LineProblem, Record

MAX_BYTES = 8_000_000
_MAX_EVENTS = 1_000_000
"""Texts, and beginnings and ends of lists and mappings."""
_DEPTH = 20
_ADVICE = "Write a list: each question a line such as '- question: What was Acme valued at?'"
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_PLAIN = "tag:yaml.org,2002:"
_READ_TAGS = frozenset(
    f"{_PLAIN}{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "value", "seq", "map")
)


def read_yaml(data: bytes) -> Iterator[Record | LineProblem]:
    """One question an element of the list.

    Raises:
        FileRefusedError: It is no YAML, no list, or too large.
    """
    root = _root(_decoded(data))
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        return
    if not isinstance(root, yaml.SequenceNode):
        raise FileRefusedError("holds no list of questions", _ADVICE)
    if len(root.value) > MAX_RECORDS:
        raise FileRefusedError(f"holds more than {MAX_RECORDS:,} questions", "Split it into smaller files")
    for node in root.value:
        yield _record(node)


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise FileRefusedError(
            f"is larger than {MAX_BYTES // 1_000_000} MB", "Split it into smaller files, or use .jsonl"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        wrong = data[error.start]
        raise FileRefusedError(f"is not UTF-8 in line {line} (byte 0x{wrong:02x})", "Save it as UTF-8") from None


def _root(text: str) -> yaml.Node | None:
    """The document, of which nothing is built yet."""
    # The C loader marks places as the other does; it is there in most installations, and ten times as fast.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _check_events(yaml.parse(text, Loader=loader))
        return yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        raise FileRefusedError(f"is not YAML that can be read: {_place(error, text)}", _ADVICE) from None


def _check_events(events: Iterator[yaml.Event]) -> None:
    """Refuse what would take more room than the file: aliases, and nesting beyond all use."""
    depth = 0
    for count, event in enumerate(events):
        if count > _MAX_EVENTS:
            raise FileRefusedError(f"holds more than {_MAX_EVENTS:,} values", "Split it into smaller files")
        line = 1 if event.start_mark is None else event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise FileRefusedError(
                f"cannot be read: line {line}: an alias (*{str(event.anchor)[:40]}) is not read",
                "Write the value out where it is used",
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEPTH:
            raise FileRefusedError(f"cannot be read: line {line}: nested too deeply", _ADVICE)


def _place(error: yaml.YAMLError, text: str) -> str:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        said = getattr(error, "problem", None) or getattr(error, "context", None)
        return f"line {mark.line + 1}, column {mark.column + 1}: {said}"
    position = getattr(error, "position", None)
    if isinstance(position, int):
        line = text[:position].count("\n") + 1
        return f"line {line}: {getattr(error, 'reason', 'a character that is not allowed')}"
    return str(error).splitlines()[0]


def _record(node: yaml.Node) -> Record | LineProblem:
    line = node.start_mark.line + 1
    try:
        _check_tag(node)
        if isinstance(node, yaml.ScalarNode):
            return Record(line, {"question": json_text.whole(node.value)})
        value = _value(node)
        if not isinstance(value, dict):
            raise FieldError("a question must be a text, or fields such as 'question: …'; this is a list")
    except FieldError as error:
        return LineProblem(line, str(error))
    return Record(line, value)


def _value(node: yaml.Node) -> object:
    _check_tag(node)
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_value(each) for each in node.value]
    found: dict[str, object] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise FieldError(f"line {key_node.start_mark.line + 1}: a key must be a text")
        key = json_text.whole(key_node.value)
        if key in found:
            raise FieldError(f"key '{key[:40]}' is given twice")
        found[key] = _value(value_node)
    return found


def _check_tag(node: yaml.Node) -> None:
    if node.tag not in _READ_TAGS:
        line = node.start_mark.line + 1
        raise FieldError(f"line {line}: the tag {node.tag[:60]} is not read; write a plain value")


def _scalar(node: yaml.ScalarNode) -> object:
    text = json_text.whole(node.value)
    if node.style:  # in quotes, or a block
        return text
    if text.casefold() in _WORDS:
        return _WORDS[text.casefold()]
    number = _NUMBER.fullmatch(text)
    if number is None:
        return text
    if len(text) > 400:
        raise FieldError(f"line {node.start_mark.line + 1}: a number is too long")
    return float(text) if number[1] or number[2] else int(text)
