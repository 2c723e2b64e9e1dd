"""How well the detector does on an annotated corpus."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from redaction.evaluation import CorpusDocument, Evaluation, evaluate, read_corpus
from report_tool.errors import (
    BrokenCorpusError,
    DetectionFailedError,
    FileMissingError,
    NotUtf8Error,
    UnreadableFileError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from report_tool.workflow.detection import Detector
    from schemas.finding import Finding

    Progress = Callable[[int, int], None]

__all__ = ["Evaluation", "measure", "read_gold"]


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
    """Score the detector; ``progress`` is told the number of documents done and in all.

    Raises:
        DetectionFailedError: if the detector stops.
    """
    predicted: list[tuple[Finding, ...]] = []
    for document in gold:
        try:
            found = detector.analyze(document.text, document.parties, document.lang or None)
        except Exception:
            raise DetectionFailedError() from None
        predicted.append(found)
        progress(len(predicted), len(gold))
    return evaluate(gold, predicted)
