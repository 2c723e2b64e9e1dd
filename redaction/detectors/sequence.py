"""The trained tagger as a recogniser: what stands in a sentence as a sensitive detail would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from redaction.detectors.base import Recogniser
from redaction.sequence.decode import LABELS
from redaction.sequence.model import sequence_model
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presidio_analyzer import RecognizerResult

    from redaction.reading import Reading

_KINDS = {
    Label.DIAGNOSIS: "en diagnose",
    Label.SYMPTOM: "et symptom eller en plage",
    Label.TREATMENT: "behandling eller undersøkelse",
    Label.MEDICATION: "en medisin",
    Label.CARE_PROVIDER: "en behandler eller et behandlingssted",
    Label.REPRODUCTIVE: "svangerskap eller fruktbarhet",
    Label.SUBSTANCE: "bruk av alkohol, rusmidler eller tabletter",
    Label.PRIVATE_LIFE: "privatlivet",
    Label.SPECIAL_CATEGORY: "en særlig beskyttet opplysning",
    Label.PERSON: "navnet på en person utenfor saken",
    Label.NATIONAL_ID: "et fødselsnummer",
    Label.CONTACT: "en kontaktopplysning",
}


class SequenceRecogniser(Recogniser):
    """Marks what the trained tagger finds, with its calibrated probability as the score."""

    detector = "sequence"
    labels = LABELS

    def load(self) -> None:
        """Load the model and check that it is the released one."""
        self._model = sequence_model()

    def find(self, reading: Reading) -> Iterator[RecognizerResult]:
        """Yield the tagger's spans of a paragraph."""
        for span in self._model.spans(reading.text, reading.parties, reading.setting):
            yield self.result(
                span.label,
                (span.start, span.end),
                span.score,
                "crf",
                f"Ordene og setningen rundt tyder på {_KINDS[span.label]}.",
            )
