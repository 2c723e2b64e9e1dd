"""How well the detector does on an annotated corpus."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from redaction.comparison import difference
from redaction.evaluation import CorpusDocument, Evaluation, evaluate, read_corpus
from report_tool.errors import (
    BrokenCorpusError,
    DetectionFailedError,
    FileMissingError,
    NotAnEvaluationError,
    NotUtf8Error,
    UnreadableFileError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from report_tool.workflow.detection import Detector
    from schemas.finding import Finding

    Progress = Callable[[int, int], None]

__all__ = ["Evaluation", "compare", "measure", "read_before", "read_gold"]


def read_gold(path: Path) -> list[CorpusDocument]:
    """Read a corpus in the annotation guideline's format.

    Raises:
        FileMissingError, UnreadableFileError, NotUtf8Error: if the file cannot be read.
        BrokenCorpusError: if a line is no document; it names the line.
    """
    try:
        return list(read_corpus(path))
    except FileNotFoundError:
        raise FileMissingError(file=str(path)) from None
    except OSError:
        raise UnreadableFileError(file=str(path)) from None
    except UnicodeDecodeError:
        raise NotUtf8Error(file=str(path), line=1, encoding="?") from None
    except ValueError as error:
        number = re.search(r"\d+", str(error))
        raise BrokenCorpusError(file=str(path), line=int(number[0]) if number else 1) from None


def measure(gold: list[CorpusDocument], detector: Detector, progress: Progress) -> Evaluation:
    """Score the detector and the hints; ``progress`` is told the documents done and in all.

    Raises:
        DetectionFailedError: if the detector stops.
    """
    from redaction.hints import hints

    predicted: list[tuple[Finding, ...]] = []
    hinted: list[tuple[tuple[int, int], ...]] = []
    for document in gold:
        try:
            found = detector.analyze(document.text, document.parties, document.lang or None)
            hinted.append(hints(document.text, document.parties, found))
        except Exception:
            raise DetectionFailedError() from None
        predicted.append(found)
        progress(len(predicted), len(gold))
    return evaluate(gold, predicted, hinted)


def read_before(path: Path) -> dict[str, Any]:
    """Read what an earlier ``evaluate --format json`` wrote.

    Raises:
        FileMissingError, UnreadableFileError: if the file cannot be read.
        NotAnEvaluationError: if it holds something else.
    """
    try:
        before = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FileMissingError(file=str(path)) from None
    except OSError:
        raise UnreadableFileError(file=str(path)) from None
    except (ValueError, RecursionError):
        raise NotAnEvaluationError(file=str(path)) from None
    if not isinstance(before, dict) or not isinstance(before.get("overall"), dict):
        raise NotAnEvaluationError(file=str(path))
    return before


def compare(before: dict[str, Any], evaluation: Evaluation) -> dict[str, Any]:
    """Return every measure of the evaluation minus that of an earlier one, as plain values."""
    return difference(before, evaluation.to_dict())
