"""The parts below an answer as HTML: calculations, disagreements, quotes and figures."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.datatypes import Calculation, CalculationInput, Citation, Claim, Conflict, FiledFigure, InputKind
from assistant.rendering.html_text import address, line, lit, shown
from assistant.rendering.marks import context_pieces, quote_pieces
from assistant.rendering.words import amount, origin, place, subject, title, working


class Anchors:
    """The places on the page that the numbers of one answer's citations lead to.

    Args:
        prefix: Of the exchange; no other one on the page has it.
        citations: Those that the page shows.
    """

    def __init__(self, prefix: str, citations: Sequence[Citation]) -> None:
        self._prefix = prefix
        self._numbers = {citation.n for citation in citations}

    def id(self, number: int) -> str:
        """Name the place of a citation."""
        return f"{self._prefix}-c{number}"

    def link(self, number: int | None, text: str) -> str:
        """Give a mark such as ``[1]`` as a link to its citation; as text where there is none."""
        if number is None or number not in self._numbers:
            return shown(text)
        return f'<a class="ref" href="#{self.id(number)}">{shown(text)}</a>'


def calculation_card(calculation: Calculation, anchors: Anchors) -> str:
    """Give a calculation: its result, its steps, its inputs with their provenance, its notes."""
    name, formula, values = working(calculation)
    result = line(amount(calculation.result))
    steps = [line(name), f"= {line(formula)}", ""] if name else [line(formula)]
    cells = "".join(f"<span>{step}</span>" for step in [*steps, *([f"= {line(values)}"] if values else [])])
    layout = "steps named" if name else "steps"
    notes = "".join(f'<p class="note" dir="auto">{line(note)}</p>' for note in calculation.notes)
    return (
        f'<section class="card calculation">\n<h3>Calculation <span class="tag">{line(calculation.calculator)}</span>'
        f'</h3>\n<p class="result">{result}</p>\n<div class="{layout}">{cells}</div>\n'
        f"{_inputs(calculation.inputs, anchors)}{notes}</section>\n"
    )


def _inputs(inputs: Sequence[CalculationInput], anchors: Anchors) -> str:
    rows = [
        (
            line(item.name),
            line(amount(item.quantity)),
            f'<span class="tag {item.kind.value}">{item.kind.value}</span>',
            _provenance(item, anchors),
        )
        for item in inputs
    ]
    return _table(("input", "value", "kind", "from"), rows) if rows else ""


def _provenance(item: CalculationInput, anchors: Anchors) -> str:
    if item.kind is InputKind.QUOTED and item.citation is not None:
        return anchors.link(item.citation, f"[{item.citation}]")
    return line(item.source)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay out cells that are HTML already."""
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>\n" for row in rows)
    return f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>\n'


def conflict_card(conflicts: Sequence[Conflict], anchors: Anchors) -> str:
    """Give the disagreements of the sources; nothing where there are none."""
    if not conflicts:
        return ""
    items = ""
    for conflict in conflicts:
        kind = "" if conflict.kind == "conflict" else f' <span class="tag">{line(conflict.kind)}</span>'
        claims = "".join(_claim(claim, anchors) for claim in conflict.claims)
        items += f'<h4 dir="auto">{line(subject(conflict))}{kind}</h4>\n<ul>{claims}</ul>\n'
    return f'<section class="card conflict">\n<h3>The sources disagree</h3>\n{items}</section>\n'


def _claim(claim: Claim, anchors: Anchors) -> str:
    return (
        f"<li><strong>{line(amount(claim.value))}</strong> {anchors.link(claim.citation, f'[{claim.citation}]')}</li>"
    )


def source_list(citations: Sequence[Citation], anchors: Anchors) -> str:
    """Give the quotes of an answer with where they stand, each with its paragraph behind a click."""
    items = ""
    for citation in citations:
        number = f'<span class="number">{citation.n}</span>\n'
        items += f'<li class="card source" id="{anchors.id(citation.n)}">{number}{_quote(citation)}</li>\n'
    return f'<section class="sources">\n<h3>Sources</h3>\n<ol>\n{items}</ol>\n</section>\n' if items else ""


def nearest_list(citations: Sequence[Citation]) -> str:
    """Give the evidence that came nearest to an answer; nothing refers to it by number."""
    items = "".join(f'<li class="card">{_quote(citation)}</li>\n' for citation in citations)
    return f'<section class="sources">\n<h3>Nearest evidence</h3>\n<ol>\n{items}</ol>\n</section>\n' if items else ""


def _quote(citation: Citation) -> str:
    source = citation.source
    named = f"<cite>{line(title(source))}</cite> {line(origin(source).removeprefix(title(source)))}"
    where = " · ".join(filter(None, (f"<code>{line(place(citation))}</code>", address(source.url))))
    return (
        f'<blockquote dir="auto">{lit(quote_pieces(citation))}</blockquote>\n'
        f'<p class="where" dir="auto">{named}</p>\n<p class="where place">{where}</p>\n{_paragraph(citation)}'
    )


def _paragraph(citation: Citation) -> str:
    """The paragraph around a quote, the quote lit in it and its answering words marked."""
    if len(citation.context.strip()) <= len(citation.quote):
        return ""
    quote = f'<span class="span">{lit(quote_pieces(citation))}</span>'
    text = "".join(quote if piece.lit else shown(piece.text) for piece in context_pieces(citation))
    return f'<details><summary>In its paragraph</summary><p class="context" dir="auto">{text}</p></details>\n'


def figure_table(figures: Sequence[FiledFigure]) -> str:
    """Give the ledger's figures of the quotes behind a click; nothing where there are none."""
    if not figures:
        return ""
    rows = [
        (
            line(amount(filed.figure.quantity)),
            line(", ".join(filter(None, (filed.figure.entity, filed.figure.part)))),
            line(filed.figure.metric),
            line(filed.figure.period.label),
            filed.figure.status.value,
            line(filed.source.path),
        )
        for filed in figures
    ]
    table = _table(("value", "of", "metric", "period", "status", "article"), rows)
    return f'<details class="figures"><summary>Figures in the quotes</summary>\n{table}</details>\n'
