"""What really occurs in articles, questions and question files, in pieces, and junk to put between them.

Cases are made of these by Hypothesis in the tests and by a plain random generator in the standing run, so that both
walk through the grammars and not only through noise.
"""

from __future__ import annotations

NUMBERS = (
    "4", "12,000", "3.5", "1,750.25", ".5", "0", "007", "2½", "3-1/2", "1/2", "twenty-five", "a hundred and five",
    "half a", "two and a half", "two-thirds", "tens of", "a few", "several hundred", "a", "one", "millions", "9" * 41,
    "1" + "0" * 300, "1,23,456", "10e5", "1.2.3", "٣٤", "１２", "²", "Ⅷ", "1_000", "0x1F", "+49 30 1234",
)  # fmt: skip
SCALES = (
    " billion", "bn", "m", "k", " thousand", " trillion", "tn", " lakh", " crore", "t", " dozen", " hundred",
)  # fmt: skip
CURRENCIES = (
    "$", "US$", "£", "€", "¥", "₹", "A$", "EUR ", "CHF ", "PS", "-$", "$-", " dollars", " pence", "p", "c",
)  # fmt: skip
UNITS = (
    "%", " per cent", " percentage points", "x", " GW", "GW", " gigawatts", " TWh", " homes", " people", " km",
    "-year-old", " times", " reactors", " a barrel", " per tonne", " years", " m2", "°C", " employees", "/barrel",
)  # fmt: skip
HEDGES = (
    "about ", "up to ", "at least ", "more than ", "exceeding ", "between ", " and ", " to ", "-", "–", "from ",
    "nearly ", "as much as ", "no more than ", "or so", "+", "plus", "minus ", "over ", "somewhere between about ",
)  # fmt: skip
DATES = (
    "2026-03-14", "14 March 2026", "March 14, 2026", "Q3 2025", "the third quarter", "last year", "in 2004",
    "2004-05", "three months to December", "year ago", "12:30", "0000-00-00", "31 February 2026", "9999", "May",
    "first half of", "compared with 2003", "FY 2024/25", "the same period", "1990s",
)  # fmt: skip
WORDS = (
    "Acme", "Globex Corporation", "Time Warner's", "GM", "the company", "It", "Mr Parsons", "German",
    "chief executive", "revenue", "net profit", "valuation", "sales", "shares", "rose", "fell by", "up", "down", "to",
    "of", "for", "the", "said", "was valued at", "reported", "expects", "which", "while", "however", "AT&T",
    "O’Neill", "P/E", "CO2", "What", "How many", "Which company", "is", "was", "should I buy", "according to",
    "I.B.M.", "U.S.", "No.", "e.g.",
)  # fmt: skip
MARKS = (
    ". ", ", ", "; ", ": ", "? ", "! ", "\n", "\n\n", " - ", "(", ")", "“", "”", "'", '"', "…", "• ", "| ", "/", " ",
)  # fmt: skip
JUNK = (
    "\0", "\x1b[31m", "\x1b]8;;http://x\x07", "\x9b2J", "\u202e", "\u2066", "\u2069", "\u200b", "\ufeff", "\u2028",
    "\x85", "\r", "\r\n", "\t", "\x0b", "\x7f", "\u00ad", "e\u0301", "\u0301" * 40, "\U000e0041", "\U0001f600",
    "\u00a0", "\ud800", "漢字。", "ﷺ", "İ", "ß", "ﬁ", "\u1160", "[bold]", "[/]", "[@click=app.quit]x[/]", "<b>", "</p>",
    "&amp;", "&#0;", "&#x110000;", "**", "__", "`", "![x](y)", "[a](b)", "=1+1", "@SUM(A1)", "{{x}}", "%s", "\\",
    "---", "```", "~~~", "#", "<!--", "-->", "<![CDATA[", "<script>", "://", "a" * 300, "." * 50, " " * 50, "(" * 30,
    "-" * 60, "A " * 30, "1 " * 40,
)  # fmt: skip
HTML = (
    "<html>", "<body>", "<article>", "</article>", "<p>", "</p>", "<h1>Acme</h1>", "<ul><li>", "</li></ul>",
    "<table><tr><td>", "</td></tr></table>", "<blockquote>", "<br>", "<a href='x'>", "</a>", "<div>", "</div>",
    "<script>var a='<p>';</script>", "<meta charset=utf-16>",
    "<meta property='article:published_time' content='2026-13-45'>", "<html lang=xx>", "<title>T</title>",
    "<p class='", "<img src=x onerror=y>", "<time datetime='x'>", "<!DOCTYPE html>", "<!ENTITY a 'b'>",
    "<svg><![CDATA[", "&lt;",
)  # fmt: skip
FRONT = (
    "---\n", "title: Acme\n", "title: 'a: b'\n", "title: a: b\n", "published: 2026-01-10\n", "date: 2026-99-10\n",
    "tags: [a, b]\n", "tags:\n- a\n", "&a ", "*a", "!!python/object:os.system x\n", "? x\n: y\n", "{", "[", "]: ",
    "author: 1e999\n", "author: 1_0:30\n", "note: |\n  text\n", "...\n", "%YAML 9.9\n", "<<: {a: b}\n",
    "url: !!binary aGk=\n", "title: 0b1\n", "title: ~\n", "\t: x\n",
)  # fmt: skip
MARKDOWN = (
    "# Head\n", "- item\n", "1. item\n", "> ", "| a | b |\n|---|---|\n", "| 1 | 2 |\n", "**b** ", "_i_ ", "`c` ",
    "```\ncode\n```\n", "[l](u) ", "![i](u) ", "[r]: u\n", "[r] ", "<div>\n", "<!-- c -->", "~~s~~ ", "    code\n",
    "* * *\n", "&copy; ", "\\* ", "Head\n===\n", "999999999999. x\n", "<http://x> ", "  \n",
)  # fmt: skip
TABLES = (
    "id,text\n", "id,title,published,publisher,url,text\n", "id;question;expect.contains\n", "sep=;\n", '"', '""',
    ",", ";", "\t", "question\n", "id,question,expect.status,expect.value.low,expect.value.high\n", "turns\n", "1,",
    "a,b\n", "answered", "22.5", "assume.revenue", "$4bn", "as_of", "2026-01-10",
)  # fmt: skip
JSON = (
    '{"question": "', '"}', '{"text": "', '{"id": 1, "text": "x y z."}\n', '"', "{", "}", "[", "]", ":", ",", "null",
    "true", "1e999", "NaN", "-Infinity", '"\\ud800"', '"\\u0000"', '"turns": ["a"]',
    '"expect": {"status": "abstained"}', '"expect": {"contains": [["a"]]}',
    '"value": {"low": 1, "high": 2, "unit": "x"}', '"assume": {"revenue": "$1bn"}', '"sources": ["*.md"]',
    '"as_of": "2026-02-30"', '"id": "x"', "9" * 5000, "\n", '{"question": "Who?"}\n',
    '{"question": "Who?", "id": "a", "kind": "lookup"}\n',
)  # fmt: skip
YAML = (
    "- question: Who?\n", "- Who?\n", "- turns: [a, b]\n", "  id: x\n", "  expect:\n    status: abstained\n",
    "    contains: [a]\n", "- ", "&a ", "*a\n", "!!set ", "? ", ": ", "|\n", ">-\n", "  ", "{", "}", "[", "]", "'",
    '"', "#", "%", "@", "`", "\t", "- 1e999\n", "---\n", "...\n", "  as_of: 2026-02-30\n",
    "  assume: {revenue: $1bn}\n", "0o17", "-.inf\n", "- question: |\n    a\n    b\n", "  value: {low: 1, high: 2}\n",
)  # fmt: skip
XML = (
    "<w:p>", "</w:p>", "<w:r><w:t>", "</w:t></w:r>", "<w:tbl>", "<w:tr>", "<w:tc>", "</w:tc></w:tr></w:tbl>",
    "<w:pPr><w:pStyle w:val='Title'/></w:pPr>", "<w:gridSpan w:val='99'/>", "<w:vMerge/>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "<row r='1'>", "<c r='A1' t='s'><v>0</v></c>", "</row>",
    "<c r='ZZZZ99999999'>", "<f>1+1</f>", "<v>1e999</v>",
)  # fmt: skip

PDF = (
    "BT ", "ET ", "(", ")", "Tj ", "TJ ", "[", "]", "<<", ">>", "endobj\n", "stream\n", "endstream", "/Length 9",
    "1 0 R",
)  # fmt: skip

TEXT = (*NUMBERS, *SCALES, *CURRENCIES, *UNITS, *HEDGES, *DATES, *WORDS, *MARKS)
GRAMMARS: dict[str, tuple[str, ...]] = {
    ".txt": (*TEXT, *FRONT),
    ".md": (*TEXT, *MARKDOWN, *FRONT),
    ".html": (*TEXT, *HTML),
    ".csv": (*TEXT, *TABLES),
    ".jsonl": (*TEXT, *JSON),
    ".yaml": (*TEXT, *YAML),
    ".pdf": (*TEXT, *PDF),
    ".docx": XML,
    ".xlsx": XML,
}
"""Pieces by kind of file."""
