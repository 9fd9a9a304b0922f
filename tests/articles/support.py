"""Files of each format, made by hand, and the types of the fixtures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import docx
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from assistant.articles import ReadResult
from assistant.datatypes import Article

Read = Callable[[str, bytes | str], ReadResult]
"""Writes a file of the given name and content and reads it."""
One = Callable[[str, bytes | str], Article]
"""The same for a file that holds one article and gives no problem."""

HTML = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Acme buys Widget | The Daily</title>
<meta property="og:site_name" content="The Daily"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2031-12-28T10:00:00Z"><link rel="canonical" href="https://example.org/a">
</head><body><nav><a href="/">Home</a> <a href="/b">Business</a></nav><article><h1>Acme buys Widget</h1>
<p>Acme said on Monday it would buy Widget for $1.2bn (£900m), the <b>largest</b> deal it has made so far.</p>
<h2>Why it matters</h2><p>The deal closes in May.<br>
It is <a href="x">big</a>, and it needs the consent of the regulator.</p>
<ul><li>One point of note</li><li>Two points<ul><li>Inner point</li></ul></li></ul>
<table><tr><th>Year</th><th>Revenue</th></tr><tr><td>2025</td><td>$5bn</td></tr></table>
<p>Share this article</p></article><footer>© 2031 The Daily</footer><script>var x = 1;</script></body></html>"""


def pdf(*pages: list[str], info: dict[str, str] | None = None, password: str = "") -> bytes:
    """A PDF file with one text line under another on each page."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream.set_data(f"BT /F1 10 Tf 14 TL 50 800 Td {shown} ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata(info or {})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def word_file() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Acme buys Widget"
    document.core_properties.author = "Jane Doe"
    document.core_properties.created = datetime(2026, 3, 14, 9, tzinfo=UTC)
    document.core_properties.keywords = "deals; chips"
    document.add_heading("Acme buys Widget", 0)
    document.add_paragraph("Acme said it would buy Widget.")
    document.add_heading("Why it matters", 1)
    document.add_paragraph("A point", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Year", "Revenue", "2025", "$5bn"), strict=True):
        cell.text = text
    document.add_paragraph("The end.")
    out = BytesIO()
    document.save(out)
    return out.getvalue()
