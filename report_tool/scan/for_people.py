"""Scan results in Norwegian for a person at a terminal, one file after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.messages import text
from report_tool.scan.documents import PlaceKind
from report_tool.scan.formats import why
from report_tool.scan.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from report_tool.scan.run import ScanResult
    from schemas.finding import Finding

_AROUND = 36
"""Characters shown on each side of a marked detail."""


def quoted(words: str) -> str:
    """Mark a detail without colour."""
    return f"«{words}»"


def lines(result: ScanResult, mark: Callable[[str], str] = quoted) -> Iterator[str]:
    """Yield the lines that tell what one document holds.

    Args:
        result: the document and its findings.
        mark: puts the marks around a detail's words; a terminal adds colour.
    """
    document = result.document
    name = document.name if document.name == document.source else _in_corpus(result)
    yield text("scan.text.heading", name=name, count=_count(len(result.findings)))
    if not result.checked:
        yield "  " + text("scan.text.unchecked")
    if not document.text.strip():
        yield "  " + text("scan.text.empty")
    position = Lines(document)
    for finding in result.findings:
        label = text(f"scan.label.{finding.label.value}")
        yield f"  {_where(position, finding)}  {label}: {_snippet(document.text, finding, mark)}"
        if reasons := why(finding):
            yield "      " + text("scan.text.why", why=reasons)
    if document.unread_images:
        yield "  " + text("scan.text.images", count=document.unread_images)


def summary(documents: int, findings: int) -> str:
    """Return the closing line over all documents."""
    if findings == 0:
        return text("scan.text.none", documents=_documents(documents))
    return text("scan.text.total", documents=_documents(documents), count=_count(findings))


def _in_corpus(result: ScanResult) -> str:
    return f"{result.document.source} · {result.document.name}"


def _count(findings: int) -> str:
    return (
        text("scan.text.no-findings")
        if findings == 0
        else text("scan.text.findings", count=findings)
    )


def _documents(count: int) -> str:
    return (
        text("scan.text.one-document") if count == 1 else text("scan.text.documents", count=count)
    )


def _where(position: Lines, finding: Finding) -> str:
    at = position.position(finding.start)
    place = position.place(finding.start)
    if place is None:
        return f"{at.line}:{at.column}"
    if place.kind is PlaceKind.PAGE:
        return text("scan.place.page", number=place.number)
    return text(f"scan.place.{place.kind.value}")


def _snippet(content: str, finding: Finding, mark: Callable[[str], str]) -> str:
    start, end = max(0, finding.start - _AROUND), min(len(content), finding.end + _AROUND)
    before = content[start : finding.start].rpartition("\n")[2]
    after = content[finding.end : end].partition("\n")[0]
    before = ("…" if _is_cut(content, finding.start - len(before) - 1) else "") + before
    after += "…" if _is_cut(content, finding.end + len(after)) else ""
    words = " ".join(finding.surface.split())
    return _printable(before) + mark(_printable(words)) + _printable(after)


def _is_cut(content: str, offset: int) -> bool:
    return 0 <= offset < len(content) and content[offset] != "\n"


def _printable(words: str) -> str:
    """Drop control characters, so that a hostile file cannot steer the terminal."""
    return "".join(c if c.isprintable() else " " for c in words)
