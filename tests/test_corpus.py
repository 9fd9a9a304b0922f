"""The bundled corpus is what it says it is: original, dated, of readable length, every figure accounted for.

The files are read here with plain YAML and text, not with the product's own readers, so that a
mistake in a reader cannot hide a mistake in an article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parent.parent
CORPUS = CHECKOUT / "corpus"
SOURCE = CHECKOUT.parent / "shared" / "corpus" / "anthropic-valuation.txt"
TEXT_KEYS = ("title", "publisher", "author", "published", "url", "language", "about")
LONGEST_SHARED_RUN = 7
"""Names and figures repeat ("five large nuclear reactors"); eight words in a row would be copying."""

NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
NAMES_AND_CODES = re.compile(r"Claude 3|GPT-4o|[HB][12]00|eGRID\d+|table 6\.07\.B")
"""Digits that name a thing; they measure nothing."""

YEARS = {"2020", "2021", "2022", "2023", "2024", "2025", "2026", "2027"}
CONVERSIONS = {"12", "52", "365", "8,760", "100", "1,000", "1.0"}
GIVEN = {"1", "10", "30", "40", "50", "380", "852", "900", "200,000"}
"""The deal, the rivals, the revenue, the context window."""
PUBLISHED = {
    *("10,791", "10,715", "94", "97", "1,030", "91.0", "92.8", "24.4", "34.2", "35.3", "3.4"),
    *("3,861", "4,183", "176", "4.4", "366", "0.81", "349.7", "770.9", "4.29", "8.887"),
    *("1.54", "1.58", "1.09", "1.15", "1.16", "1.20", "700", "1,275", "10.2", "1,790", "14.3"),
    *("0.75", "0.60", "0.80", "60", "80", "50,000", "250", "300", "500", "5"),
}

AVERAGE_TURBINE = 3.4 * 0.342  # MW
DERIVED: dict[str, float | tuple[float, ...]] = {
    # the valuations, in billions of dollars or per cent
    "520": 900 - 380,
    "48": 900 - 852,
    "5.6": (100 * 48 / 852, 100 * 50 / 900),
    "2.37": 900 / 380,
    "44.6": 100 * 380 / 852,
    "38": 100 * 380 / 1000,
    "3.8": 380 / 100,
    "19": 380 * 0.05,
    "9": 900 / 100,
    "940": 900 + 40,
    "950": 900 + 50,
    "4.4": 100 * 40 / 900,
    "4.3": 100 * 40 / 940,
    "5.3": (100 * 50 / 950, 5000 / (1030 * 0.91)),
    "25": 100 * 10 / 40,
    # the run rate
    "2.5": 30 / 12,
    "3.3": (40 / 12, 100 * 30 / 900),
    "7.5": 30 / 4,
    "22.5": 900 / 40,
    # energy, homes, plants
    "8.76": 8.76,
    "43.8": 5 * 8.76,
    "21.9": 5 * 8.76 / 2,
    "7.7": 5 * 1.54,
    "5.45": 5 * 1.09,
    "4.06": 43_800 / 10_791,
    "1.1": (100 * 43.8 / 3861, 1 / 0.91),
    "24.9": 100 * 43.8 / 176,
    "811,788": 8.76e9 / 10_791,
    "810,000": 8.76e9 / 10_791,
    "818,000": 8.76e9 / 10_715,
    "812": 8.76e6 / 10_791,
    "76": 10_791 - 10_715,
    "0.7": 100 * 76 / 10_715,
    "899": 10_791 / 12,
    "29.6": 10_791 / 365,
    "1.23": 10_791 / 8760,
    "8.21": 1030 * 0.91 * 8760 / 1e6,
    "761,000": 1030e3 * 0.91 * 8760 / 10_791,
    "10,186": AVERAGE_TURBINE * 8760,
    "944": AVERAGE_TURBINE * 8_760_000 / 10_791,
    "11,169": 1.275 * 8760,
    "4.9": 5000 / 1030,
    "5,000": 5000,
    "5.2": 100 * 5 / 97,
    "937": 1030 * 0.91,
    "0.94": 1.030 * 0.91,
    "1.07": 1 / (1.030 * 0.91),
    "4,300": 5000 / AVERAGE_TURBINE,
    "860": 1000 / AVERAGE_TURBINE,
    "1.1628": AVERAGE_TURBINE,
    "20.5": 5 / 0.244,
    "2.9": 1 / 0.342,
    "4.1": 1 / 0.244,
    "3.7": 91.0 / 24.4,
    "0.910": 0.91,
    "0.342": 0.342,
    "0.244": 0.244,
    # data centres and accelerators
    "0.04": 1.58 - 1.54,
    "0.54": 1.54 - 1,
    "0.09": 1.09 - 1,
    "0.649": 1 / 1.54,
    "65": 100 / 1.54,
    "649": 1000 / 1.54,
    "917": 1000 / 1.09,
    "4.2": 100 * 176 / 4183,
    "4.6": 100 * 176 / 3861,
    "20.1": 176_000 / 8760,
    "1.43": 1e9 / 700 / 1e6,
    "0.549": 700 / 1275,
    "55": 100 * 700 / 1275,
    "1.4": 1790 / 1275,
    "833.3": 1000 / 1.2,
    "654,000": 1e9 / 1.2 / 1275,
    "466,000": 1e9 / 1.2 / 1790,
    "509,000": 1e9 / 1.54 / 1275,
    "720,000": 1e9 / 1.09 / 1275,
    "3.27": 5e9 / 1.2 / 1275 / 1e6,
    # carbon
    "3.06": 8.76 * 0.3497,
    "3.21": 8.76 * 0.366,
    "714,000": 8.76e6 * 0.3497 / 4.29,
    "112.5": 1000 / 8.887,
    # text
    "150,000": 200_000 * 0.75,
    "120,000": 200_000 * 0.60,
    "160,000": 200_000 * 0.80,
    "600": 150_000 / 250,
    "800,000": 200_000 * 4,
    "10,000": 50_000 / 5,
    "4,000,000": 50_000 * 80,
}
"""Each figure that an article works out: as it is printed, and as it is worked out here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the corpus: its name, its front matter (empty for plain text) and its body."""

    name: str
    matter: dict[str, object]
    body: str

    @property
    def title(self) -> str:
        return str(self.matter["title"]) if self.matter else self.body.splitlines()[0]


@cache
def entries() -> tuple[Entry, ...]:
    return tuple(read(path) for path in sorted(CORPUS.iterdir()) if path.suffix in {".md", ".txt"})


def read(path: Path) -> Entry:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        return Entry(path.name, {}, text)
    opening, matter, body = text.split("---\n", 2)
    assert opening == "", f"{path.name} does not begin with front matter"
    parsed = yaml.safe_load(matter)
    assert isinstance(parsed, dict), path.name
    return Entry(path.name, parsed, body)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    listed = words(text)
    return {tuple(listed[i : i + length]) for i in range(len(listed) - length + 1)}


def agrees(printed: str, worked: float) -> bool:
    """True when ``printed`` is ``worked``, rounded to the digits that are printed."""
    plain = printed.replace(",", "")
    decimals = len(plain.partition(".")[2])
    zeros = len(plain) - len(plain.rstrip("0")) if "." not in plain else 0
    return abs(float(plain) - worked) <= 0.5 * 10.0 ** (zeros - decimals) + 1e-9


def test_there_are_enough_articles_of_both_formats() -> None:
    plain = [entry for entry in entries() if not entry.matter]
    assert len(entries()) >= 12
    assert len(plain) >= 3
    assert len(entries()) > 2 * len(plain)


def test_length_is_400_to_900_words() -> None:
    lengths = {entry.name: len(entry.body.split()) for entry in entries()}
    assert {name: n for name, n in lengths.items() if not 400 <= n <= 900} == {}


def test_front_matter_is_complete() -> None:
    for entry in entries():
        if not entry.matter:
            continue
        for key in TEXT_KEYS:
            assert isinstance(entry.matter.get(key), str) and entry.matter[key], (entry.name, key)
        tags = entry.matter["tags"]
        assert isinstance(tags, list) and tags and all(isinstance(tag, str) for tag in tags), entry.name
        assert date.fromisoformat(str(entry.matter["published"])).year == 2026, entry.name
        assert str(entry.matter["url"]) == f"https://example.org/sample/{entry.name.removesuffix('.md')}"
        assert "Original explainer" in str(entry.matter["about"]), entry.name
        assert entry.body.lstrip().startswith(f"# {entry.title}\n"), entry.name


def test_plain_text_has_a_dated_name_a_headline_and_headings() -> None:
    for entry in entries():
        if entry.matter:
            continue
        assert date.fromisoformat(entry.name[:10]).year == 2026
        lines = [line for line in entry.body.splitlines() if line]
        headings = [line for line in lines[1:] if len(line) < 60 and not line.endswith(".")]
        assert not lines[0].endswith("."), entry.name
        assert len(headings) >= 3, entry.name
        assert "bundled sample library" in lines[-1], entry.name


def test_titles_are_unique() -> None:
    titles = [entry.title.casefold() for entry in entries()]
    assert len(set(titles)) == len(titles)


def test_no_two_articles_share_a_sentence() -> None:
    seen: dict[str, str] = {}
    for entry in entries():
        body = entry.body.replace("This note was written for a bundled sample library", "")
        for sentence in re.split(r"(?<=[.?!])\s+", body):
            if len(words(sentence)) < 8 or "published figures and is not news" in sentence:
                continue
            assert seen.setdefault(sentence, entry.name) == entry.name, sentence


def test_the_february_valuation_is_superseded() -> None:
    dated = {entry.name: str(entry.matter["published"]) for entry in entries() if entry.matter}
    bodies = {entry.name: entry.body for entry in entries()}
    old, new = "anthropic-february-2026-valuation.md", "anthropic-talks-above-900-billion.md"
    assert dated[old] < dated[new]
    assert "As of February 2026, Anthropic is valued at $380 billion" in bodies[old]
    assert "$900 billion" not in bodies[old]
    assert "exceeding $900 billion" in bodies[new]
    assert "In February, the maker of Claude was valued at $380 billion" in bodies[new]


@pytest.mark.parametrize("printed", sorted(DERIVED))
def test_a_figure_that_an_article_works_out_is_right(printed: str) -> None:
    worked = DERIVED[printed]
    for value in worked if isinstance(worked, tuple) else (worked,):
        assert agrees(printed, value), (printed, value)


def test_every_figure_is_published_or_worked_out() -> None:
    known = YEARS | CONVERSIONS | GIVEN | PUBLISHED | DERIVED.keys()
    strangers = {
        (entry.name, number)
        for entry in entries()
        for found in NUMBER.findall(NAMES_AND_CODES.sub("", entry.body))
        if (number := found.rstrip(",")) not in known
    }
    assert strangers == set()


def test_the_table_holds_no_figure_that_no_article_prints() -> None:
    printed = {number.rstrip(",") for entry in entries() for number in NUMBER.findall(entry.body)}
    assert DERIVED.keys() - printed == set()


def test_a_wrong_figure_would_be_noticed() -> None:
    assert not agrees("2.38", 900 / 380)
    assert not agrees("655,000", 1e9 / 1.2 / 1275)
    assert agrees("654,000", 1e9 / 1.2 / 1275)


@pytest.mark.evaluation
@pytest.mark.skipif(not SOURCE.is_file(), reason="the source article is not beside the checkout")
def test_nothing_is_copied_from_the_source() -> None:
    length = LONGEST_SHARED_RUN + 1
    source = runs(SOURCE.read_text(encoding="utf-8"), length)
    assert {(entry.name, run) for entry in entries() for run in runs(entry.body, length) & source} == set()
