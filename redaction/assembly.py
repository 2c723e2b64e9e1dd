"""Putting Presidio's analyser together from the project's layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

from redaction import DetectionError
from redaction.agreement import NAMES, TAGGER
from redaction.context.rules import ContextRules
from redaction.context.scoring import JUDGED
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
from redaction.detectors.sequence import SequenceRecogniser
from redaction.detectors.stated import StatedRecogniser
from redaction.nlp import LANGUAGE, NorwegianNlpEngine, pipeline
from redaction.thresholds import AGREED, ALONE, DEFAULT

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
    StatedRecogniser,
    CompoundRecogniser,
    FuzzyRecogniser,
    BodyRecogniser,
    PhraseRecogniser,
    PersonRecogniser,
    SequenceRecogniser,
)


def assemble(
    layers: tuple[type[Recogniser], ...] = LAYERS,
) -> tuple[AnalyzerEngine, NorwegianNlpEngine]:
    """Return Presidio's analyser with the layers loaded, and the pipeline inside it.

    Raises:
        DetectionError: if a layer cannot be loaded.
    """
    try:
        nlp_engine = NorwegianNlpEngine(pipeline())
        loaded = [layer() for layer in layers]
        _set_thresholds(loaded)
        registry = RecognizerRegistry(recognizers=loaded, supported_languages=[LANGUAGE])
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


def _set_thresholds(layers: list[Recogniser]) -> None:
    has_tagger = any(layer.detector == TAGGER for layer in layers)
    for layer in layers:
        names = layer.supported_entities
        if has_tagger and layer.detector in JUDGED | {TAGGER, NAMES}:
            layer.score_thresholds = {name: AGREED[name] for name in names}
        elif layer.detector in JUDGED:
            layer.score_thresholds = {name: ALONE.get(name, DEFAULT) for name in names}
