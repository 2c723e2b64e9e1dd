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
    from collections.abc import Mapping

    from report_tool.workflow.measuring import Evaluation

_SHOWN = 15
"""Misses and alarms shown of each kind, and worst documents; JSON has them all."""
_RATES = (
    "recall",
    "precision",
    "label_accuracy",
    "critical_leak_rate",
    "document_leak_rate",
    "clean_alarms",
)


def evaluate_command(
    corpus: Annotated[Path, typer.Argument(metavar="KORPUS.jsonl", help="cli.evaluate.corpus")],
    compare: Annotated[
        Path | None, typer.Option("--compare", metavar="FØR.json", help="cli.evaluate.compare")
    ] = None,
    output_format: Format = OutputFormat.TEXT,
) -> int:
    """Print recall, precision and the other measures, and the worst misses and alarms."""
    from report_tool.workflow import measuring
    from report_tool.workflow.language_check import LanguageCheck

    before = measuring.read_before(compare) if compare else None
    gold = measuring.read_gold(corpus)
    detector = LanguageCheck()
    detector.load()
    evaluation = measuring.measure(gold, detector, _progress)
    change = measuring.compare(before, evaluation) if before else None
    if output_format is OutputFormat.JSON:
        result = {"version": 1, **evaluation.to_dict()}
        output.as_json(result if change is None else {**result, "difference": change})
    else:
        _write(evaluation)
        if change is not None:
            _write_change(change)
    return 0


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r{text('cli.evaluate.progress', done=done, total=total)}{end}")


def _write(evaluation: Evaluation) -> None:
    _write_measures("columns", {text("cli.evaluate.all"): evaluation.overall})
    _write_intervals(evaluation)
    _write_measures("language-columns", evaluation.per_language)
    if len(evaluation.per_voice) > 1:
        _write_measures("voice-columns", evaluation.per_voice)
    _heading("label-columns")
    for name, label in evaluation.per_label.items():
        cells = [str(label.gold), str(label.predicted), _rate(label.recall), _rate(label.precision)]
        output.line(_row([name, *cells]))
    if net := evaluation.second_net:
        output.line()
        rates = {"silent": net.silent_leak_rate, "without": net.silent_leak_rate_without_hints}
        output.line(text("cli.evaluate.silent", **{k: _rate(v) for k, v in rates.items()}))
        output.line(text("cli.evaluate.hints", hints=_rate(net.clean_hints)))
    _write_examples(evaluation)


def _write_measures(columns: str, table: Mapping[str, Any]) -> None:
    _heading(columns)
    for name, m in table.items():
        counts = [name, str(m.documents), str(m.gold), str(m.predicted)]
        rates = [getattr(m, rate) for rate in _RATES]
        output.line(_row(counts + [_rate(rate) for rate in rates]))


def _write_intervals(evaluation: Evaluation) -> None:
    _heading("interval-columns")
    for name, interval in evaluation.intervals.items():
        shown = text("cli.evaluate.all") if name == "all" else name
        output.line(_row([shown, *map(_span, (interval.recall, interval.precision))]))


def _write_examples(evaluation: Evaluation) -> None:
    if evaluation.worst:
        _heading("document-columns")
        for worst in evaluation.worst[:_SHOWN]:
            numbers = (worst.gold, worst.missed, worst.missed_critical, worst.alarms)
            output.line(_row([worst.document, *map(str, numbers)]))
    for title, examples in (("misses", evaluation.misses), ("alarms", evaluation.alarms)):
        output.line()
        output.line(text(f"cli.evaluate.{title}", count=len(examples)))
        for example in examples[:_SHOWN]:
            where = f"{example.document} {example.label.value}"
            output.line(f"  {where}: {example.surface!r} · {' '.join(example.context.split())}")


def _write_change(change: dict[str, Any]) -> None:
    _heading("change-columns")
    rows = {text("cli.evaluate.all"): change["overall"]}
    for table in ("perLanguage", "perVoice", "perLabel"):
        rows |= {name: row for name, row in change[table].items() if any(row.values())}
    for name, row in rows.items():
        cells = [_signed(row.get(rate)) for rate in _RATES]
        output.line(_row([name, *cells]))


def _heading(columns: str) -> None:
    if columns != "columns":
        output.line()
    output.line(_row(text(f"cli.evaluate.{columns}").split("|")))


def _row(cells: list[str]) -> str:
    return cells[0].strip().ljust(18) + "".join(cell.strip().rjust(12) for cell in cells[1:])


def _rate(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.3f}".replace(".", ",")


def _signed(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:+.3f}".replace(".", ",").replace("-", "−")


def _span(interval: tuple[float, float] | None) -> str:
    return "–" if interval is None else "–".join(f"{x:.2f}".replace(".", ",") for x in interval)
