"""Plain text in any encoding becomes even, safe text; titles and dates are found."""

from __future__ import annotations

import hashlib
import json
import time
from datetime import date

import pytest

from assistant.articles.dates import date_in_path, parse_date
from assistant.articles.furniture import is_furniture
from assistant.articles.unwrapping import unwrap
from tests.articles.support import One, Read

STORY = "A café’s profit\n\nProfit rose to £5m – “a record” – in 2025."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_does_not_matter(one: One, encoding: str) -> None:
    assert one("a.txt", STORY.encode(encoding)).text == STORY


def test_big_endian_and_latin_1_are_read(one: One) -> None:
    assert one("a.txt", b"\xfe\xff" + STORY.encode("utf-16-be")).text == STORY
    plain = "Le café a coûté £5m à Genève, dit Zoë."
    assert one("b.txt", plain.encode("latin-1")).text == plain


def test_another_code_page_is_recognised(one: One) -> None:
    text = "Выручка компании выросла на пять процентов в прошлом году, сообщил директор. " * 5
    assert one("a.txt", text.encode("cp1251")).text == text.strip()


def test_line_ends_and_control_characters_are_made_even(one: One) -> None:
    text = one(
        "a.txt", "One\r\ntwo\rthree\x00\x1b[31m\x07\u202e four\u00a0 five\t six\ufeff\r\n\r\n\r\n\r\nend\u2028last"
    ).text
    assert text == "One\ntwo\nthree[31m four five six\n\nend\nlast"


def test_accents_are_composed_and_visible_signs_stay(one: One) -> None:
    assert one("a.txt", "cafe\u0301 ‘x’ “y” — …").text == "caf\u00e9 ‘x’ “y” — …"


def test_piled_up_marks_do_not_slow_reading(one: One) -> None:
    start = time.process_time()
    text = one("a.txt", "a" + "\u0345\u0300\u0316" * 30_000 + " end").text
    assert time.process_time() - start < 5
    assert len(text) < 50
    assert text.endswith(" end")


def test_the_first_line_is_the_title_and_stays_in_the_text(one: One) -> None:
    article = one("a.txt", STORY)
    assert article.source.title == "A café’s profit"
    assert article.text.startswith("A café’s profit\n")


def test_a_first_line_too_long_for_a_title_leaves_the_file_name(one: One) -> None:
    assert one("x/Doctor_Who.txt", "word " * 60).source.title == "Doctor Who"


def test_front_matter_of_a_text_file_gives_the_fields(one: One) -> None:
    block = (
        "---\ntitle: 'Power: a primer'\npublisher: The Grid\nauthor: [Ada Holm, Ben Roe]\npublished: 2026-03-14\n"
        "url: https://example.org/a\nlanguage: en\ntags: [power, chips]\nabout: An example.\n---\n"
    )
    article = one("2020-01-01-a.txt", block + STORY)
    source = article.source
    assert (source.title, source.publisher, source.author) == ("Power: a primer", "The Grid", "Ada Holm, Ben Roe")
    assert (source.published, source.url, source.language) == (date(2026, 3, 14), "https://example.org/a", "en")
    assert (source.tags, source.note, source.path) == (("power", "chips"), "An example.", "2020-01-01-a.txt")
    assert article.text == STORY


def test_front_matter_that_is_not_yaml_is_read_by_line_and_said(read: Read) -> None:
    result = read("a.md", "---\ntitle: AI: the next wave\ndate: 2026-03-14\n---\nText.")
    assert result.articles[0].source.title == "AI: the next wave"
    assert result.articles[0].source.published == date(2026, 3, 14)
    assert result.articles[0].text == "Text."
    assert len(result.problems) == 1
    assert "front matter is not valid YAML in line 2" in result.problems[0].reason


@pytest.mark.parametrize(
    "block", ["published: 2026-13-45", "? [a]\n: b", "[" * 2_000, "a: &a [*a]", "!!python/name:os.system"]
)
def test_hostile_front_matter_never_raises(read: Read, block: str) -> None:
    result = read("a.txt", f"---\n{block}\n---\nThe text.")
    assert result.articles[0].text.endswith("The text.")
    assert result.articles[0].source.published is None


