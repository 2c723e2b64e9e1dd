"""What stands in header and footer beside our own lines: the organisation's words."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from report_tool.errors import TemplateNotAcceptedError
from report_tool.export.document import running_strings
from report_tool.export.own_words import exact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from report_tool.export.document import Document
    from report_tool.export.leak_gate import Detector
    from report_tool.export.organisation.template import Template
    from schemas.copy import RecipientCopy


def fingerprint(lines: Iterable[str], document: Document | None = None) -> str:
    """Return a SHA-256 of the lines without our own, in any order; empty where there are none."""
    ours = set(map(exact, running_strings(document))) if document else set()
    kept = sorted(line for line in map(exact, lines) if line and line not in ours)
    return sha256("\n".join(kept).encode()).hexdigest() if kept else ""


def sensitive_lines(
    template: Template, detector: Detector, parties: tuple[str, ...] = (), lang: str = "nb"
) -> tuple[str, ...]:
    """Return the lines of header and footer in which the detector finds something.

    Alternative texts and watermarks are read as well. A line that cannot be checked counts as one.
    """
    found = []
    for line in dict.fromkeys(filter(str.strip, (*template.letterhead, *template.spoken))):
        try:
            flagged = bool(detector.analyze(line, parties, lang))
        except Exception:
            flagged = True
        if flagged:
            found.append(line)
    return tuple(found)


def require_accepted(
    template: Template, accepted: str, copy: RecipientCopy, detector: Detector, name: str
) -> None:
    """See that header and footer say nothing sensitive, or that exactly this file was accepted.

    Raises:
        TemplateNotAcceptedError: if they do and it was not.
    """
    if accepted and accepted == template.fingerprint:
        return
    if sensitive_lines(template, detector, copy.parties.names(), str(copy.language)):
        raise TemplateNotAcceptedError(file=name)
