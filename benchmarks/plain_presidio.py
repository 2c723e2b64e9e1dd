"""The benchmark's other side: Presidio as a user would set it up, and one cold start of it.

A blank Norwegian spaCy pipeline, Presidio's own pattern recognisers with Norwegian phone numbers,
and one deny-list with the lemmas of our diagnosis lexicon. Run as a program it reads one sentence.
"""

from __future__ import annotations

from importlib import resources
from typing import Any

LANGUAGE = "nb"


def plain_presidio() -> Any:
    """Return Presidio's analyser with what it brings along and the code books as a deny-list."""
    import spacy
    from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry
    from presidio_analyzer.nlp_engine import SpacyNlpEngine
    from presidio_analyzer.predefined_recognizers import (
        CreditCardRecognizer,
        DateRecognizer,
        IbanRecognizer,
        IpRecognizer,
        PhoneRecognizer,
        UrlRecognizer,
    )

    class Blank(SpacyNlpEngine):
        def __init__(self) -> None:
            super().__init__(models=[{"lang_code": LANGUAGE, "model_name": "blank"}])
            self.nlp = {LANGUAGE: spacy.blank(LANGUAGE)}

    recognizers = [
        kind(supported_language=LANGUAGE)
        for kind in (
            CreditCardRecognizer,
            DateRecognizer,
            IbanRecognizer,
            IpRecognizer,
            UrlRecognizer,
        )
    ]
    recognizers += [
        PhoneRecognizer(supported_language=LANGUAGE, supported_regions=("NO",)),
        PatternRecognizer(
            supported_entity="DIAGNOSIS", supported_language=LANGUAGE, deny_list=_diagnoses()
        ),
    ]
    registry = RecognizerRegistry(recognizers=recognizers, supported_languages=[LANGUAGE])
    return AnalyzerEngine(nlp_engine=Blank(), registry=registry, supported_languages=[LANGUAGE])


def _diagnoses() -> list[str]:
    folder = resources.files("redaction.lexicons").joinpath("diagnosis")
    return [
        line.split("\t")[0].strip()
        for name in ("codebook.txt", "first.txt")
        for line in folder.joinpath(name).read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]


if __name__ == "__main__":
    plain_presidio().analyze("Hun har migrene.", LANGUAGE)