def test_a_rule_that_opens_a_text_is_no_front_matter(one: One) -> None:
    assert "Just a line" in one("a.txt", "---\nJust a line\n---\nThe text.").text
    assert "No end" in one("b.txt", "---\nNo end of it").text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-14", date(2026, 3, 14)),
        ("2026-03-14T23:59:00-08:00", date(2026, 3, 14)),
        ("2026/3/4", date(2026, 3, 4)),
        ("20260314", date(2026, 3, 14)),
        (20260314, date(2026, 3, 14)),
        ("D:20260314120000+01'00'", date(2026, 3, 14)),
        ("14 March 2026", date(2026, 3, 14)),
        ("March 14th, 2026", date(2026, 3, 14)),
        ("Sat, 14 Mar 2026 10:00:00 GMT", date(2026, 3, 14)),
        ("Sept. 5, 2025", date(2025, 9, 5)),
        ("25/12/2025", date(2025, 12, 25)),
        ("12/25/2025", date(2025, 12, 25)),
        ("03/04/2026", None),
        ("March 2026", None),
        ("2026-02-30", None),
        ("14 Marching 2026", None),
        ("soon", None),
        (None, None),
        (True, None),
        (2026, None),
    ],
)
def test_dates_are_read_and_never_guessed(value: object, expected: date | None) -> None:
    assert parse_date(value) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2026-03-14-x.txt", date(2026, 3, 14)),
        ("20260314_x.md", date(2026, 3, 14)),
        ("news/2026/03/14/x.txt", date(2026, 3, 14)),
        ("2026-03-14/x.txt", date(2026, 3, 14)),
        ("2025/01/01/2026-03-14.txt", date(2026, 3, 14)),
        ("20261399.txt", None),
        ("1234567890.txt", None),
        ("001.txt", None),
        ("report-2026.txt", None),
    ],
)
def test_a_dated_name_gives_the_date(path: str, expected: date | None) -> None:
    assert date_in_path(path) == expected


def test_without_a_date_there_is_none(one: One) -> None:
    assert one("a.txt", STORY).source.published is None
    assert one("20260314_a.txt", STORY).source.published == date(2026, 3, 14)


def test_the_digest_covers_the_words_and_not_the_path(one: One) -> None:
    first, second = one("a.txt", STORY), one("b/c.txt", STORY)
    parts = ["A café’s profit", "", "", "", "", STORY]
    assert first.digest == hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
    assert first.digest == second.digest
    assert one("c.txt", STORY + " More.").digest != first.digest


def test_page_furniture_is_cut_from_the_text(one: One) -> None:
    lines = [
        "Acme grows",
        "Share this article",
        "Acme grew.",
        "Advertisement",
        "It hired.",
        "Comments",
        "No comments yet. Be the first!",
    ]
    assert one("a.txt", "\n".join(lines)).text == "Acme grows\nAcme grew.\nIt hired."


@pytest.mark.parametrize(
    "line",
    [
        "Comments",
        "12 Comments",
        "Comments (3)",
        "No comments yet. Be the first!",
        "Leave a reply",
        "Share this article",
        "Share on Facebook",
        "Follow us on X",
        "Subscribe to our newsletter",
        "SIGN UP FOR OUR DAILY NEWSLETTER",
        "Log in",
        "We use cookies to improve your experience.",
        "Accept all cookies",
        "Read more: Acme buys Widget",
        "Related articles",
        "Most read",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "© 2026 The Daily",
        "All rights reserved.",
        "Copyright 2026 The Daily. All rights reserved.",
        "Skip to main content",
        "Home > Business > Deals",
        "5 min read",
        "Privacy policy | Terms of use",
        "Image credit: Getty Images",
        "Already a subscriber? Log in",
        "Page 3 of 7",
    ],
)
def test_lines_of_the_page_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "The regulator asked for comments on the plan.",
        "Shares of Acme fell.",
        "Share prices rose.",
        "Cookies are sold in tins.",
        "Advertisement revenue fell 5%.",
        "Subscribers rose to 5 million.",
        "Share on sales of 3.56 billion dollars",
        "Homes",
        "Comments by the chairman moved the market.",
        "The Comments Section Wars",
        "Menu prices are up",
        "Related party deals grew",
        "Copyright law is changing.",
        "",
        "Revenue: $5bn",
        "More homes were built",
    ],
)
def test_lines_of_an_article_are_not(line: str) -> None:
    assert not is_furniture(line)


def test_lines_cut_at_a_width_are_joined() -> None:
    wire = (
        "    Showers went on through the week in the\n"
        "cocoa zone, easing the drought since early January and\n"
        "improving prospects for the coming harvest, the firm said\n"
        "in its review.\n"
        "    The dry spell means that the year-on-\n"
        "year harvest will be late this time.\n"
        "    Shr 39 cts vs 44 cts\n"
        "    Net 5.9 mln vs 6.2 mln\n"
    )
    assert unwrap(wire).split("\n") == [
        "Showers went on through the week in the cocoa zone, easing the drought since early January and improving "
        "prospects for the coming harvest, the firm said in its review.",
        "The dry spell means that the year-on-year harvest will be late this time.",
        "Shr 39 cts vs 44 cts",
        "Net 5.9 mln vs 6.2 mln",
        "",
    ]


def test_lines_that_are_paragraphs_are_left_alone() -> None:
    listed = "Title\n\nApples\nPears from Kent\nPlums\n\nThe end of the list."
    assert unwrap(listed) == listed
    long = "A heading\n" + "word " * 60 + "end.\n" + "Another heading\n" + "word " * 60 + "end."
    assert unwrap(long) == long
