"""Retrain the tagger: ``python -m redaction.training [STEP …]``.

Steps, each with its inputs and outputs (all below ``redaction/``), run in this order:

============ ============================================= ==================================
step         reads                                         writes
============ ============================================= ==================================
words        NoReC's text, NorMedTerm (``--norec/--terms``) ``model/words.tsv.gz``
translate    ``training/corpus/train.jsonl``, Apertium      ``training/corpus/translated-nn.jsonl``
judge        ``training/corpus``, lexicons, word table      ``model/decoding.json``,
                                                            ``training/held_out.json``
train        the same                                       ``model/tagger-*.crf.gz``
seal         ``model``                                      ``model/SHA256SUMS``
============ ============================================= ==================================

Without a step: judge, train and seal. The seed is fixed; the same inputs give the same bytes.
``dev.jsonl`` is read by no step.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from redaction.agreement import probability
from redaction.evaluation import Span, evaluate
from redaction.sequence.decode import Decoding
from redaction.sequence.files import CHECKSUMS, DECODING, TAGGERS, WORDS
from redaction.thresholds import AGREED
from redaction.training import agreement, crossvalidation, second_net, translate, wordtable
from redaction.training.corpus import TRAIN, TRANSLATED, documents, training_documents
from redaction.training.tasks import MODEL, Task, trained
from redaction.training.variants import VARIANTS
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presidio_analyzer import RecognizerResult

SEED = 1
TOKEN_THRESHOLD = 0.15
HELD_OUT = Path(__file__).parent / "held_out.json"
USUAL_STEPS = ("judge", "train", "seal")


def words(norec: Path, terms: Path) -> None:
    """Build the word table."""
    common, names = wordtable.counts(norec)
    lowered = [[w.lower() for w in sentence] for sentence in wordtable.sentences(norec)]
    vocabulary, vectors = wordtable.vectors(lowered, SEED)
    groups = wordtable.clusters(vocabulary, vectors, SEED)
    kinds = wordtable.kinds(terms, common)
    (MODEL / WORDS).write_bytes(wordtable.pack(common, names, groups, kinds))


def translated() -> None:
    """Translate the given bokmål documents into nynorsk."""
    bokmal = [document for document in documents(TRAIN) if document.lang == "nb"]
    translate.write(translate.translate(bokmal), TRANSLATED)


def judge() -> None:
    """Tag every document by taggers that read none of its folder; fit how layers agree."""
    corpus = training_documents()
    tagged = {result.document.id: result for result in crossvalidation.held_out(corpus, SEED)}
    ordered = [tagged[document.id] for document in corpus]
    plain = Decoding(TOKEN_THRESHOLD, {}, crossvalidation.UNCALIBRATED)
    listed = agreement.judge_unread(corpus, agreement.listed(corpus))
    weights = agreement.fitted(listed, ordered, plain)
    fields = {
        "token": TOKEN_THRESHOLD,
        "label": {},
        "calibration": crossvalidation.calibration(ordered, TOKEN_THRESHOLD),
        "agreement": weights,
        "doubtful": second_net.doubtful(listed, ordered, plain, weights),
    }
    _write_json(MODEL / DECODING, fields)
    found = [
        [
            _span(stretch)
            for stretch, seen in agreement.seen_stretches(results, probabilities, plain)
            if probability(seen, weights) >= AGREED[stretch[0].entity_type]
        ]
        for results, probabilities in zip(listed, ordered, strict=True)
    ]
    measures = evaluate(corpus, found).to_dict()
    kept = ("overall", "perLabel", "perLanguage", "perVoice", "intervals")
    _write_json(HELD_OUT, {name: measures[name] for name in kept})


def train_all() -> None:
    """Train the taggers on the whole corpus."""
    tasks = [Task(number, SEED + number) for number in range(len(VARIANTS))]
    for name, content in zip(TAGGERS, trained(tasks), strict=True):
        (MODEL / name).write_bytes(gzip.compress(content, mtime=0))


def seal() -> None:
    """Write the checksums of the model's files."""
    lines = [
        f"{hashlib.sha256((MODEL / name).read_bytes()).hexdigest()}  {name}\n"
        for name in (*TAGGERS, WORDS, DECODING)
    ]
    (MODEL / CHECKSUMS).write_text("".join(lines), encoding="ascii")


def main(arguments: list[str]) -> int:
    """Run the steps named, in their order."""
    parser = argparse.ArgumentParser(prog="redaction.training", description=__doc__)
    steps = ("words", "translate", *USUAL_STEPS)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=", ".join(steps))
    parser.add_argument("--norec", type=Path, help="norec.txt.xz")
    parser.add_argument("--terms", type=Path, help="NorMedTerm.tsv.xz")
    given = parser.parse_args(arguments)
    wanted = given.steps or USUAL_STEPS
    if unknown := set(wanted) - set(steps):
        parser.error(f"no such step: {', '.join(sorted(unknown))}")
    if "words" in wanted and not (given.norec and given.terms):
        parser.error("the step words needs --norec and --terms")
    for step in steps:
        if step not in wanted:
            continue
        began = time.monotonic()
        if step == "words":
            words(given.norec, given.terms)
        else:
            {"translate": translated, "judge": judge, "train": train_all, "seal": seal}[step]()
        sys.stderr.write(f"{step}: {time.monotonic() - began:.0f} s\n")
    return 0


def _span(stretch: Sequence[RecognizerResult]) -> Span:
    longest = max(stretch, key=lambda result: (result.end - result.start, result.score))
    end = max(result.end for result in stretch)
    return Span(stretch[0].start, end, Label(longest.entity_type))


def _write_json(path: Path, fields: object) -> None:
    text = json.dumps(fields, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
