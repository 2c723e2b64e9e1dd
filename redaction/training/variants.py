"""The training sets of the taggers: each sees the corpus with other additions."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from redaction.lexicon import entries
from redaction.training.augment import Noise, Substitution
from redaction.training.corpus import TRANSLATED, documents
from redaction.training.function import function_documents
from redaction.training.translate import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redaction.evaluation import CorpusDocument
    from redaction.sequence.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Variant:
    """What is added to the corpus for one tagger, as shares of its documents."""

    noisy: float = 0.0
    translated: float = 0.0
    exchanged: float = 0.0
    dropout: float = 0.15


VARIANTS: tuple[Variant, ...] = (Variant(noisy=0.4, translated=0.4, exchanged=0.4),)
"""One tagger each; their probabilities are averaged."""


def training_set(
    corpus: Sequence[CorpusDocument], variant: Variant, knowledge: Knowledge, seed: int
) -> list[CorpusDocument]:
    """Return the corpus, the language of function, and the variant's additions.

    Additions are made from the corpus at hand alone.
    """
    chance = random.Random(seed)  # noqa: S311
    found = [*corpus, *function_documents()]
    if variant.exchanged:
        exchange = Substitution(entries(), knowledge, seed)
        marked = [d for d in corpus if d.spans]
        found += [exchange(d) for d in marked if chance.random() < variant.exchanged]
    if variant.noisy:
        disturb = Noise(knowledge, seed)
        found += [disturb(d) for d in corpus if chance.random() < variant.noisy]
    if variant.translated:
        known = {document.id for document in corpus}
        translated = [d for d in documents(TRANSLATED) if d.id.removesuffix(SUFFIX) in known]
        found += [d for d in translated if chance.random() < variant.translated]
    return found
