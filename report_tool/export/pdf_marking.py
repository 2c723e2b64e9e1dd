"""Is everything drawn on the pages either in the structure or marked as mere decoration?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWS = frozenset({"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do"})
_LEVELS = ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")


def is_all_marked(document: pikepdf.Pdf) -> bool:
    """Tell whether each operator that draws stands inside marked content or an artifact."""
    return all(map(_page_is_marked, document.pages))


def _page_is_marked(page: pikepdf.Page) -> bool:
    open_marks: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in {"BDC", "BMC"}:
            open_marks.append(_counts(instruction.operands))
        elif operator == "EMC":
            if not open_marks:
                return False
            open_marks.pop()
        elif operator in _SHOWS and not any(open_marks):
            return False
    return not open_marks


def _counts(operands: Any) -> bool:
    if str(operands[0]) == "/Artifact":
        return True
    return (
        len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]
    )


def marked_ids(document: pikepdf.Pdf) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the page (as object number) and id of each stretch of marked content."""
    for page in document.pages:
        for instruction in pikepdf.parse_content_stream(page):
            operands: Any = instruction.operands
            if str(instruction.operator) == "BDC" and "/MCID" in operands[1]:
                yield page.obj.objgen, int(operands[1]["/MCID"])


def levels_follow(kinds: list[str]) -> bool:
    """Tell whether headings begin at the first level and skip none on the way down."""
    deepest = 0
    for level in (_LEVELS.index(kind) + 1 for kind in kinds if kind in _LEVELS):
        if level > deepest + 1:
            return False
        deepest = level
    return deepest > 0
