"""What a copy holds by right: its own text, its fixed words, its parties, its cleared details."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

import templates
from redaction.normalise import fold, folded_with_offsets
from report_tool.export import context
from report_tool.export.document import block_strings, strings
from report_tool.export.matching import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic import BaseModel

    from report_tool.export.document import Document
    from schemas.copy import RecipientCopy

_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Folded views of one copy, for telling its own text from anything that came in beside it.

    ``compact`` is everything without spaces and punctuation, so that line breaks do not matter;
    ``fixed_words`` are the single words among the fixed texts.
    """

    document: Document
    words: frozenset[str]
    compact: str
    cleared: frozenset[str]
    fixed_words: frozenset[str]
    _harmless: re.Pattern[str]

    @classmethod
    def of(cls, copy: RecipientCopy) -> OwnWords:
        """Collect what this copy holds by right."""
        document = context.build(copy)
        texts = [*strings(document), *json_strings(copy)]
        fixed = fixed_texts(copy.language)
        parties = [value for value in json_strings(copy.parties) if value.strip()]
        phrases = [text for text in fixed if " " in text.strip()]
        return cls(
            document=document,
            words=frozenset().union(*map(words_of, [*texts, *fixed, *_unhyphenated(texts)])),
            compact=compact("\n".join([*texts, *fixed])),
            cleared=frozenset(copy.cleared),
            fixed_words=frozenset().union(*(words_of(t) for t in fixed if " " not in t.strip())),
            _harmless=_any_of([*parties, *phrases]),
        )

    def with_letterhead(self, words: frozenset[str], lines: Sequence[str]) -> OwnWords:
        """Return the views with an organisation's template counted as the copy's own."""
        return replace(
            self, words=self.words | words, compact=f"{self.compact}{compact(''.join(lines))}"
        )

    def without_harmless(self, text: str) -> str:
        """Return the text without the parties' names and the fixed sentences."""
        folded, offsets = folded_with_offsets(text)
        spans = [match.span() for match in self._harmless.finditer(folded)]
        for start, end in reversed(spans):
            text = f"{text[: offsets[start]]} \u2016 {text[offsets[end - 1] + 1 :]}"
        return text

    def holds(self, text: str) -> bool:
        """Tell whether the text, line breaks aside, stands in the copy's own."""
        return self.knows(text) and compact(text) in self.compact

    def knows(self, text: str) -> bool:
        """Tell whether every word of the text is one of the copy's own."""
        return words_of(text) <= self.words

    def is_cleared(self, folded: str) -> bool:
        """Tell whether these folded words were decided as not sensitive, or are shared."""
        return surface_hash(folded) in self.cleared

    def places(self) -> Iterator[tuple[str, str]]:
        """Yield each text of the report's sections with the heading it stands under."""
        for section in self.document.sections:
            for block in section.blocks:
                for text in block_strings(block):
                    yield section.heading, text


def surface_hash(surface: str) -> str:
    """Return the hash that ``RecipientCopy.cleared`` holds for a surface."""
    return sha256(fold(surface).encode()).hexdigest()


def compact(text: str) -> str:
    """Return the folded letters and digits of a text."""
    return _NOT_LETTERS.sub("", fold(text))


def exact(text: str) -> str:
    """Return a text without spaces, breaks and invisible characters; all else counts."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if not _is_invisible(c))


def _is_invisible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in {"Cc", "Cf"}


def fixed_texts(lang: str) -> Sequence[str]:
    """Return every text that the templates print in this language."""
    notes = (templates.note_source(name, lang) for name in ("employee", "employer", "nav"))
    lines = (re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "\n", note).splitlines() for note in notes)
    return (
        *templates.phrases(lang).values(),
        *(line.lstrip("#- ").strip() for group in lines for line in group if line.strip()),
    )


def json_strings(model: BaseModel) -> Iterator[str]:
    """Yield every string value of a model as JSON writes it."""
    yield from _walk(model.model_dump(mode="json", by_alias=True))


def _unhyphenated(texts: Sequence[str]) -> Iterator[str]:
    """Yield the texts as a PDF gives them back that broke a line at one of their hyphens."""
    return (text.replace("-", "") for text in texts if "-" in text)


def _walk(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from _walk(inner)
        case list():
            for inner in value:
                yield from _walk(inner)


def _any_of(texts: list[str]) -> re.Pattern[str]:
    folded = sorted({fold(text) for text in texts} - {""}, key=lambda text: (-len(text), text))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, folded))})(?![^\W_])")
