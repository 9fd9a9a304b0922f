"""``assistant figures``: the ledger, or the figures in it that disagree."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.cli.opening import open_reader
from assistant.config import Settings
from assistant.datatypes import SCHEMA, FiledFigure, Source
from assistant.errors import ExitCode
from assistant.figures.conflicts import Disagreement, disagreements
from assistant.figures.filters import PeriodFilter, metrics_named
from assistant.quantities import print_quantity
from assistant.rendering.json_form import filed_to_dict
from assistant.rendering.safe import cell, visible
from assistant.retrieval.ledger import Wanted

COLUMNS = (
    "entity", "part", "metric", "low", "high", "unit", "qualifier", "text", "period", "status", "role",
    "article", "title", "published", "start", "end", "sentence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """What of the ledger to show."""

    entity: str | None
    metric: str | None
    period: str | None
    every: bool
    """Also figures whose metric is not known."""
    conflicts: bool
    form: str
    """``text``, ``json`` or ``csv``."""


def show(settings: Settings, request: Request) -> int:
    """Show figures of the ledger, or its disagreements.

    Raises:
        UsageError: There is no such metric, or the period cannot be read.
        StoreError: Corpus, model or index cannot be used.
    """
    metrics = metrics_named(request.metric)
    period = PeriodFilter.of(request.period)
    names = (request.entity,) if request.entity else ()
    reader = open_reader(settings)
    try:
        found = reader.figures(Wanted(names, metrics, known_metric=not request.every))
    finally:
        reader.close()
    if request.conflicts:
        clashes = tuple(d for d in disagreements(found) if any(period.keeps(c.filed) for c in d.claims))
        sys.stdout.write(_clashes(clashes, request.form))
        return ExitCode.OK
    kept = tuple(filed for filed in found if period.keeps(filed))
    sys.stdout.write(_listing(kept, request.form))
    return ExitCode.OK if kept else ExitCode.ABSTAINED


def _listing(figures: Sequence[FiledFigure], form: str) -> str:
    if form == "json":
        table = {"schema": SCHEMA, "figures": [filed_to_dict(filed) for filed in figures]}
        return json.dumps(table, ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        return _csv(COLUMNS, [filed_to_dict(filed) for filed in figures])
    lines: list[str] = []
    whose = None
    for filed in sorted(figures, key=lambda f: (f.figure.entity.lower(), f.figure.part)):
        figure = filed.figure
        owner = ", ".join(part for part in (figure.entity or "nobody named", figure.part) if part)
        if owner != whose:
            whose = owner
            lines += ["", owner] if lines else [owner]
        lines += _lines(filed)
    lines.append("")
    lines.append(f"{len(figures)} figures" if len(figures) != 1 else "1 figure")
    return "\n".join(visible(line, newlines=False) for line in lines) + "\n"


def _lines(filed: FiledFigure) -> list[str]:
    figure = filed.figure
    status = figure.status.value if figure.status.value != "reported" else ""
    role = figure.role.value if figure.role.value != "value" else ""
    told = ", ".join(part for part in (figure.metric or "-", figure.period.label, status, role) if part)
    value = print_quantity(figure.quantity)
    return [f"  {value:<18} {told}", f"      “{filed.sentence}”", f"      {_where(filed.source)}"]


def _where(source: Source) -> str:
    day = source.published.isoformat() if source.published else "undated"
    return f"{source.path}, {day}"


def _csv(columns: Sequence[str], rows: Sequence[dict[str, object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def _clashes(clashes: Sequence[Disagreement], form: str) -> str:
    if form == "json":
        table = {"schema": SCHEMA, "conflicts": [_clash_fields(clash) for clash in clashes]}
        return json.dumps(table, ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        rows = [
            {"number": n, "kind": clash.kind.value, "claim": c.kind.value if c.kind else "stands", "why": c.note}
            | filed_to_dict(c.filed)
            for n, clash in enumerate(clashes, 1)
            for c in clash.claims
        ]
        return _csv(("number", "kind", "claim", "why", *COLUMNS), rows)
    lines = []
    for clash in clashes:
        about = ", ".join(part for part in (clash.metric, clash.period) if part)
        lines.append(f"{clash.entity}, {about}: {clash.kind.value}")
        for claim in clash.claims:
            kind = claim.kind.value if claim.kind else "stands"
            why = f" ({claim.note})" if claim.note else ""
            lines += [
                f"  {print_quantity(claim.filed.figure.quantity):<18} {kind}{why}",
                f"      “{claim.filed.sentence}”",
                f"      {_where(claim.filed.source)}",
            ]
        lines.append("")
    lines.append(f"{len(clashes)} disagreements" if len(clashes) != 1 else "1 disagreement")
    return "\n".join(visible(line, newlines=False) for line in lines) + "\n"


def _clash_fields(clash: Disagreement) -> dict[str, object]:
    return {
        "entity": clash.entity,
        "metric": clash.metric,
        "period": clash.period,
        "kind": clash.kind.value,
        "claims": [
            {"claim": claim.kind.value if claim.kind else "stands", "why": claim.note, **filed_to_dict(claim.filed)}
            for claim in clash.claims
        ],
    }
