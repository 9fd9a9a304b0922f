"""Headings are told from evidence by documented signs."""

from __future__ import annotations

import pytest

from assistant.articles import find_headings

BODY = "The company said that its revenue had risen by a fifth in the last year, more than was forecast."


def headings(text: str, title: str = "") -> list[str]:
    return [line.text for line in find_headings(text, title)]


def test_the_first_line_and_lone_short_lines_are_headings() -> None:
    text = f"A Title of Some Length\n{BODY}\nWhere the Money Went\n{BODY}\nCan It Last?\n{BODY}"
    assert headings(text) == ["A Title of Some Length", "Where the Money Went", "Can It Last?"]


def test_offsets_of_headings_are_exact() -> None:
    text = f"  Title\n\n{BODY}\n\n Next \n{BODY}"
    assert all(text[line.start : line.end] == line.text for line in find_headings(text))
    assert headings(text) == ["Title", "Next"]


@pytest.mark.parametrize(
    "line",
    [
        "It fell.",
        "It fell!",
        "The parts are:",
        "- A point of note",
        "2. A point of note",
        "$900 billion",
        "14 March 2026",
        "Year | Revenue",
        "in lower case",
        "“We are ready.”",
        "one two three four five six seven eight nine ten eleven twelve thirteen",
        "A word that goes on for far longer than any heading may " + "x" * 60,
    ],
)
def test_a_line_that_is_text_is_no_heading(line: str) -> None:
    assert headings(f"Title\n{BODY}\n{line}\n{BODY}") == ["Title"]


def test_a_line_that_the_next_one_goes_on_with_is_no_heading() -> None:
    assert headings(f"Title\n{BODY}\nThe government had claimed tobacco firms\n\n- raised the dose.\n{BODY}") == [
        "Title"
    ]


def test_three_adjoining_short_lines_are_a_list() -> None:
    assert headings(f"Title\n{BODY}\nApple\nMicrosoft\nGoogle\n{BODY}") == ["Title"]


def test_a_heading_and_its_subheading_are_both_headings() -> None:
    assert headings(f"Title\n{BODY}\nResults\nThird Quarter\n{BODY}") == ["Title", "Results", "Third Quarter"]


def test_a_short_line_with_nothing_below_it_is_text() -> None:
    assert headings(f"Title\n{BODY}\nThe writer lives in Bath") == ["Title"]


def test_an_article_of_short_lines_only_keeps_them_as_text() -> None:
    assert headings("Acme buys Widget") == []
    assert headings("Acme\nWidget\nGadget") == []


def test_a_first_line_that_repeats_the_title_is_a_heading_whatever_its_form() -> None:
    assert headings(f"Acme fell. Then it rose.\n{BODY}", "acme fell. Then  it rose.") == ["Acme fell. Then it rose."]
    assert headings(f"Acme fell. Then it rose.\n{BODY}") == []
