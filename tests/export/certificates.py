"""Synthetic certificates with their keys, as PKCS#12 files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes

PASSPHRASE = "gul sykkel på fjellet"
START = datetime(2027, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=4)
def _key(kind: str) -> CertificateIssuerPrivateKeyTypes:
    return (
        rsa.generate_private_key(65537, 2048)
        if kind == "rsa"
        else ec.generate_private_key(ec.SECP256R1())
    )


def certificate(
    name: str = "Ingrid Ekspert",
    *,
    key: str = "rsa",
    start: datetime = START,
    days: int = 365,
    serial: str = "",
    email: str = "",
) -> bytes:
    """A self-signed certificate with its key under ``PASSPHRASE``."""
    attributes = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "NO"),
        x509.NameAttribute(NameOID.COMMON_NAME, name),
    ]
    if serial:
        attributes.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, serial))
    own = x509.Name(attributes)
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Prøve-CA 123456789")])
    builder = (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(issuer)
        .public_key(_key(key).public_key())
        .serial_number(7)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=days))
        .add_extension(
            x509.KeyUsage(True, True, False, False, False, False, False, False, False),
            critical=True,
        )
    )
    if email:
        builder = builder.add_extension(
            x509.SubjectAlternativeName([x509.RFC822Name(email)]), critical=False
        )
    made = builder.sign(_key(key), hashes.SHA256())
    lock = BestAvailableEncryption(PASSPHRASE.encode())
    return pkcs12.serialize_key_and_certificates(b"x", _key(key), made, None, lock)


def without_key() -> bytes:
    """A PKCS#12 file that holds a certificate and no key."""
    _, made, _ = pkcs12.load_key_and_certificates(certificate(), PASSPHRASE.encode())
    assert made is not None
    lock = BestAvailableEncryption(PASSPHRASE.encode())
    return pkcs12.serialize_key_and_certificates(b"x", None, made, None, lock)
