"""A case's decisions, found by sentence and by words without reading them all."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from report_tool.workflow.anchors import words_key

if TYPE_CHECKING:
    from schemas.case import Case
    from schemas.decision import Decision


class DecisionIndex:
    """An index over one version of the decisions."""

    def __init__(self, decisions: tuple[Decision, ...]) -> None:
        self.decisions = decisions
        self._by_sentence: defaultdict[str, list[Decision]] = defaultdict(list)
        self._by_words: defaultdict[str, list[Decision]] = defaultdict(list)
        for decision in decisions:
            self._by_sentence[decision.anchor.sentence_hash].append(decision)
            self._by_words[words_key(decision.anchor.surface)].append(decision)

    def in_sentence(self, sentence_hash: str) -> tuple[Decision, ...]:
        """Return the decisions about a sentence with this hash, in the order they were made."""
        return tuple(self._by_sentence.get(sentence_hash, ()))

    def about(self, surface: str) -> tuple[Decision, ...]:
        """Return the decisions about these words, wherever they stand."""
        return tuple(self._by_words.get(words_key(surface), ()))


_latest = DecisionIndex(())


def index_of(case: Case) -> DecisionIndex:
    """Return the index of the case's decisions; the one made last is kept."""
    global _latest
    index = _latest
    if index.decisions is not case.decisions:
        index = _latest = DecisionIndex(case.decisions)
    return index
