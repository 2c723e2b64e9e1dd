"""Walks the structure tree of a tagged PDF: what a screen reader follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator


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


def kind(node: Any) -> str:
    """Return the element's type, such as ``/Table``."""
    return str(node.get("/S", ""))


def of_kind(structure: list[Any], wanted: str) -> list[Any]:
    """Return the elements of one type."""
    return [node for node in structure if kind(node) == wanted]


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
