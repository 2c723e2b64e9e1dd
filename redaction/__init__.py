"""Detection and masking of sensitive details in Norwegian text.

Knows no report, no user interface and no disk layout of the application.
"""

from __future__ import annotations


class DetectionError(RuntimeError):
    """Detection could not run; its message names the part, never the text."""
