"""The detector as front ends see it: loaded late, one caller at a time, failing until it is in."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from report_tool.errors import DetectionFailedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_tool.workflow.detection import Detector
    from schemas.finding import Finding


class LanguageCheck:
    """A detector that can be asked before it is loaded: then it fails, and the text is withheld.

    Args:
        detector: used instead of the built-in engine.
    """

    def __init__(self, detector: Detector | None = None) -> None:
        self._detector = detector
        self._built_in = detector is None
        self._loading = Lock()
        self._asking = Lock()

    def load(self) -> None:
        """Load the engine and wait for it; loading twice does no harm.

        Raises:
            DetectionFailedError: if a part of it is missing or broken.
        """
        from redaction import DetectionError

        with self._loading:
            if self._detector is not None:
                return
            from redaction.engine import Engine

            try:
                self._detector = Engine.load()
            except DetectionError:
                raise DetectionFailedError() from None

    def analyze(
        self, text: str, parties: Sequence[str] = (), lang: str | None = None
    ) -> tuple[Finding, ...]:
        """Return the findings in ``text``.

        Raises:
            DetectionFailedError: if the engine is not loaded.
        """
        if self._detector is None:
            raise DetectionFailedError()
        with self._asking:
            return self._detector.analyze(text, parties, lang)

    def doubts(
        self, text: str, parties: Sequence[str], findings: Sequence[Finding]
    ) -> tuple[tuple[int, int], ...]:
        """Return the sentences without a finding that are worth a second look.

        Raises:
            DetectionFailedError: if the engine is not loaded.
        """
        if self._detector is None:
            raise DetectionFailedError()
        with self._asking:
            if self._built_in:
                from redaction.hints import hints

                return hints(text, parties, findings)
            doubting = getattr(self._detector, "doubts", None)
            return doubting(text, parties, findings) if doubting else ()
