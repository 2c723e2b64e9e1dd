"""A neutral tone: what happened and what is needed, without blame and without diagnosing.

Source: the grant is for a neutral expert, and the trade's standard keeps "diagnosis or other
medical conditions" out of the report; employers got details they did not want (evaluation 2024).
The lists stand in
``templates/texts/<nb|nn>/writing.toml``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_tool.workflow.anchors import sentence_around
from report_tool.workflow.fields import text_fields
from report_tool.workflow.quality.hint import Hint
from report_tool.workflow.quality.watched import in_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.report import Report

_BLANK = re.compile(r"_{2,}")


def neutral(report: Report) -> Iterator[Hint]:
    """No phrase blames somebody, and none judges health or person.

    The employee's own words in section 8 are theirs alone.
    """
    for field in text_fields(report):
        if field.section != "merknader":
            yield from in_text("blaming", "blaming", field.path, field.text)
            yield from in_text("diagnosing", "diagnosing", field.path, field.text)


def filled_in(report: Report) -> Iterator[Hint]:
    """No blank of an inserted phrase is left."""
    for field in text_fields(report):
        for match in _BLANK.finditer(field.text):
            start, end = sentence_around(field.text, *match.span())
            yield Hint("blank", field.path, (), match.span(), field.text[start:end])
