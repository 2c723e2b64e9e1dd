"""A detector that marks known words, so that scan is tested without the engine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from report_tool.scan import worker
from schemas.finding import Finding, Reason
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence


class WordList:
    """Stands in for the engine: marks a fixed list of words."""

    words = re.compile(r"migrene|angst")

    def analyze(
        self, text: str, parties: Sequence[str] = (), lang: str | None = None
    ) -> tuple[Finding, ...]:
        if "UFEIL" in text:
            raise RuntimeError("broken")
        return tuple(
            Finding(
                start=match.start(),
                end=match.end(),
                label=Label.DIAGNOSIS,
                score=90,
                surface=match.group(),
                why=(Reason(detector="lexicon", text="Står i ordlisten"),),
            )
            for match in self.words.finditer(text)
        )


@pytest.fixture
def word_list(monkeypatch: pytest.MonkeyPatch) -> WordList:
    engine = WordList()
    monkeypatch.setattr(worker, "_engine", lambda: engine)
    return engine
