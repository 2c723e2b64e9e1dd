"""One reader per format, loaded when it is needed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from report_tool.scan.documents import InputFormat, ScanDocument

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[bytes, str], tuple[ScanDocument, ...]]

_MODULES = {
    InputFormat.TXT: "plain_text",
    InputFormat.MD: "plain_text",
    InputFormat.DOCX: "docx",
    InputFormat.ODT: "odt",
    InputFormat.PDF: "pdf",
    InputFormat.JSONL: "corpus",
}


def read(data: bytes, name: str, input_format: InputFormat) -> tuple[ScanDocument, ...]:
    """Read content of a known format.

    Raises:
        InputError: one of its subclasses says what is wrong with the content.
    """
    module = import_module(f"{__name__}.{_MODULES[input_format]}")
    return cast("Reader", module.read)(data, name)
