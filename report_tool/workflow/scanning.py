"""Looking through documents from outside, as the front ends use it."""

from __future__ import annotations

from report_tool.scan.documents import MAX_FILE_BYTES, InputFormat, ScanDocument
from report_tool.scan.for_people import lines, summary
from report_tool.scan.formats import json_report, jsonl, sarif
from report_tool.scan.run import ScanResult, scan
from report_tool.scan.sources import STANDARD_INPUT, Sources

__all__ = [
    "MAX_FILE_BYTES",
    "STANDARD_INPUT",
    "InputFormat",
    "ScanDocument",
    "ScanResult",
    "Sources",
    "json_report",
    "jsonl",
    "lines",
    "sarif",
    "scan",
    "summary",
]
