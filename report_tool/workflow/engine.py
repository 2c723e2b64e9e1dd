"""The real detector, loaded when it is first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.errors import DetectionFailedError

if TYPE_CHECKING:
    from report_tool.workflow.detection import Detector


def load_detector() -> Detector:
    """Load the detection engine; takes a second or two.

    Raises:
        DetectionFailedError: if a part of it is missing or broken.
    """
    try:
        from redaction.engine import Engine

        return Engine.load()
    except Exception:
        raise DetectionFailedError() from None
