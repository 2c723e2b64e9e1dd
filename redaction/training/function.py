"""The language of function as training text: the phrase bank in sentences, nothing marked.

What the program itself offers and puts in the place of a detail must read as clean.
"""

from __future__ import annotations

from redaction.context.neutral import phrases
from redaction.evaluation import CorpusDocument

FRAMES = ("{}.", "Hun har {}.", "Etter {} går det bra.")


def function_documents() -> list[CorpusDocument]:
    """Return a clean document for each phrase of the bank: the phrase in every frame."""
    return [
        CorpusDocument(
            id=f"t-function-{number:03d}",
            lang="nb",
            parties=(),
            text="\n".join(frame.format(phrase) for frame in FRAMES),
        )
        for number, phrase in enumerate(sorted(phrases()))
    ]
