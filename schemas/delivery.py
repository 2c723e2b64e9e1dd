"""Copies made and handed over."""

from __future__ import annotations

from enum import StrEnum

from schemas.base import Model, Moment, Sha256
from schemas.labels import Recipient


class FileFormat(StrEnum):
    """Format of a copy."""

    DOCX = "docx"
    PDF = "pdf"
    JSON = "json"


class DeliveredFile(Model):
    """A file that passed the leak gate: its format and the SHA-256 of its bytes."""

    format: FileFormat
    sha256: Sha256


class Delivery(Model):
    """A set of files made for one recipient from one approved version (or draft)."""

    recipient: Recipient
    approval_hash: Sha256 | None = None
    files: tuple[DeliveredFile, ...]
    made_at: Moment
    draft: bool = False
