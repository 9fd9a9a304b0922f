"""Answers to render: a fact, a calculation with a conflict, a refusal, and hostile text."""

from __future__ import annotations

from datetime import date

from assistant.datatypes import (
    Answer,
    AnswerStatus,
    Calculation,
    CalculationInput,
    Citation,
    Claim,
    Conflict,
    Figure,
    FiledFigure,
    Hit,
    IndexInfo,
    InputKind,
    Part,
    PartKind,
    Passage,
    Period,
    Qualifier,
    Quantity,
    Ranks,
    ReadSentence,
    Reason,
    ReasonCode,
    Role,
    Sentence,
    Source,
    Span,
    Status,
    Trace,
)

INDEX = IndexInfo("0001", "c0ffee", "all-MiniLM-L6-v2")

ROUND = Source(
    "news/round.md",
    "Mill seeks new money",
    publisher="Harbour Post",
    published=date(2026, 5, 1),
    url="https://harbour.example/round",
)
SALES = Source("news/sales.txt", "Mill sales climb")


def fact() -> Answer:
    """One quote, its answering words marked."""
    quote = "Ada Brook has led the mill since 2019, the board said."
    citation = Citation(
        1, ROUND, quote, 100, 100 + len(quote), f"A change at the top.\n{quote} She is 51.", ((100, 109),)
    )
    parts = (
        Part(PartKind.PROSE, "“"),
        Part(PartKind.QUOTE, quote, 1),
        Part(PartKind.PROSE, "” "),
        Part(PartKind.MARKER, "[1]", 1),
    )
    sentence = Sentence(100, 100 + len(quote), quote)
    hit = Hit(
        7,
        ROUND,
        Passage(80, 163, f"A change at the top.\n{quote} She is 51.", "Board", (sentence,)),
        Ranks(0.0325, 1, 0.71, 2, 11.5),
    )
    read = ReadSentence(hit, sentence, 0.83, ((100, 109),), (("cosine", 0.71), ("person", 1.0)))
    return Answer(
        "Who leads the mill?",
        AnswerStatus.ANSWERED,
        parts,
        INDEX,
        citations=(citation,),
        trace=Trace((hit,), (read,), ("asked for a person",)),
    )


def calculation() -> Answer:
    """A multiple of two quoted figures, with a disagreement about one of them."""
    valuation = Quantity(9e8, None, "USD", Qualifier.AT_LEAST, "exceeding $900 million", Span("news/round.md", 18, 40))
    revenue = Quantity(
        3e7,
        4e7,
        "USD",
        Qualifier.EXACT,
        "between $30 million and $40 million",
        Span("news/sales.txt", 14, 49),
    )
    result = Quantity(22.5, 30.0, "x", Qualifier.AT_LEAST, "at least 22.5x to 30x")
    other = Quantity(8e8, 8e8, "USD", Qualifier.EXACT, "$800 million", Span("news/sales.txt", 70, 82))
    return Answer(
        "What revenue multiple is the mill valued at?",
        AnswerStatus.ANSWERED,
        (
            Part(PartKind.PROSE, "The revenue multiple is "),
            Part(PartKind.NUMBER, "at least 22.5x to 30x"),
            Part(PartKind.PROSE, ": a valuation "),
            Part(PartKind.QUOTE, "exceeding $900 million", 1),
            Part(PartKind.PROSE, " "),
            Part(PartKind.MARKER, "[1]", 1),
            Part(PartKind.PROSE, " over revenue of "),
            Part(PartKind.QUOTE, "between $30 million and $40 million", 2),
            Part(PartKind.PROSE, " "),
            Part(PartKind.MARKER, "[2]", 2),
            Part(PartKind.PROSE, "."),
        ),
        INDEX,
        id="q1",
        value=result,
        citations=(
            Citation(1, ROUND, "at a valuation exceeding $900 million", 3, 40, marks=((18, 40),)),
            Citation(2, SALES, "Sales came in between $30 million and $40 million.", 0, 50, marks=((14, 49),)),
        ),
        calculations=(
            Calculation(
                "revenue-multiple",
                "multiple = valuation / revenue",
                "multiple = $900m / ($30m to $40m)",
                (
                    CalculationInput("valuation", valuation, InputKind.QUOTED, 1),
                    CalculationInput("revenue", revenue, InputKind.QUOTED, 2),
                ),
                result,
                ("The valuation is a lower bound.",),
            ),
        ),
        conflicts=(Conflict("mill", "valuation", "2026", (Claim(valuation, 1), Claim(other, 2))),),
    )


def refusal() -> Answer:
    """No answer, with the nearest sentence."""
    nearest = Citation(1, SALES, "Sales came in between $30 million and $40 million.", 0, 50)
    return Answer(
        "What revenue did the dairy report?",
        AnswerStatus.ABSTAINED,
        (),
        INDEX,
        reason=Reason(ReasonCode.WRONG_ENTITY, "The articles give no revenue for the dairy."),
        nearest=(nearest,),
    )


HOSTILE = "\x1b[31m[/ [@click=app.quit]x[/] \u202eevil <b>**bold**</b> # `x` | www.evil.example"


def hostile() -> Answer:
    """Markup, HTML, an escape sequence and a bidirectional override wherever text can come from."""
    source = Source(f"a/{HOSTILE}.md", HOSTILE, publisher=HOSTILE)
    citation = Citation(1, source, HOSTILE, 0, len(HOSTILE), f"{HOSTILE} and on", ((5, 8),))
    amount = Quantity(1, 1, "x", text=HOSTILE)
    return Answer(
        HOSTILE,
        AnswerStatus.ANSWERED,
        (Part(PartKind.QUOTE, HOSTILE, 1), Part(PartKind.MARKER, " [1]", 1), Part(PartKind.ECHO, HOSTILE)),
        INDEX,
        reason=Reason(ReasonCode.ERROR, f"why {HOSTILE}"),
        citations=(citation,),
        calculations=(
            Calculation(
                HOSTILE,
                HOSTILE,
                HOSTILE,
                (CalculationInput(HOSTILE, amount, InputKind.ASSUMED, source=HOSTILE),),
                amount,
                (HOSTILE,),
            ),
        ),
        conflicts=(Conflict(HOSTILE, HOSTILE, HOSTILE, (Claim(amount, 1),)),),
        nearest=(citation,),
    )


def filed() -> tuple[FiledFigure, ...]:
    """What the ledger says of the figures that ``calculation`` quotes."""
    valuation, revenue = (item.quantity for item in calculation().calculations[0].inputs)
    first, second = calculation().citations

    def figure(quantity: Quantity, citation: Citation, metric: str) -> FiledFigure:
        sentence = Span(citation.source.path, citation.start, citation.end)
        period = Period(12, 2026, 12, "2026")
        return FiledFigure(
            Figure(quantity, "Mill", metric, period, Status.REPORTED, Role.VALUE, sentence),
            citation.source,
            citation.quote,
        )

    return figure(valuation, first, "valuation"), figure(revenue, second, "revenue")


def text_of(path: str) -> str:
    """The whole text of one of the articles that the samples quote."""
    if path == SALES.path:
        return "Sales came in between $30 million and $40 million. A rival put it at $800 million.\n" + "More. " * 300
    before = "So at a valuation exceeding $900 million, the mill seeks money."
    quote = fact().citations[0].quote
    return f"{before:<100}{quote} She is 51.\n" + "The mill stands by the river. " * 200
