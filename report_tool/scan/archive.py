"""Zipped XML documents (DOCX, ODT) opened with care: bounded in size, without outside entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from lxml import etree

from report_tool.errors import NotADocumentError, ProtectedDocumentError, TooLargeError

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_UNPACKED_BYTES = 256 * 1024 * 1024
"""Bound on everything unpacked from one file, so that a zip bomb cannot fill the memory."""

MAX_PARTS = 20_000

_OLE_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    etree.LxmlError,
)


class Archive:
    """A zipped document whose parts are unpacked on demand and counted against one bound.

    Raises:
        NotADocumentError: if the content is no zip file.
        ProtectedDocumentError: if it is locked by a password.
        TooLargeError: if it holds more than the bound allows.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._unpacked = 0
        if data.startswith(_OLE_CONTAINER) and _ENCRYPTED_PACKAGE in data:
            raise ProtectedDocumentError(file=name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise NotADocumentError(file=name) from None
        if len(self._zip.infolist()) > MAX_PARTS:
            raise TooLargeError(file=name, megabytes=MAX_UNPACKED_BYTES // 2**20)
        self.parts: frozenset[str] = frozenset(self._zip.namelist())

    def xml(self, part: str) -> _Element:
        """Return the root element of a part.

        Raises:
            InputError: if the part is missing, broken, locked or too large.
        """
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        content = self._read(part)
        try:
            return etree.fromstring(content, parser)
        except _BROKEN:
            raise NotADocumentError(file=self._name) from None

    def _read(self, part: str) -> bytes:
        left = MAX_UNPACKED_BYTES - self._unpacked
        try:
            if self._zip.getinfo(part).flag_bits & 0x1:
                raise ProtectedDocumentError(file=self._name)
            with self._zip.open(part) as stream:
                content = stream.read(left + 1)
        except (KeyError, *_BROKEN):
            raise NotADocumentError(file=self._name) from None
        if len(content) > left:
            raise TooLargeError(file=self._name, megabytes=MAX_UNPACKED_BYTES // 2**20)
        self._unpacked += len(content)
        return content
