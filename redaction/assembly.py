"""Putting Presidio's analyser together from the project's layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

from redaction import DetectionError
from redaction.context.rules import ContextRules
from redaction.detectors.address import AddressRecogniser
from redaction.detectors.body import BodyRecogniser
from redaction.detectors.codes import CodeRecogniser
from redaction.detectors.compound import CompoundRecogniser
from redaction.detectors.contact import AccountRecogniser, EmailRecogniser, PhoneRecogniser
from redaction.detectors.fuzzy import FuzzyRecogniser
from redaction.detectors.lexicon import LexiconRecogniser
from redaction.detectors.national_id import NationalIdRecogniser
from redaction.detectors.person import PersonRecogniser
from redaction.detectors.phrases import PhraseRecogniser
from redaction.nlp import LANGUAGE, NorwegianNlpEngine, pipeline
from redaction.thresholds import DEFAULT

if TYPE_CHECKING:
    from redaction.detectors.base import Recogniser

LAYERS: tuple[type[Recogniser], ...] = (
    NationalIdRecogniser,
    EmailRecogniser,
    PhoneRecogniser,
    AccountRecogniser,
    AddressRecogniser,
    CodeRecogniser,
    LexiconRecogniser,
    CompoundRecogniser,
    FuzzyRecogniser,
    BodyRecogniser,
    PhraseRecogniser,
    PersonRecogniser,
)


def assemble() -> tuple[AnalyzerEngine, NorwegianNlpEngine]:
    """Return Presidio's analyser with every layer loaded, and the pipeline inside it.

    Raises:
        DetectionError: if a layer cannot be loaded.
    """
    try:
        nlp_engine = NorwegianNlpEngine(pipeline())
        layers = [layer() for layer in LAYERS]
        registry = RecognizerRegistry(recognizers=layers, supported_languages=[LANGUAGE])
        analyzer = AnalyzerEngine(
            registry=registry,
            nlp_engine=nlp_engine,
            supported_languages=[LANGUAGE],
            default_score_threshold=DEFAULT,
            context_aware_enhancer=ContextRules(),
        )
    except DetectionError:
        raise
    except Exception as error:
        raise DetectionError(f"detection could not be loaded: {type(error).__name__}") from error
    return analyzer, nlp_engine
