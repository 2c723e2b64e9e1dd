"""Words per second of ``Engine.analyze`` beside Presidio as a user would set it up.

Run: ``python benchmarks/engine.py [corpus.jsonl]``. Plain Presidio is a blank Norwegian spaCy
pipeline, Presidio's own pattern recognisers with Norwegian phone numbers, and one deny-list with
the lemmas of our diagnosis lexicon. Both read the same texts, one paragraph a call, in turn in
this process; a fresh engine a round keeps its cache from helping. Loading is timed once, cold.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from functools import partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from redaction.engine import Engine
from redaction.paragraphs import paragraph_spans
from report_tool.cli import example_cases
from report_tool.workflow.fields import text_fields

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3
LANGUAGE = "nb"


def paragraphs(corpus: Path | None) -> list[tuple[str, tuple[str, ...], str]]:
    """Return paragraphs with their parties and language: the examples and a corpus, if there."""
    documents = [
        (field.text, (), example.report.language.value)
        for example in map(example_cases.load, example_cases.NAMES)
        for field in text_fields(example.report)
    ]
    if corpus and corpus.is_file():
        for line in corpus.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            documents.append((record["text"], tuple(record["parties"]), record["lang"]))
    return [
        (text[start:end], parties, language)
        for text, parties, language in documents
        for start, end in paragraph_spans(text)
    ]


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


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def read_all(analyze: Callable[..., object], calls: list[tuple[object, ...]]) -> None:
    for call in calls:
        analyze(*call)


def main() -> None:
    named = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/corpus/dev.jsonl")
    texts = paragraphs(named)
    words = sum(len(text.split()) for text, _, _ in texts)
    ours: list[tuple[object, ...]] = list(texts)
    plain: list[tuple[object, ...]] = [(text, LANGUAGE) for text, _, _ in texts]
    loads = {"Engine.analyze": timed(Engine.load), "plain Presidio": timed(plain_presidio)}
    speeds: dict[str, list[float]] = {name: [] for name in loads}
    for _ in range(ROUNDS):
        for name, analyze, calls in (
            ("Engine.analyze", Engine.load().analyze, ours),
            ("plain Presidio", plain_presidio().analyze, plain),
        ):
            speeds[name].append(words / timed(partial(read_all, analyze, calls)))
    print(f"{len(texts)} paragraphs, {words} words, median of {ROUNDS} rounds (lowest–highest)")
    for name, rounds in speeds.items():
        spread = f"{min(rounds):.0f}–{max(rounds):.0f}"
        print(
            f"{name:16}{statistics.median(rounds):>9.0f} words/s ({spread})"
            f"{loads[name]:>8.2f} s to load"
        )
    ours_median, plain_median = (statistics.median(rounds) for rounds in speeds.values())
    print(f"ratio {ours_median / plain_median:.2f}")


if __name__ == "__main__":
    main()
