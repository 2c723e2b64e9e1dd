"""Scan results as JSON, JSON Lines and SARIF: stable forms for other programs (docs/cli.md)."""

from __future__ import annotations

import json
import string
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from report_tool.messages import text
from report_tool.scan.lines import Lines
from report_tool.scan.reasons import in_words
from schemas.labels import CRITICAL_LABELS, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from report_tool.errors import ReportToolError
    from report_tool.scan.run import ScanResult
    from schemas.finding import Finding

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_PLAIN_IN_URI = frozenset((string.ascii_letters + string.digits + "-._~/").encode())


def why(finding: Finding) -> str:
    """Return the reasons in plain words, in one line."""
    return "; ".join(filter(None, dict.fromkeys(map(in_words, finding.why))))


def jsonl(results: Iterable[ScanResult]) -> Iterator[str]:
    """Yield one line a document: its id and its spans; a document that failed has ``error``."""
    for result in results:
        record: dict[str, Any] = {
            "id": result.document.name,
            "spans": [
                {
                    "start": finding.start,
                    "end": finding.end,
                    "label": finding.label.value,
                    "score": finding.score / 100,
                    "why": why(finding),
                }
                for finding in result.findings
            ],
        }
        if not result.checked:
            record["error"] = "detection-failed"
        yield json.dumps(record, ensure_ascii=False) + "\n"


def json_report(results: Iterable[ScanResult], errors: Iterable[ReportToolError]) -> Iterator[str]:
    """Yield the parts of one JSON object: all documents, their findings, the files that failed."""
    documents = [_json_document(result) for result in results]
    report = {
        "version": 1,
        "documents": documents,
        "errors": [
            {
                "file": error.parameters.get("file", ""),
                "error": error.message_id,
                "message": text(f"error.{error.message_id}.what", **error.parameters),
            }
            for error in errors
        ],
    }
    yield from json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(report)
    yield "\n"


def _json_document(result: ScanResult) -> dict[str, Any]:
    lines = Lines(result.document)
    findings = []
    for finding in result.findings:
        position = lines.position(finding.start)
        place = lines.place(finding.start)
        findings.append(
            {
                "start": finding.start,
                "end": finding.end,
                "line": position.line,
                "column": position.column,
                "place": place and {"kind": place.kind.value, "number": place.number},
                "label": finding.label.value,
                "score": finding.score / 100,
                "surface": finding.surface,
                "why": why(finding),
            }
        )
    return {
        "name": result.document.name,
        "source": result.document.source,
        "checked": result.checked,
        "unreadImages": result.document.unread_images,
        "findings": findings,
    }


def sarif(results: Iterable[ScanResult], tool_version: str) -> str:
    """Return a SARIF 2.1.0 log: one rule a label, one result a finding, no words of the text."""
    results = list(results)
    log = {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "report-tool",
                        "version": tool_version,
                        "rules": [_rule(label) for label in Label],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [{"executionSuccessful": all(result.checked for result in results)}],
                "results": [entry for result in results for entry in _sarif_results(result)],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(label: Label) -> dict[str, Any]:
    return {
        "id": label.value,
        "shortDescription": {"text": text(f"scan.label.{label.value}")},
        "defaultConfiguration": {"level": _level(label)},
    }


def _level(label: Label) -> str:
    return "error" if label in CRITICAL_LABELS or label is Label.UNCHECKED else "warning"


def _sarif_results(result: ScanResult) -> Iterator[dict[str, Any]]:
    document = result.document
    lines = Lines(document)
    labels = list(Label)
    for finding in result.findings:
        first, last = lines.position(finding.start), lines.position(finding.end)
        location: dict[str, Any] = {
            "physicalLocation": {
                "artifactLocation": {"uri": _uri(document.source)},
                "region": {
                    "startLine": first.line,
                    "startColumn": first.column,
                    "endLine": last.line,
                    "endColumn": last.column,
                    "charOffset": finding.start,
                    "charLength": finding.end - finding.start,
                },
            }
        }
        if document.name != document.source:
            location["logicalLocations"] = [{"name": document.name}]
        yield {
            "ruleId": finding.label.value,
            "ruleIndex": labels.index(finding.label),
            "level": _level(finding.label),
            "message": {
                "text": text("scan.sarif.message", label=text(f"scan.label.{finding.label.value}"))
            },
            "locations": [location],
            "rank": float(finding.score),
        }


def _uri(source: str) -> str:
    path = Path(source)
    if path.is_absolute():
        return path.as_uri()
    encoded = PurePath(source).as_posix().encode()
    return "".join(chr(byte) if byte in _PLAIN_IN_URI else f"%{byte:02X}" for byte in encoded)
