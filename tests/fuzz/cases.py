"""Cases for the standing run: made from the grammars, or from real files by changes of bytes and of pieces."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl

from tests.articles.support import HTML, pdf, word_file
from tests.fuzz import checks
from tests.fuzz.fragments import GRAMMARS, JUNK, TEXT

CORPUS = Path(__file__).parents[2] / "corpus"
_MOST_BYTES = 40_000
_MOST_TEXT = 2_000
"""Of a changed text that is kept: small cases run fast, and fail as well."""


@dataclass(frozen=True, slots=True)
class Target:
    """One reader under test."""

    name: str
    suffix: str
    """Of the file that is read; empty where the reader takes text."""
    check: Callable[..., None]
    """Takes a path, or text."""
    weight: int
    """Share of the cases."""


TARGETS = (
    Target("quantities", "", checks.check_quantities, 70),
    Target("question", "", checks.check_question, 50),
    Target("shown", "", checks.check_shown, 30),
    Target("figures", "", checks.check_figures, 6),
    Target("article.txt", ".txt", checks.check_article_file, 6),
    Target("article.md", ".md", checks.check_article_file, 6),
    Target("article.jsonl", ".jsonl", checks.check_article_file, 6),
    Target("article.csv", ".csv", checks.check_article_file, 6),
    Target("article.html", ".html", checks.check_article_file, 1),
    Target("article.pdf", ".pdf", checks.check_article_file, 1),
    Target("article.docx", ".docx", checks.check_article_file, 1),
    Target("questions.txt", ".txt", checks.check_question_file, 6),
    Target("questions.jsonl", ".jsonl", checks.check_question_file, 6),
    Target("questions.csv", ".csv", checks.check_question_file, 5),
    Target("questions.yaml", ".yaml", checks.check_question_file, 4),
    Target("questions.xlsx", ".xlsx", checks.check_question_file, 1),
)


def make_text(rng: random.Random) -> str:
    """A text of the grammar of articles, with junk in it or without."""
    if rng.random() < 0.2:
        return _pieces(_mutated(rng, rng.choice(_sentences()).encode(), TEXT).decode("utf-8", "surrogateescape"), rng)
    return _from(rng, TEXT)


def make_file(rng: random.Random, suffix: str) -> bytes:
    """A file of one kind: from its grammar, or a real one that is changed."""
    grammar = GRAMMARS[suffix]
    if suffix in (".docx", ".xlsx"):
        return _package(rng, suffix, grammar)
    if suffix != ".pdf" and rng.random() < 0.6:
        return _from(rng, grammar).encode("utf-8", "surrogatepass")
    seed = rng.choice(_seeds(suffix))
    if suffix != ".pdf" and len(seed) > _MOST_TEXT and rng.random() < 0.9:
        begin = rng.choice((0, rng.randrange(len(seed))))
        seed = seed[begin : begin + _MOST_TEXT]
    return _mutated(rng, seed, grammar)


def _pieces(text: str, rng: random.Random) -> str:
    begin = rng.randrange(len(text) + 1)
    return text[begin : begin + rng.choice((20, 200, 3_000))]


def _from(rng: random.Random, grammar: tuple[str, ...]) -> str:
    junk = rng.random() < 0.5
    count = min(int(rng.expovariate(1 / 12)) + 1, 200)
    picked = [rng.choice(JUNK if junk and rng.random() < 0.25 else grammar) for _ in range(count)]
    return rng.choice(("", " ")).join(picked)


def _mutated(rng: random.Random, data: bytes, grammar: tuple[str, ...]) -> bytes:
    """Bytes with some places changed, cut out, doubled, or with pieces of the grammar put in."""
    out = bytearray(data[:_MOST_BYTES])
    for _ in range(min(int(rng.expovariate(0.3)) + 1, 30)):
        at = rng.randrange(len(out) + 1)
        span = min(int(rng.expovariate(0.1)), len(out) - at)
        match rng.randrange(6):
            case 0:
                out[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del out[at : at + span]
            case 2:
                out[at:at] = out[at : at + span] * rng.randrange(1, 9)
            case 3:
                out[at:at] = rng.choice(JUNK).encode("utf-8", "surrogatepass")
            case 4:
                out[at:at] = rng.choice(grammar).encode("utf-8", "surrogatepass")
            case _:
                del out[at:]
    return bytes(out[: 2 * _MOST_BYTES])


def _package(rng: random.Random, suffix: str, grammar: tuple[str, ...]) -> bytes:
    """A package whose parts, or whose bytes, are changed."""
    seed = rng.choice(_seeds(suffix))
    if rng.random() < 0.4:
        return _mutated(rng, seed, grammar)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(seed)) as package, zipfile.ZipFile(out, "w") as changed:
        names = package.namelist()
        chosen = {rng.choice(names), next(name for name in names if name.endswith(("document.xml", "sheet1.xml")))}
        for name in names:
            part = package.read(name)
            changed.writestr(name, _mutated(rng, part, grammar) if name in chosen else part)
    return out.getvalue()


@cache
def _sentences() -> tuple[str, ...]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.iterdir())]
    return tuple(line for text in texts for line in text.split("\n") if line.strip())


@cache
def _seeds(suffix: str) -> tuple[bytes, ...]:
    files = tuple(path.read_bytes() for path in sorted(CORPUS.glob(f"*{suffix}")))
    rows = b'{"id": "a", "question": "Who?", "text": "Acme has sales of $4 billion.", "expect": {"contains": ["a"]}}\n'
    return files + {
        ".html": (HTML.encode(),),
        ".pdf": (pdf(["Acme has sales of", "$4 billion."], ["Page two."], info={"/Title": "T"}),),
        ".docx": (word_file(),),
        ".xlsx": (_workbook(),),
        ".jsonl": (rows * 3,),
        ".csv": (
            b'id,question,text,published\n1,Who?,"Acme, ""Inc""",2026-01-10\n2,What?,Text,\n',
            b"question\nWho?\n",
        ),
        ".yaml": (b"- question: Who?\n  id: a\n  expect:\n    contains: [a]\n- What?\n- turns:\n  - a\n  - b\n",),
    }.get(suffix, ())


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("id", "question", "expect.value.low"), (1, "Who?", 22.5), ("b", "What?", "open")):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
