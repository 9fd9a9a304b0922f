"""Files that ask for far more time or memory than their size shows, small enough to be made in a test."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from tests.articles.support import word_file

_W = b'<?xml version="1.0"?>%b<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_W_END = b"</w:body></w:document>"
_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%b</sheetData></worksheet>'


def laughs(depth: int = 12) -> bytes:
    """A document type whose entities grow tenfold with each line."""
    lines = [b"<!ENTITY a0 'aaaaaaaaaa'>"]
    lines += [b"<!ENTITY a%d '%b'>" % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, depth)]
    return b"<!DOCTYPE x [" + b"".join(lines) + b"]>"


def package(*members: tuple[str, bytes], level: int = 9) -> bytes:
    """A zip file of these members."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as made:
        for name, data in members:
            made.writestr(name, data)
    return out.getvalue()


def replaced(seed: bytes, part: str, data: bytes) -> bytes:
    """A package with another content of one part."""
    with zipfile.ZipFile(BytesIO(seed)) as old:
        return package(*((name, data if name.endswith(part) else old.read(name)) for name in old.namelist()))


def word_with(body: bytes, doctype: bytes = b"") -> bytes:
    """A Word file with this body."""
    return replaced(word_file(), "word/document.xml", _W % doctype + body + _W_END)


def sheet_with(book: bytes, rows: bytes) -> bytes:
    """A workbook with these rows."""
    return replaced(book, "sheet1.xml", _SHEET % rows)


def lying(data: bytes) -> bytes:
    """A package whose directory says that each part is of a hundred bytes."""
    out, at = bytearray(data), data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", out, at + 24, 100)
        at = out.find(b"PK\x01\x02", at + 4)
    return bytes(out)


def pdf_of(*objects: bytes) -> bytes:
    """A PDF file of numbered objects, the first its root."""
    out, offsets = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + head + table + tail


def pdf_page(content: bytes, kids: bytes = b"3 0 R", count: int = 1) -> bytes:
    """A PDF file with one page of this content, which stands in its tree as the kids say."""
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        pdf_stream(content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def pdf_stream(content: bytes) -> bytes:
    """A packed stream."""
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed)


def pdf_tree(depth: int = 30) -> bytes:
    """A PDF file whose page tree doubles with each level."""
    levels = [b"<</Type/Pages/Count 2/Kids[%d 0 R %d 0 R]>>" % (i + 1, i + 1) for i in range(2, depth + 2)]
    return pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", *levels, b"<</Type/Page/MediaBox[0 0 9 9]>>")


_RESOURCES = b"/Resources<</XObject<</X %d 0 R>>/Font<</F1 16 0 R>>>>"


def pdf_forms(pages: int) -> bytes:
    """A PDF file each of whose pages draws a form that draws two that draw two, twelve levels deep."""
    kinds = [b"<</Type/XObject/Subtype/Form" + _RESOURCES % number + b"/Length" for number in range(4, 17)]
    forms = [pdf_stream(b"/X Do /X Do").replace(b"<</Length", kind) for kind in kinds[:12]]
    leaf = pdf_stream(b"BT /F1 10 Tf (Hi) Tj ET").replace(b"<</Length", kinds[12])
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]" + _RESOURCES % 3 + b"/Contents 17 0 R>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    return _pages(page, pages, *forms, leaf, font, pdf_stream(b"/X Do BT (a) Tj ET"))


def pdf_font(pages: int) -> bytes:
    """A PDF file each of whose pages uses a font that maps all characters in one line."""
    table = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
    table += b"1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap"
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 4 0 R/DescendantFonts[5 0 R]>>"
    below = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/DW 1000>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F1 3 0 R>>>>/Contents 6 0 R>>"
    return _pages(page, pages, font, pdf_stream(table), below, pdf_stream(b"BT /F1 10 Tf <00410042> Tj ET"))


def _pages(page: bytes, count: int, *shared: bytes) -> bytes:
    kids = b" ".join(b"%d 0 R" % (3 + len(shared) + i) for i in range(count))
    tree = b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids)
    return pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", tree, *shared, *[page] * count)


_SHOWN = b"BT /F1 10 Tf (Hello there) Tj ET"
_SENTENCE = b"Acme said that revenue was $4 billion in 2004. "
_MERGED = b"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='100000000'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
_RUN = b"<w:p><w:r><w:t>%b</w:t></w:r></w:p>"


def articles() -> dict[str, tuple[bytes, str]]:
    """By name of a file: what it holds, and a part of the reason that must be told; empty where it is read."""
    return {
        **_web_pages(),
        **_word_files(),
        **_pdf_files(),
        **_records(),
        **_texts(),
    }


def _web_pages() -> dict[str, tuple[bytes, str]]:
    entities = laughs() + b"<html><body><p>&a11; some text of an article.</p></body></html>"
    return {
        "deep.html": (b"<html><body>" + b"<div>" * 100_000 + _SENTENCE * 30, "holds no main text"),
        "entities.html": (entities, "holds no main text"),
        "attributes.html": (
            b"<html><body><p " + b" ".join(b"a%d=b" % i for i in range(300_000)) + b">Text.</p>",
            "a tag with more than 1,000 attributes",
        ),
        "tables.html": (b"<table><tr><td>" * 2_000, "tables nested beyond reason"),
        "siblings.html": (b"<html><body><p>" + b"<b>a</b> c " * 200_000, "an element with more than 5,000 others"),
        "elements.html": (
            b"<html><body>" + (b"<div>" + b"<i>a</i>" * 900 + b"</div>") * 80,
            "more than 60,000 elements",
        ),
        "paragraphs.html": (b"<html><body>" + (b"<div>" + b"<p>a</p>" * 900 + b"</div>") * 20, "12,000 paragraphs"),
        "unclosed.html": (b"<html " * 2_000_000, "a tag with more than 1,000 attributes"),
    }


