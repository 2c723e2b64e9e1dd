"""The step chart as a picture, for formats that cannot hold it as vectors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import templates
from report_tool.export import typesetter
from report_tool.export.typst_data import TypstData

if TYPE_CHECKING:
    from report_tool.export.document import Chart

_PAGE = b"""#import "figure.typ": drawing
#set page(width: 16.4cm, height: auto, margin: (x: 2pt, y: 4pt))
#set text(font: ("Noto Sans", "Noto Sans Math", "Noto Sans Symbols2"), size: 10.5pt)
#drawing(json("data.json"))
"""


def render(chart: Chart) -> bytes:
    """Return the chart as PNG without its caption; the words stand in ``chart.alt``.

    Raises:
        RenderingError: if the typesetter refuses.
    """
    data = TypstData().block(chart)
    return typesetter.png(
        {
            "main.typ": _PAGE,
            "figure.typ": templates.typst_source("figure.typ"),
            "data.json": json.dumps(data, ensure_ascii=False).encode(),
        }
    )
