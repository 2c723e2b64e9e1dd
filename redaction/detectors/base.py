"""What every recogniser of the project shares: Presidio's interface over a reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult

from redaction.nlp import LANGUAGE, ParagraphArtifacts
from redaction.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presidio_analyzer.nlp_engine import NlpArtifacts

    from redaction.reading import Reading
    from schemas.labels import Label


SOURCE = "source"
"""Key of a result's metadata: the list its term is from."""


class Recogniser(EntityRecognizer):
    """A layer of the engine: yields results for one paragraph.

    ``detector`` is the stable name in a finding's reasons, ``labels`` the labels
    it can give.
    """

    detector: ClassVar[str]
    labels: ClassVar[tuple[Label, ...]]

    def __init__(self) -> None:
        super().__init__(
            supported_entities=[label.value for label in self.labels],
            name=self.detector,
            supported_language=LANGUAGE,
        )

    def load(self) -> None:
        """Load nothing; a layer with data overrides this."""

    def find(self, reading: Reading) -> Iterable[RecognizerResult]:
        """Yield this layer's results for a paragraph."""
        raise NotImplementedError

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: NlpArtifacts | None = None,
    ) -> list[RecognizerResult]:
        """Return this layer's results, as Presidio asks for them."""
        if isinstance(nlp_artifacts, ParagraphArtifacts):
            return list(self.find(nlp_artifacts.reading))
        return list(self.find(read(text)))

    def result(
        self,
        label: Label,
        span: tuple[int, int],
        score: float,
        rule: str,
        why: str,
        source: str = "",
    ) -> RecognizerResult:
        """Return a Presidio result that carries its rule and its explanation in Norwegian.

        ``source`` names the list a term is from.
        """
        return RecognizerResult(
            entity_type=label.value,
            start=span[0],
            end=span[1],
            score=score,
            analysis_explanation=AnalysisExplanation(
                recognizer=self.detector,
                original_score=score,
                pattern_name=rule,
                textual_explanation=why,
            ),
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.detector,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                SOURCE: source,
            },
        )
