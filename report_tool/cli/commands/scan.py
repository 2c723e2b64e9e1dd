"""``scan``: what is sensitive in texts and documents from outside."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from report_tool import __version__
from report_tool.cli import failures, output
from report_tool.errors import (
    EXIT_BAD_INPUT,
    EXIT_FINDINGS,
    DetectionFailedError,
    MissingInputError,
    ReportToolError,
)
from report_tool.messages import text
from report_tool.workflow import scanning

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from report_tool.workflow.scanning import ScanResult, Sources

    Advance = Callable[[], None]


class ScanFormat(StrEnum):
    """How the result is written."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    SARIF = "sarif"


def scan_command(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[FIL|MAPPE|-]...", help="cli.scan.paths")
    ] = None,
    output_format: Annotated[
        ScanFormat,
        typer.Option("--format", metavar="text|json|jsonl|sarif", help="cli.scan.format"),
    ] = ScanFormat.TEXT,
    input_format: Annotated[
        scanning.InputFormat | None,
        typer.Option("--input", metavar="txt|md|docx|odt|pdf|jsonl", help="cli.scan.input"),
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="ANTALL", min=1, max=256, help="cli.scan.jobs")
    ] = 1,
    dask: Annotated[
        str | None, typer.Option("--dask", metavar="ADRESSE", help="cli.scan.dask")
    ] = None,
) -> int:
    """Scan and return 0 for no findings, 1 for findings, 2 if anything could not be checked."""
    sources = scanning.Sources(_named(paths), _standard_input, input_format)
    tally = _Tally()
    with _progress(len(sources.files)) as advance:
        results = tally.counted(scanning.scan(sources.documents(), jobs, dask), advance)
        if output_format is ScanFormat.TEXT:
            _write_text(results, hold=advance is not _stand_still and output.is_terminal())
        elif output_format is ScanFormat.JSONL:
            for line in scanning.jsonl(results):
                output.write(line)
        elif output_format is ScanFormat.JSON:
            for part in scanning.json_report(list(results), sources.failures):
                output.write(part)
        else:
            output.write(scanning.sarif(results, __version__))
    if output_format is ScanFormat.TEXT and tally.documents:
        output.line(scanning.summary(tally.documents, tally.findings))
    return _exit_code(sources, tally)


class _Tally:
    def __init__(self) -> None:
        self.documents = 0
        self.findings = 0
        self.unchecked = 0

    def counted(self, results: Iterable[ScanResult], advance: Advance) -> Iterator[ScanResult]:
        for result in results:
            self.documents += 1
            self.findings += len(result.findings)
            self.unchecked += not result.checked
            advance()
            yield result


def _named(paths: list[str] | None) -> list[str]:
    if paths:
        return paths
    if sys.stdin.isatty():
        raise MissingInputError()
    return [scanning.STANDARD_INPUT]


def _standard_input() -> bytes:
    return sys.stdin.buffer.read(scanning.MAX_FILE_BYTES + 1)


def _write_text(results: Iterable[ScanResult], *, hold: bool) -> None:
    """Write results as they come, or at the end where they would run into the progress bar."""
    held: list[str] = []
    for result in results:
        held += scanning.lines(result, output.marked)
        if not hold:
            _flush(held)
    _flush(held)


def _flush(held: list[str]) -> None:
    for line in held:
        output.line(line)
    held.clear()


def _exit_code(sources: Sources, tally: _Tally) -> int:
    problems: list[ReportToolError] = list(sources.failures)
    if tally.unchecked:
        problems.append(DetectionFailedError())
    for problem in problems:
        failures.show_known(problem)
    if problems:
        return EXIT_BAD_INPUT
    return EXIT_FINDINGS if tally.findings else 0


def _stand_still() -> None:
    """Advance a progress that nobody sees."""


@contextmanager
def _progress(files: int) -> Generator[Advance, None, None]:
    if files < 2 or not sys.stderr.isatty():
        yield _stand_still
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text("cli.scan.progress"), total=files)
        yield lambda: bar.advance(task)
