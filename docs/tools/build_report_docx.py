"""Pack ``docs/tools/report_docx`` into ``templates/report.docx``: styles only, no text.

The XML is kept unpacked so that it can be read and compared; packing is deterministic.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from report_tool.export.docx_clean import pack  # noqa: E402


def build() -> bytes:
    """Return the packed template."""
    folder = Path(__file__).parent / "report_docx"
    return pack(
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
    )


if __name__ == "__main__":
    (ROOT / "templates" / "report.docx").write_bytes(build())
