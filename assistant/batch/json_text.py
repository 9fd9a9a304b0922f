"""JSON that a person wrote: a line of a file, or a cell of a table."""

from __future__ import annotations

import json

from assistant.batch.fields import FieldError


def parse(text: str) -> object:
    """Read one JSON text.

    Args:
        text: The text, with nothing around it.

    Returns:
        Dictionaries, lists, texts, numbers, true, false and None.

    Raises:
        FieldError: It is no JSON, gives a key twice, or holds what is no character.
    """
    try:
        value: object = json.loads(text, object_pairs_hook=_without_doubles)
        whole(json.dumps(value, ensure_ascii=False))
    except json.JSONDecodeError as error:
        raise FieldError(f"not JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise FieldError("not JSON that can be read: nested too deeply") from None
    except FieldError:
        raise
    except ValueError:
        raise FieldError("not JSON that can be read: a number is too long") from None
    return value


def whole(text: str) -> str:
    r"""A text as it is, unless it holds half a character.

    Raises:
        FieldError: It holds half of a surrogate pair, which an escape such as ``\ud800`` can write.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise FieldError("holds half of a surrogate pair (\\ud800 to \\udfff), which is no character") from None
    return text


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise FieldError(f"key '{key[:40]}' is given twice")
        found[key] = value
    return found
