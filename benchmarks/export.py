"""A copy as Word and PDF with the last check, beside Word → LibreOffice → PDF without any check.

Run: ``python benchmarks/export.py``. Both start from the same report, in turn in this process; both
write files. LibreOffice is started anew for each document, as a script does it, with a profile that
is there already. Then the last check alone, on a report of ten pages. Needs ``soffice`` on PATH.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from redaction.engine import Engine
from report_tool.cli import recorded
from report_tool.export import context, docx, files, leak_gate
from report_tool.workflow import detection, examples, review
from report_tool.workflow.delivery import copy_for, withheld_strings
from schemas.delivery import FileFormat
from schemas.labels import Recipient
from schemas.report import Tiltaksplan

if TYPE_CHECKING:
    from collections.abc import Callable

    from schemas.copy import RecipientCopy

ROUNDS = 5
EXAMPLE = "barnehagelaerer"
BOTH = (FileFormat.DOCX, FileFormat.PDF)
PAGES = 10


def approved(detector: Engine) -> tuple[RecipientCopy, tuple[str, ...]]:
    """Return the employer's copy of a bundled example, and what is withheld from them."""
    example = examples.load(EXAMPLE)
    now = example.decided_at
    case = recorded.decide(examples.draft(example), detector, example.decisions, now).case
    case = review.send_to_review(case, detection.locate(case, detector), now)
    answer = recorded.answered(case, example.answer)
    case = review.apply_answer(case, answer, detection.locate(case, detector), now)
    withheld = withheld_strings(case, detection.locate(case, detector), Recipient.EMPLOYER)
    return copy_for(case, detector, Recipient.EMPLOYER, now), withheld


def with_pages(copy: RecipientCopy, pages: int) -> tuple[RecipientCopy, dict[FileFormat, bytes]]:
    """Return the copy with its measures repeated until its PDF has that many pages."""
    own = copy.report.tiltaksplan.tiltak
    times = 1
    while True:
        times += 1
        many = tuple(t.model_copy(update={"id": f"m{i}{t.id}"}) for i in range(times) for t in own)
        plan = {"tiltaksplan": Tiltaksplan(tiltak=many)}
        longer = copy.model_copy(update={"report": copy.report.model_copy(update=plan)})
        made = {kind: files._render(longer, kind)[0] for kind in FileFormat}
        with pikepdf.open(BytesIO(made[FileFormat.PDF])) as document:
            if len(document.pages) >= pages:
                return longer, made


def by_office(copy: RecipientCopy, folder: Path, profile: Path) -> None:
    """Write Word with python-docx and let LibreOffice make the PDF."""
    word = folder / "rapport.docx"
    word.write_bytes(docx.render(context.build(copy)))
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    convert = ["--convert-to", "pdf", "--outdir", str(folder), str(word)]
    subprocess.run([*command, *convert], check=True, capture_output=True)
    assert (folder / "rapport.pdf").is_file()


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def spread(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.3f} s ({min(seconds):.3f}–{max(seconds):.3f})"


def main() -> None:
    if shutil.which("soffice") is None:
        sys.exit("soffice (LibreOffice) is not on PATH")
    detector = Engine.load()
    copy, withheld = approved(detector)
    ours: list[float] = []
    office: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def write() -> None:
            files.write(copy, withheld, BOTH, folder / "ours", detector)

        def convert() -> None:
            by_office(copy, folder, folder / "profile")

        write()
        convert()
        for _ in range(ROUNDS):
            ours.append(timed(write))
            office.append(timed(convert))
    print(f"the same report, median of {ROUNDS} (lowest–highest), after one of each")
    print(f"Word + PDF + last check      {spread(ours)}")
    print(f"Word → LibreOffice → PDF     {spread(office)}")
    print(f"ratio                        {statistics.median(office) / statistics.median(ours):.1f}")
    longer, made = with_pages(copy, PAGES)
    for kind, data in made.items():
        rounds = [
            timed(lambda k=kind, d=data: leak_gate.check(d, k, longer, withheld, detector))
            for _ in range(ROUNDS)
        ]
        print(f"last check, {PAGES} pages, {kind:5}    {spread(rounds)}")


if __name__ == "__main__":
    main()
