"""The copy as PDF/A-3a and PDF/UA-1 in one file, with its own data attached."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING

import templates
from report_tool.export import typesetter
from report_tool.export.typst_data import TypstData

if TYPE_CHECKING:
    from report_tool.export.document import Document

STANDARDS = ("a-3a", "ua-1")
"""PDF/A-3a for the archive, PDF/UA-1 for screen readers."""

ATTACHMENT = "rapport.json"
"""Name of the data inside the PDF."""


def render(document: Document, attachment: bytes) -> bytes:
    """Return the PDF with ``attachment`` as ``rapport.json``, relationship Source.

    Equal input gives equal bytes; the document's own time is the only time in it.

    Raises:
        RenderingError: if the typesetter refuses the document.
    """
    inputs = {
        "main.typ": templates.typst_source("report.typ"),
        "figure.typ": templates.typst_source("figure.typ"),
        "data.json": json.dumps(TypstData().of(document), ensure_ascii=False).encode(),
        ATTACHMENT: attachment,
    }
    made_at = document.made_at.astimezone(UTC).replace(microsecond=0)
    return typesetter.pdf(inputs, made_at, STANDARDS)


def replaced_characters(document: Document) -> int:
    """Return how many characters the PDF shows as U+FFFD because no bundled font has them."""
    data = TypstData()
    data.of(document)
    return data.replaced
