"""A copy cannot be made, or its text cannot be checked."""

from __future__ import annotations

from report_tool.errors.root import ReportToolError


class ExportError(ReportToolError):
    """A copy could not be made; no file was left under its final name."""

    message_id = "unexpected"


class ConflictingDecisionsError(ExportError):
    """Words withheld in one place are shown in another; ``withheld``, ``shown`` name the fields."""


class RenderingError(ExportError):
    """The typesetter or the document library refused the copy; ``format`` names it."""


class LeakGateError(ExportError):
    """The leak gate found something in a written file; ``format`` and ``where`` say where.

    ``leaks`` are the places (``report_tool.export.leak_gate.Leak``), without the words. The
    workflow sets ``case`` to the case with the failure in its audit trail.
    """

    leaks: tuple[object, ...] = ()
    case: object | None = None


class UndecidedLeftError(ExportError):
    """Detection on the masked copy found something that was not decided."""


class DetectionFailedError(ReportToolError):
    """Detection did not run; the text counts as unchecked and is withheld."""
