"""The signature of a PDF copy: whose, when, and whether a byte was changed since."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf

from report_tool.export import pdf_structure, wording
from report_tool.export.signing_certificate import issuer_of, name_of, valid_at
from report_tool.export.surface import UnreadableSurfaceError
from report_tool.export.verification import Check
from schemas.labels import Language

if TYPE_CHECKING:
    from datetime import datetime


def checks(data: bytes) -> tuple[Check, ...]:
    """Say whether a PDF is signed; a signature that is not sound, or not to be checked, fails.

    Who issued the certificate is named but not judged: that needs a list of issuers to trust, and
    asking them needs a network.

    Raises:
        UnreadableSurfaceError: if the file is no readable PDF.
    """
    if not _is_signed(data):
        return (Check("signature", True, "verify.signature.none"),)
    try:
        from pyhanko.pdf_utils.reader import PdfFileReader
        from pyhanko.sign.validation import validate_pdf_signature
        from pyhanko.sign.validation.status import SignatureCoverageLevel
        from pyhanko_certvalidator import ValidationContext
    except ImportError:
        return (Check("signature", False, "verify.signature.unchecked"),)
    try:
        (signature,) = PdfFileReader(BytesIO(data)).embedded_signatures
        when, certificate = signature.self_reported_timestamp, signature.signer_cert
        context = ValidationContext(trust_roots=[certificate], moment=when, allow_fetching=False)
        status: Any = validate_pdf_signature(signature, context, skip_diff=True)
        sound = (
            status.intact
            and status.valid
            and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
            and valid_at(certificate, when)
        )
        said = _said(certificate, when)
    except Exception:
        return (Check("signature", False, "verify.signature.failed"),)
    if not sound:
        return (Check("signature", False, "verify.signature.failed"),)
    return (Check("signature", True, "verify.signature.ok", said),)


def is_only_signature(form: Any) -> bool:
    """Tell whether a PDF's form is nothing but one signature field that does nothing."""
    fields = list(form.get("/Fields", []))
    return (
        set(form.keys()) <= {"/Fields", "/SigFlags"}
        and len(fields) == 1
        and fields[0].get("/FT") == "/Sig"
        and not {"/A", "/AA", "/Kids", "/MK", "/AP"} & set(fields[0].keys())
    )


def _is_signed(data: bytes) -> bool:
    try:
        with pikepdf.open(BytesIO(data)) as document:
            return any(
                isinstance(item, pikepdf.Dictionary) and "/ByteRange" in item
                for item in document.objects
            )
    except pdf_structure.BROKEN:
        raise UnreadableSurfaceError("PDF") from None


def _said(certificate: Any, when: datetime) -> tuple[tuple[str, str], ...]:
    return (
        ("name", name_of(certificate)),
        ("moment", wording.moment(when, Language.BOKMAL)),
        ("issuer", issuer_of(certificate)),
    )
