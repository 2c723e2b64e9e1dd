"""The review page's content as JSON (docs/review-page-format.md, section 6)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import templates
from report_tool.export import context, sections
from report_tool.export.characters import clean, one_line
from report_tool.export.chart import layout
from report_tool.export.document import (
    Block,
    Bullets,
    Card,
    Chart,
    Heading,
    Paragraph,
    Run,
    Section,
    Table,
    Text,
)
from report_tool.export.review_marker import SpotMarker, SpotRun
from schemas.labels import Recipient

if TYPE_CHECKING:
    from report_tool.export.review_content import Detail, ReviewContent
    from schemas.copy import RecipientCopy

PLAN_SECTIONS = len(templates.SECTIONS)


def render(content: ReviewContent) -> bytes:
    """Return the content as the page reads it. Pure."""
    report = content.report
    marker = SpotMarker({}, content.spots, content.new)
    data = {
        "caseId": content.case_id,
        "reviewHash": content.review_hash,
        "replyKey": content.reply_key,
        "language": report.language.value,
        "title": templates.phrase("document.title", report.language),
        "copies": {r.value: _copy(copy) for r, copy in content.copies.items()},
        "sections": [_section(s) for s in sections.build(report, report.language, marker)],
        "details": [_detail(detail) for detail in content.details],
        "spots": [{"d": spot.detail, "n": clean(spot.neutral)} for spot in content.spots],
    }
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _copy(copy: RecipientCopy) -> dict[str, Any]:
    document = context.build(copy)
    notes = [s for s in document.sections[PLAN_SECTIONS:] if s.key.startswith("note")]
    return {
        "meta": [list(pair) for pair in document.meta],
        "notes": [] if copy.recipient is Recipient.EMPLOYEE else [_section(s) for s in notes],
    }


def _detail(detail: Detail) -> dict[str, Any]:
    return {
        "ids": list(detail.decisions),
        "kind": detail.kind.value,
        "label": detail.label.value,
        "words": one_line(detail.words),
        "sentence": one_line(detail.sentence),
        "before": one_line(detail.before),
        "reason": one_line(detail.reason),
        "shareWith": [recipient.value for recipient in detail.share_with],
        "section": detail.section,
        "key": detail.key,
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "number": section.number,
        "heading": section.heading,
        "blocks": [_block(block) for block in section.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text):
            return {"k": "heading", "text": text}
        case Paragraph(text):
            return {"k": "paragraph", "runs": _runs(text)}
        case Bullets(items, numbered):
            kind = "numbers" if numbered else "bullets"
            return {"k": kind, "items": [_runs(item) for item in items]}
        case Table(columns, rows):
            cells = [[_runs(cell) for cell in row] for row in rows]
            return {"k": "table", "columns": list(columns), "rows": cells}
        case Card(number, title, lines):
            return {
                "k": "card",
                "number": number,
                "title": _runs(title),
                "rows": [[label, _runs(value)] for label, value in lines],
            }
        case Chart():
            return {
                "k": "chart",
                "caption": block.caption,
                "alt": block.alt,
                "legend": block.legend,
                **layout(block),
            }


def _runs(text: Text) -> list[dict[str, Any]]:
    return [_run(run) for run in text]


def _run(run: Run) -> dict[str, Any]:
    data: dict[str, Any] = {"t": run.text}
    if isinstance(run, SpotRun):
        if run.spots:
            data["s"] = list(run.spots)
        if run.is_new:
            data["c"] = 1
    return data
