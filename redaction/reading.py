"""A paragraph as the detectors read it: words with offsets, sentences, and what is known of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from redaction.normalise import fold
from redaction.sentences import sentence_spans

_WORD = re.compile(r"[^\W_]+(?:[-'&][^\W_]+|\.(?=[^\W_]\.)[^\W_])*-?")


@dataclass(frozen=True)
class Reading:
    """The cleaned text of one paragraph, cut into words and sentences.

    ``starts``, ``ends``, ``words`` and ``folds`` run in parallel, one entry a word. A word keeps
    its inner hyphens and a closing one (``muskel-``). ``parties`` are the names of the case,
    ``setting`` tells how much the whole text is about other people's health as work.
    """

    text: str
    parties: tuple[str, ...] = ()
    lang: str = "nb"
    setting: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    folds: list[str] = field(default_factory=list)

    @cached_property
    def adjacent(self) -> list[bool]:
        """Whether nothing but white space stands between word ``i`` and word ``i + 1``."""
        gaps = zip(self.ends, self.starts[1:], strict=False)
        return [self.text[end:start].isspace() for end, start in gaps] + [False]

    @cached_property
    def sentence_bounds(self) -> tuple[tuple[int, int], ...]:
        """The sentences as character spans."""
        return sentence_spans(self.text)

    @cached_property
    def sentence_words(self) -> list[tuple[int, int]]:
        """The sentences as ranges of word numbers, in the order of ``sentence_bounds``."""
        ranges: list[tuple[int, int]] = []
        first = 0
        for _, end in self.sentence_bounds:
            last = first
            while last < len(self.starts) and self.starts[last] < end:
                last += 1
            ranges.append((first, last))
            first = last
        return ranges

    @cached_property
    def is_personal(self) -> bool:
        """Whether anything in the paragraph refers to one person (``hun``, ``arbeidstaker``)."""
        from redaction.morphology import cues

        return not cues("person").isdisjoint(self.folds)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentence_bounds]

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that holds the character at ``offset``."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def word_at(self, offset: int) -> int:
        """Return the number of the last word that starts at or before ``offset``."""
        return max(0, bisect_right(self.starts, offset) - 1)


def read(text: str, parties: tuple[str, ...] = (), lang: str = "nb", setting: str = "") -> Reading:
    """Cut a cleaned paragraph into words."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    for match in _WORD.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
        words.append(match.group())
    folds = [fold(word) for word in words]
    return Reading(text, parties, lang, setting, starts, ends, words, folds)
