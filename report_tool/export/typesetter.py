"""The one door to typst: bundled fonts only, everything in memory, warnings are errors."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import templates
from report_tool.errors import RenderingError

if TYPE_CHECKING:
    from datetime import datetime

    import typst

_PIXELS_PER_INCH = 220.0


def pdf(inputs: dict[str, bytes], made_at: datetime, standards: tuple[str, ...]) -> bytes:
    """Compile ``main.typ`` of the inputs to PDF. Equal input gives equal bytes.

    Raises:
        RenderingError: if the typesetter refuses or warns; its words are never passed on.
    """
    return _compile(inputs, "PDF", format="pdf", pdf_standards=list(standards), timestamp=made_at)


def png(inputs: dict[str, bytes]) -> bytes:
    """Compile ``main.typ`` of the inputs, one page, to a picture.

    Raises:
        RenderingError: if the typesetter refuses or warns.
    """
    return _compile(inputs, "PNG", format="png", ppi=_PIXELS_PER_INCH)


def _compile(inputs: dict[str, bytes], name: str, **options: Any) -> bytes:
    import typst

    sources: Any = inputs
    try:
        result, warnings = typst.compile_with_warnings(sources, font_paths=_fonts(), **options)
    except typst.TypstError:
        raise RenderingError(format=name) from None
    if warnings or not isinstance(result, bytes):
        raise RenderingError(format=name)
    return result


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[templates.fonts_folder()],
    )
