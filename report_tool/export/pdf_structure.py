"""Walks the structure tree of a tagged PDF: what a screen reader follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator


BROKEN = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
)
"""What reading a broken PDF can raise."""

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
"""Where a font's glyphs stand."""


def elements(document: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every element of the structure tree, parents first."""
    tree = document.Root.get("/StructTreeRoot")
    pending = _kids(tree) if tree is not None else []
    while pending:
        node = pending.pop(0)
        yield node
        pending = _kids(node) + pending


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K")
    if kids is None:
        return []
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def referenced_ids(document: pikepdf.Pdf) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the page (as object number) and id of each marked content that an element holds."""
    for node in elements(document):
        kids = node.get("/K")
        for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                yield node["/Pg"].objgen, kid
            elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
                yield kid.get("/Pg", node.get("/Pg")).objgen, int(kid["/MCID"])


def kind(node: Any) -> str:
    """Return the element's type, such as ``/Table``."""
    return str(node.get("/S", ""))


def of_kind(structure: list[Any], wanted: str) -> list[Any]:
    """Return the elements of one type."""
    return [node for node in structure if kind(node) == wanted]


def is_even(table: Any) -> bool:
    """Tell whether every row of a table has as many cells, spans counted."""
    pending, widths = _kids(table), set()
    while pending:
        node = pending.pop()
        if kind(node) == "/TR":
            widths.add(sum(_span(cell) for cell in _kids(node)))
        pending += _kids(node)
    return len(widths) == 1


def _span(cell: Any) -> int:
    attributes = cell.get("/A")
    listed = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    spans = [a["/ColSpan"] for a in listed if isinstance(a, pikepdf.Dictionary) and "/ColSpan" in a]
    return int(spans[0]) if spans else 1


def has_scoped_header(table: Any) -> bool:
    """Tell whether a table has header cells, each saying what it heads."""
    pending, headers = _kids(table), []
    while pending:
        node = pending.pop()
        if kind(node) == "/TH":
            headers.append(node)
        pending += _kids(node)
    return bool(headers) and all(map(_scope, headers))


def _scope(header: Any) -> bool:
    attributes = header.get("/A")
    listed = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    return any(isinstance(a, pikepdf.Dictionary) and "/Scope" in a for a in listed)
