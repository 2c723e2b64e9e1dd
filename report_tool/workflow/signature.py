"""The expert's own certificate, for signing the PDF of a copy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report_tool.errors import NothingToSignError
from schemas.delivery import FileFormat

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from report_tool.export.signing import Signer
    from schemas.copy import RecipientCopy


@dataclass(frozen=True, slots=True)
class ChosenCertificate:
    """A file with certificate and key (PKCS#12), and what opens it; the latter is never printed."""

    path: Path
    passphrase: str = field(repr=False)


def signer_for(
    chosen: ChosenCertificate | None,
    copy: RecipientCopy,
    formats: Sequence[FileFormat],
    now: datetime,
) -> Signer | None:
    """Open the chosen certificate, if there is one, for signing this copy.

    Raises:
        NothingToSignError: if no PDF is asked for.
        ExportError, InputError: all that ``export.signing.load`` raises.
    """
    if chosen is None:
        return None
    if FileFormat.PDF not in formats:
        raise NothingToSignError()
    from report_tool.export import signing

    return signing.load(chosen.path, chosen.passphrase, copy.parties.ekspert.navn, now)
