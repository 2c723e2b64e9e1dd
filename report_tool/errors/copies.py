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


class SigningMissingError(ExportError):
    """A copy is to be signed, but the optional extra is not installed."""


class NothingToSignError(ExportError):
    """A signature is asked for without a PDF among the formats."""


class CertificateUnusableError(ExportError):
    """``file`` is no PKCS#12 file, or holds no certificate with its key."""


class CertificatePassphraseError(ExportError):
    """The passphrase does not open the certificate in ``file``."""


class CertificateOutdatedError(ExportError):
    """The certificate in ``file`` is valid from ``first`` to ``last`` only."""


class CertificateTellsTooMuchError(ExportError):
    """The certificate in ``file`` holds a national id, an address or a number of a person."""


class CertificateOfOtherError(ExportError):
    """The certificate in ``file`` is not the expert's: it carries another name, ``name``."""


class UndecidedLeftError(ExportError):
    """Detection on the masked copy found something that was not decided."""


class DetectionFailedError(ReportToolError):
    """Detection did not run; the text counts as unchecked and is withheld."""
