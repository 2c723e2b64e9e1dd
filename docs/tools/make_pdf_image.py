"""Draws the picture of a PDF copy: ``python docs/tools/make_pdf_image.py``.

Needs Debian's poppler-utils (``pdftoppm``). The case is the bundled example; its people do not
exist.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from redaction.engine import Engine
from report_tool.cli import recorded
from report_tool.export import context, json, pdf
from report_tool.workflow import detection, examples, review
from report_tool.workflow.delivery import copy_for
from schemas.labels import Recipient

TARGET = Path(__file__).parents[1] / "images" / "kopi-nav.png"
PAGE = "5"
"""The page with the way back to work."""

RESOLUTION = "80"


def main() -> int:
    """Write the picture; return 0."""
    example, engine = examples.load("barnehagelaerer"), Engine.load()
    now = example.decided_at
    case = recorded.decide(examples.draft(example), engine, example.decisions, now).case
    case = review.send_to_review(case, detection.locate(case, engine), now)
    answer = recorded.answered(case, example.answer)
    case = review.apply_answer(case, answer, detection.locate(case, engine), now)
    copy = copy_for(case, engine, Recipient.NAV, now)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kopi.pdf"
        file.write_bytes(pdf.render(context.build(copy), json.render(copy)))
        pages = ["-f", PAGE, "-l", PAGE, "-singlefile", "-r", RESOLUTION]
        target = str(TARGET.with_suffix(""))
        command = ["pdftoppm", "-png", *pages, str(file), target]
        subprocess.run(command, check=True)  # noqa: S603
    return 0


if __name__ == "__main__":
    sys.exit(main())
