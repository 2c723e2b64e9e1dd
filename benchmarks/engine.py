"""``Engine.analyze`` beside Presidio as a user would set it up (``plain_presidio.py``).

Run: ``python benchmarks/engine.py [corpus.jsonl]``. Speed: both read the same texts, one paragraph
a call, in turn in this process; a fresh engine a round keeps its cache from helping. Cold start and
peak memory: a process of its own each time, ``report-tool scan`` of one sentence beside plain
Presidio reading it, and ``scan`` of a megabyte in one line.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from plain_presidio import LANGUAGE, plain_presidio

from redaction.engine import Engine
from redaction.paragraphs import paragraph_spans
from report_tool.workflow import examples
from report_tool.workflow.fields import text_fields

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3
STARTS = 5
DEFAULT = Path(__file__).parents[1] / "redaction" / "training" / "corpus" / "dev.jsonl"


def paragraphs(corpus: Path | None) -> list[tuple[str, tuple[str, ...], str]]:
    """Return paragraphs with their parties and language: the examples and a corpus, if there."""
    documents = [
        (field.text, (), example.report.language.value)
        for example in map(examples.load, examples.NAMES)
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


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def read_all(analyze: Callable[..., object], calls: list[tuple[object, ...]]) -> None:
    for call in calls:
        analyze(*call)


def main() -> None:
    cold()  # first: a child's peak memory counts its parent's, which is small before any engine
    named = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    texts = paragraphs(named)
    words = sum(len(text.split()) for text, _, _ in texts)
    ours: list[tuple[object, ...]] = list(texts)
    plain: list[tuple[object, ...]] = [(text, LANGUAGE) for text, _, _ in texts]
    speeds: dict[str, list[float]] = {"Engine.analyze": [], "plain Presidio": []}
    for _ in range(ROUNDS):
        for name, analyze, calls in (
            ("Engine.analyze", Engine.load().analyze, ours),
            ("plain Presidio", plain_presidio().analyze, plain),
        ):
            speeds[name].append(words / timed(partial(read_all, analyze, calls)))
    print(f"{len(texts)} paragraphs, {words} words, median of {ROUNDS} rounds (lowest–highest)")
    for name, rounds in speeds.items():
        spread = f"{min(rounds):.0f}–{max(rounds):.0f}"
        print(f"{name:16}{statistics.median(rounds):>9.0f} words/s ({spread})")
    ours_median, plain_median = (statistics.median(rounds) for rounds in speeds.values())
    print(f"ratio {ours_median / plain_median:.2f}")


def cold() -> None:
    """Print cold start and peak memory of both sides, and of a megabyte."""
    with tempfile.TemporaryDirectory() as folder:
        short, long = Path(folder) / "short.txt", Path(folder) / "long.txt"
        short.write_text("Hun har migrene.", encoding="utf-8")
        pieces = (
            f"I uke {n} hadde hun migrene og tok Sobril før vakt {n}. " for n in range(20_000)
        )
        long.write_text("".join(pieces)[:1_000_000], encoding="utf-8")
        scan = [sys.executable, "-m", "report_tool", "scan", "--format", "json"]
        other = [sys.executable, str(Path(__file__).with_name("plain_presidio.py"))]
        runs: dict[str, list[tuple[float, float]]] = {"scan": [], "plain Presidio": []}
        for _ in range(STARTS):
            runs["scan"].append(process([*scan, str(short)]))
            runs["plain Presidio"].append(process(other))
        for name, rounds in runs.items():
            seconds, megabytes = (statistics.median(column) for column in zip(*rounds, strict=True))
            print(f"{name:16}{seconds:>9.2f} s cold, {megabytes:.0f} MB at most")
        starts = [statistics.median(seconds for seconds, _ in rounds) for rounds in runs.values()]
        print(f"ratio {starts[0] / starts[1]:.2f}")
        seconds, megabytes = process([*scan, str(long)])
        print(f"scan of 1 MB in one line: {seconds:.1f} s, {megabytes:.0f} MB at most")


def process(command: list[str]) -> tuple[float, float]:
    """Run a command and return its seconds and its peak memory in megabytes (Linux)."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    child.returncode = 0
    return time.perf_counter() - start, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
