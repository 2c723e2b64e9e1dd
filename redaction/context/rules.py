"""The guideline's "Never marked" list as Presidio's context-aware enhancer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer

from redaction.agreement import TAGGER, agree
from redaction.context.neutral import outside_neutral
from redaction.context.scoring import JUDGED, crowds, features, likelihood, weights
from redaction.nlp import ParagraphArtifacts
from redaction.sequence.model import sequence_model

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer, RecognizerResult
    from presidio_analyzer.nlp_engine import NlpArtifacts


class ContextRules(ContextAwareEnhancer):
    """Raises the score of a term that is the person's own, lowers that of one that is work.

    Where the trained tagger is among the layers, all layers' voices become one probability.
    """

    def __init__(self) -> None:
        super().__init__(
            context_similarity_factor=0.0,
            min_score_with_context_similarity=0.0,
            context_prefix_count=0,
            context_suffix_count=0,
        )

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """Return the results with their scores after reading the sentence around each."""
        if not isinstance(nlp_artifacts, ParagraphArtifacts):
            return raw_results
        reading = nlp_artifacts.reading
        crowd = crowds(raw_results, reading)
        for result in raw_results:
            if result.analysis_explanation.recognizer in JUDGED:
                signs = features(result, reading, crowd[reading.sentence_at(result.start)])
                result.score = likelihood(signs, weights())
        names = {getattr(layer, "name", "") for layer in recognizers}
        if TAGGER not in names:
            return raw_results
        tagger = sequence_model()
        marked = tagger.marked(reading.text, reading.parties, reading.setting)
        agreed = agree(raw_results, marked, tagger.agreement, reading.setting)
        return outside_neutral(agreed, text)
