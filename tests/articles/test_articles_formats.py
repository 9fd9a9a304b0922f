"""Every format gives its words, its title and its date, and nothing of its markup."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest

from assistant.articles import chunk
from tests.articles.support import HTML, One, Read, pdf, word_file

MARKDOWN = """\
# Acme *buys* Widget

Acme said it would buy [Widget](https://example.org "a link")
for **$1.2bn** (`cash`), its largest deal.[^1] 5 * 3 * 2, snake_case stay; AT&amp;T too.
<!-- a comment -->

Setext Heading
--------------

> A quoted line,
> in two.

* First point
* Second *point*
  1. Nested one
  2. Nested two

| Year | Revenue |
|------|--------:|
| 2025 | $5bn    |

```python
print(1)
```

![a picture](x.png)

---

The end<br>of it <b>all</b>.
"""


def test_markdown_reads_as_its_page_does(one: One) -> None:
    article = one("a.md", MARKDOWN)
    assert article.source.title == "Acme buys Widget"
    assert [line for line in article.text.split("\n") if line] == [
        "Acme buys Widget",
        "Acme said it would buy Widget for $1.2bn (cash), its largest deal.[^1] 5 * 3 * 2, snake_case stay; AT&T too.",
        "Setext Heading",
        "A quoted line, in two.",
        "- First point",
        "- Second point",
        "1. Nested one",
        "2. Nested two",
        "Year | Revenue",
        "2025 | $5bn",
        "print(1)",
        "The end",
        "of it all.",
    ]


def test_headings_of_markdown_head_their_passages(one: One) -> None:
    article = one(
        "a.md", "# Title\n\nText of it.\n\n## Why it matters\n- A point\n- Another\n\n### The Next Step\nMore."
    )
    passages = chunk(article)
    assert [(p.heading, [s.text for s in p.sentences]) for p in passages] == [
        ("", ["Text of it."]),
        ("Why it matters", ["A point", "Another"]),
        ("The Next Step", ["More."]),
    ]


@pytest.mark.parametrize(
    "text", ["[" * 30_000, "![" * 20_000, "*a **b " * 10_000, "> " * 20_000, "<!-- " * 20_000, "- " * 9_000]
)
def test_hostile_markdown_does_not_raise(read: Read, text: str) -> None:
    result = read("a.md", text)
    assert len(result.articles) + len(result.problems) == 1


def test_a_web_page_gives_its_main_text_and_its_head(one: One) -> None:
    article = one("a.html", HTML)
    source = article.source
    assert (source.title, source.publisher, source.author) == ("Acme buys Widget", "The Daily", "Jane Doe")
    # Beyond any clock: the day is taken as written, whatever today is.
    assert (source.published, source.url, source.language) == (date(2031, 12, 28), "https://example.org/a", "en-GB")
    lines = [line for line in article.text.split("\n") if line]
    assert lines == [
        "Acme buys Widget",
        "Acme said on Monday it would buy Widget for $1.2bn (£900m), the largest deal it has made so far.",
        "Why it matters",
        "The deal closes in May.",
        "It is big, and it needs the consent of the regulator.",
        "- One point of note",
        "- Two points",
        "- Inner point",
        "Year | Revenue",
        "2025 | $5bn",
    ]
    assert "\n\nWhy it matters\n\n" in article.text


def test_a_web_page_in_the_encoding_that_it_declares(one: One) -> None:
    page = HTML.replace("utf-8", "iso-8859-1").replace("© ", "")
    assert "(£900m)" in one("a.htm", page.encode("latin-1")).text


def test_a_web_page_of_tables_without_end_is_refused(read: Read) -> None:
    result = read("a.html", "<html><body>" + "<table><tr><td>" * 10_000)
    assert result.problems[0].reason == "holds tables nested beyond reason"


def test_a_short_web_page_is_read_too(one: One) -> None:
    assert "Acme grew by 5% in 2025." in one("a.html", "<html><body><p>Acme grew by 5% in 2025.</p></body></html>").text


def test_a_pdf_gives_paragraphs_without_running_lines(one: One) -> None:
    body = [
        "The company said that its revenue rose by a fifth in the year, as more of the invest-",
        "ment in its long-term plan paid off and the run-rate of its largest business went up.",
        "It ended well.",
        "A second paragraph begins here and goes on for long enough to be cut at the width as",
        "well, in the long-",
        "term view of its author.",
    ]
    pages = [["The Daily Report", *body, str(number)] for number in (1, 2, 3)]
    article = one(
        "a.pdf", pdf(*pages, info={"/Title": "A Report", "/Author": "A. Holm", "/CreationDate": "D:20260314100000Z"})
    )
    assert (article.source.title, article.source.author) == ("A Report", "A. Holm")
    assert article.source.published == date(2026, 3, 14)
    assert "as more of the investment in its long-term plan paid off" in article.text
    assert "in the long-term view of its author." in article.text
    assert "The Daily Report" not in article.text
    assert "\nA second paragraph begins" in article.text


def test_a_pdf_that_cannot_be_read_says_why(read: Read) -> None:
    assert "no text" in read("a.pdf", pdf([])).problems[0].reason
    assert "password" in read("b.pdf", pdf(["Text."], password="secret")).problems[0].reason
    assert "damaged" in read("c.pdf", b"%PDF-1.4 and nothing else").problems[0].reason


def test_a_word_file_gives_its_paragraphs_headings_and_tables_in_order(one: One) -> None:
    article = one("a.docx", word_file())
    source = article.source
    assert (source.title, source.author, source.published) == ("Acme buys Widget", "Jane Doe", date(2026, 3, 14))
    assert source.tags == ("deals", "chips")
    assert [line for line in article.text.split("\n") if line] == [
        "Acme buys Widget",
        "Acme said it would buy Widget.",
        "Why it matters",
        "- A point",
        "Year | Revenue",
        "2025 | $5bn",
        "The end.",
    ]
    assert [p.heading for p in chunk(article)] == ["", "Why it matters"]


def test_the_properties_of_a_template_are_not_those_of_the_article(one: One) -> None:
    document = docx.Document()
    document.add_paragraph("Acme buys Widget")
    document.add_paragraph("It paid $1.2bn.")
    out = BytesIO()
    document.save(out)
    source = one("a.docx", out.getvalue()).source
    assert (source.title, source.author, source.published) == ("Acme buys Widget", "", None)
