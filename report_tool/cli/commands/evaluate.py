"""``evaluate``: the annotation guideline's measures on a corpus."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from report_tool.cli import output
from report_tool.cli.options import Format, OutputFormat
from report_tool.messages import text

if TYPE_CHECKING:
    from report_tool.workflow.measuring import Evaluation

_SHOWN = 15
"""Misses and alarms shown of each kind; JSON has them all."""


def evaluate_command(
    corpus: Annotated[Path, typer.Argument(metavar="KORPUS.jsonl", help="cli.evaluate.corpus")],
    output_format: Format = OutputFormat.TEXT,
) -> int:
    """Print recall, precision and the other measures, and the worst misses and alarms."""
    from report_tool.workflow.language_check import LanguageCheck
    from report_tool.workflow.measuring import measure, read_gold

    gold = read_gold(corpus)
    detector = LanguageCheck()
    detector.load()
    evaluation = measure(gold, detector, _progress)
    if output_format is OutputFormat.JSON:
        output.as_json({"version": 1, **evaluation.to_dict()})
    else:
        _write(evaluation)
    return 0


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r{text('cli.evaluate.progress', done=done, total=total)}{end}")


def _write(evaluation: Evaluation) -> None:
    rows: list[tuple[str, Any]] = [(text("cli.evaluate.all"), evaluation.overall)]
    rows += [(f"({name})", measures) for name, measures in evaluation.per_language.items()]
    output.line(_row(text("cli.evaluate.columns").split("|")))
    for name, m in rows:
        counts = [name, str(m.documents), str(m.gold), str(m.predicted)]
        rates = [m.recall, m.precision, m.label_accuracy, m.critical_leak_rate]
        rates += [m.document_leak_rate, m.clean_alarms]
        output.line(_row(counts + [_rate(rate) for rate in rates]))
    output.line()
    output.line(_row(text("cli.evaluate.label-columns").split("|")))
    for name, label in evaluation.per_label.items():
        cells = [str(label.gold), str(label.predicted), _rate(label.recall), _rate(label.precision)]
        output.line(_row([name, *cells]))
    for title, examples in (("misses", evaluation.misses), ("alarms", evaluation.alarms)):
        output.line()
        output.line(text(f"cli.evaluate.{title}", count=len(examples)))
        for example in examples[:_SHOWN]:
            where = f"{example.document} {example.label.value}"
            output.line(f"  {where}: {example.surface!r} · {' '.join(example.context.split())}")


def _row(cells: list[str]) -> str:
    return cells[0].strip().ljust(18) + "".join(cell.strip().rjust(11) for cell in cells[1:])


def _rate(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.3f}".replace(".", ",")