def _word_files() -> dict[str, tuple[bytes, str]]:
    return {
        "huge.docx": (package(("word/document.xml", b"a" * 310_000_000), level=1), "unpacks to more than 300,000,000"),
        "tags.docx": (word_with(b"<w:p/>" * 3_000_000), "more than 1,000,000 tags"),
        "paragraphs.docx": (word_with(b"<w:p/>" * 60_000), "more than 50,000 paragraphs"),
        "span.docx": (word_with(_MERGED), "more than 200 columns"),
        "styles.docx": (
            word_with(b"".join(b"<w:p><w:pPr><w:pStyle w:val='H%d'/></w:pPr></w:p>" % i for i in range(30_000))),
            "more than 1,000 styles",
        ),
        "deep.docx": (word_with(b"<w:tbl><w:tr><w:tc>" * 20_000), "is damaged"),
        "laughs.docx": (word_with(_RUN % b"&a11;", laughs()), "is damaged"),
        "members.docx": (package(*((f"m{i}.xml", b"") for i in range(20_000))), "is damaged"),
        "lying.docx": (lying(word_with(_RUN % (b"a " * 1_000_000))), "is damaged"),
        "nested.docx": (package(("word/document.xml", package(("a.docx", b"a" * 9_000_000)))), "is damaged"),
    }


def _pdf_files() -> dict[str, tuple[bytes, str]]:
    return {
        "circle.pdf": (pdf_page(_SHOWN, b"3 0 R 2 0 R", 2), "is damaged"),
        "endless.pdf": (pdf_tree(), "is damaged"),
        "again.pdf": (pdf_page(_SHOWN, b"3 0 R " * 20_000, 20_000), "a page more than once"),
        "count.pdf": (pdf_page(_SHOWN, count=2_000_000_000), ""),
        "flate.pdf": (pdf_page(b"a" * 200_000_000), "is damaged"),
        "drawn.pdf": (
            pdf_page(b"BT /F1 10 Tf " + b"(Hello there) Tj T* " * 300_000),
            "more work than a file of its size",
        ),
        "forms.pdf": (pdf_forms(500), "more work than a file of its size"),
        "fonts.pdf": (pdf_font(500), "more work than a file of its size"),
        "nested.pdf": (pdf_page(b"BT (a) Tj " + b"[" * 100_000), "is damaged"),
    }


def _records() -> dict[str, tuple[bytes, str]]:
    return {
        "line.jsonl": (b'{"text": "' + b"word " * 3_900_000 + b'"}\n', "holds 19,500,000 characters"),
        "field.csv": (b'id,text\n1,"' + b"word " * 3_900_000 + b'"\n', "holds 19,500,000 characters"),
        "nested.jsonl": (b"[" * 5_000_000, "nested too deeply"),
        "digits.jsonl": (b'{"text": "a", "id": ' + b"1" * 5_000_000 + b"}", "is not usable JSON"),
        "bad.jsonl": (b"x\n" * 3_000_000, "from here on it is not read"),
        "rows.csv": (b"id,text\n" + b'"a"b\n' * 3_000_000, "from here on it is not read"),
        "columns.csv": (b"text," + b"," * 5_000_000 + b"\n" + b"a," * 5_000_002, "fields where the header has"),
    }


def _texts() -> dict[str, tuple[bytes, str]]:
    anchors = b"a: &a [x, x, x, x, x, x, x, x]\n"
    for number in range(98, 120):
        anchors += b"%c: &%c [%b]\n" % (number, number, b", ".join([b"*%c" % (number - 1)] * 8))
    merges = b"a: &a {k: v}\n"
    for number in range(98, 115):
        merges += b"%c: &%c {<<: [%b]}\n" % (number, number, b", ".join([b"*%c" % (number - 1)] * 8))
    title = b"Figures of Acme\n\n"
    return {
        "line.txt": (b"word " * 3_900_000, "holds 19,500,000 characters"),
        "long.md": (b"word " * 3_900_000, "holds 19,500,000 characters"),
        "lines.txt": (b"a\n" * 500_000, "holds 500,000 lines"),
        "marks.md": (b"**a*" * 100_000, "marks of links and emphasis"),
        "unbroken.txt": (title + b"a" * 1_000_000, ""),
        "digits.txt": (title + b"Acme has " + b"7" * 1_000_000 + b" homes.", ""),
        "numbers.txt": (title + b"Acme has " + b" ".join(b"%d" % i for i in range(10_000)) + b".", ""),
        "amounts.txt": (title + b"Acme has " + b", ".join(b"$%d million" % i for i in range(10_000)) + b".", ""),
        "names.txt": (title + b" ".join(b"Acme%d and Globex" % i for i in range(15_000)) + b".", ""),
        "laughs.txt": (b"---\n" + anchors + b"title: *t\ntags: *t\n---\nSome text.", ""),
        "merges.txt": (b"---\n" + merges + b"title: x\n---\nSome text.", ""),
        "deep.txt": (b"---\n" + b"[" * 40_000 + b"\n---\nSome text.", "not valid YAML"),
        "keys.md": (b"---\n" + b"? " * 20_000 + b"\n---\nSome text.", "not valid YAML"),
    }
