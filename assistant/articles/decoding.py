"""Turns the bytes of a file into text: Unicode first, then the likeliest old code page.

Order: a byte order mark, UTF-8, an encoding that the file itself declares, what
charset-normalizer finds, Windows-1252. The last accepts any bytes, so text always comes
out; bytes that are plainly no text are refused.
"""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_ENCODINGS = frozenset(
    {"punycode", "idna", "undefined", "unicode-escape", "raw-unicode-escape", "charmap", "utf-7", "mbcs", "oem"}
)
"""What Python decodes and no file is written in; the first takes time with the square of the bytes."""
_SAMPLE = 64_000
"""Bytes that decide: enough to tell a code page, few enough to stay fast."""
_SINGLE_BYTE = frozenset({"cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1257", "latin_1", "iso8859_15"})
_MULTI_BYTE = frozenset({"gb18030", "gb2312", "gbk", "big5", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949"})
_WESTERN = frozenset("€£¥©®°±éèêëàâáäåæçîïíñôöóøùûüúßÉÈÀÁÄÅÆÇÍÑÖÓØÜÚ‘’“”–—…•")


def decode(data: bytes, declared: str = "") -> str:
    """The text of a file.

    Args:
        data: The whole file.
        declared: An encoding that the file names itself, if any.

    Raises:
        UnicodeError: A byte order mark promises an encoding that the bytes do not keep.
        ValueError: The bytes are no text (many NULs, no mark).
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding)
    if data[:_SAMPLE].count(0) * 20 > len(data[:_SAMPLE]):
        raise ValueError("holds binary data, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            if codecs.lookup(declared).name not in _NO_ENCODINGS:
                return data.decode(declared)
        except (LookupError, UnicodeError):
            pass
    return _old_encoding(data)


def _old_encoding(data: bytes) -> str:
    """Decodes bytes that are not Unicode."""
    western = data.decode("cp1252", "replace")
    marked = [character for character in western[:_SAMPLE] if character > "\x7f"]
    # charset-normalizer needs more text than an article has to tell one Latin page from
    # another, so the everyday signs of Western text decide first.
    if sum(character in _WESTERN for character in marked) * 10 >= len(marked) * 9:
        return western
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=sorted(_SINGLE_BYTE | _MULTI_BYTE)).best()
    if best is None:
        return western
    return data.decode(best.encoding, "replace")
