"""Signs a finished PDF with the expert's own certificate (PAdES, extra ``[sign]``).

The file is written with room for the signature and one invisible signature field; pyHanko makes the
signature over every other byte. Nothing else changes, so archive format and tags stay as they are.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf

from report_tool.errors import (
    CertificateOfOtherError,
    CertificateOutdatedError,
    CertificatePassphraseError,
    CertificateTellsTooMuchError,
    CertificateUnusableError,
    FileMissingError,
    SigningMissingError,
    UnreadableFileError,
)
from report_tool.export.signing_certificate import belongs_to, name_of, tells_too_much, valid_at

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

FIELD = "Signatur"
"""Name of the signature field, for a screen reader too."""

_NUMBER = 9_999_999_999
_RANGE = f"[ 0 {_NUMBER} {_NUMBER} {_NUMBER} ]".encode()
_SPARE = 64


@dataclass(frozen=True, slots=True)
class Signer:
    """An opened key that may sign now."""

    _cms: Any = field(repr=False)

    def sign(self, data: bytes, now: datetime) -> bytes:
        """Return the PDF with the signature in it. Equal input and key give equal room for it."""
        room = len(self._signature(b"")) + _SPARE
        prepared = _with_field(data, room, now)
        first, last = _hole(prepared, room)
        numbers = f"[ 0 {first} {last} {len(prepared) - last} ]".encode().ljust(len(_RANGE))
        prepared = prepared.replace(_RANGE, numbers, 1)
        made = self._signature(prepared[:first] + prepared[last:]).hex().encode()
        filled = b"<" + made.ljust(last - first - 2, b"0") + b">"
        return prepared[:first] + filled + prepared[last:]

    def _signature(self, content: bytes) -> bytes:
        digest = sha256(content).digest()
        making = self._cms.async_sign(digest, "sha256", use_pades=True)
        return bytes(asyncio.run(making).dump())


def load(path: Path, passphrase: str, owner: str, now: datetime) -> Signer:
    """Open a file with a certificate and its key (PKCS#12).

    Raises:
        SigningMissingError: if the extra is not installed.
        FileMissingError, UnreadableFileError: if the file cannot be read.
        CertificateUnusableError: if it is no PKCS#12 file, or holds no certificate with its key.
        CertificatePassphraseError: if the passphrase does not open it.
        CertificateOutdatedError: if the certificate is not valid ``now``.
        CertificateOfOtherError: if it is not ``owner``'s.
        CertificateTellsTooMuchError: if it holds more of a person than a name.
    """
    data = _read(path)
    name = path.name
    try:
        from asn1crypto import pkcs12
        from pyhanko.sign import signers
    except ImportError:
        raise SigningMissingError() from None
    try:
        if pkcs12.Pfx.load(data)["version"].native != "v3":
            raise CertificateUnusableError(file=name)
    except (ValueError, TypeError):
        raise CertificateUnusableError(file=name) from None
    try:
        opened = signers.SimpleSigner.load_pkcs12_data(data, [], passphrase.encode())
    except ValueError:
        raise CertificatePassphraseError(file=name) from None
    except (AttributeError, TypeError):
        raise CertificateUnusableError(file=name) from None
    if not belongs_to(opened.signing_cert, owner):
        raise CertificateOfOtherError(file=name, name=name_of(opened.signing_cert))
    certificates = [opened.signing_cert, *opened.cert_registry]
    if any(map(tells_too_much, certificates)):
        raise CertificateTellsTooMuchError(file=name)
    if not valid_at(opened.signing_cert, now):
        raise CertificateOutdatedError(
            file=name,
            first=f"{opened.signing_cert.not_valid_before:%d.%m.%Y}",
            last=f"{opened.signing_cert.not_valid_after:%d.%m.%Y}",
        )
    return Signer(opened)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileMissingError(file=str(path)) from None
    except OSError:
        raise UnreadableFileError(file=str(path)) from None


def _with_field(data: bytes, room: int, now: datetime) -> bytes:
    """Return the PDF with an empty signature field outside the page, written as one revision."""
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        page: Any = document.pages[0].obj
        signature = pikepdf.Dictionary(
            Type=pikepdf.Name.Sig,
            Filter=pikepdf.Name("/Adobe.PPKLite"),
            SubFilter=pikepdf.Name("/ETSI.CAdES.detached"),
            ByteRange=pikepdf.Array([0, _NUMBER, _NUMBER, _NUMBER]),
            Contents=pikepdf.String(bytes(room)),
            M=pikepdf.String(f"{now.astimezone(UTC):D:%Y%m%d%H%M%S}Z"),
        )
        widget = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Sig,
            T=pikepdf.String(FIELD),
            TU=pikepdf.String(FIELD),
            F=132,
            Rect=pikepdf.Array([0, 0, 0, 0]),
            P=page,
            V=document.make_indirect(signature),
        )
        added = document.make_indirect(widget)
        page["/Annots"] = pikepdf.Array([added])
        page["/Tabs"] = pikepdf.Name.S
        document.Root["/AcroForm"] = pikepdf.Dictionary(Fields=pikepdf.Array([added]), SigFlags=3)
        document.save(
            target,
            fix_metadata_version=False,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return target.getvalue()


def _hole(prepared: bytes, room: int) -> tuple[int, int]:
    """Return where the signature stands, its angle brackets included."""
    first = prepared.index(b"<" + b"00" * room + b">")
    return first, first + 2 * room + 2
