"""The word table of the model: frequency, names and clusters from NoReC, kinds from NorMedTerm.

Neither text is shipped: the table holds single words with numbers. Vectors are skip-gram ones
(gensim, training time only), clusters are k-means over them.
"""

from __future__ import annotations

import gzip
import lzma
import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from redaction.sequence.tokens import plain, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

RAREST = 4
CLUSTER_COUNTS = (100, 400, 1000)
CLUSTERED_WORDS = 60_000
SHIPPED_SOURCES = frozenset({"FEST", "ICD", "ICPC", "PROC", "ALOC"})
KINDS = {"CONDITION": "c", "SUBSTANCE": "s", "PROCEDURE": "p", "ANAT_LOC": "a"}
_COMMON = 2500
_NAME_SHARE = 0.9
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")


def sentences(text_file: Path) -> Iterator[list[str]]:
    """Yield the sentences of NoReC's packed text as words; numbers become ``0``."""
    with lzma.open(text_file, "rt", encoding="utf-8") as lines:
        for line in lines:
            for sentence in _SENTENCE.split(line):
                words = ["0" if w.isdigit() else w for w in _WORD.findall(sentence)]
                if len(words) > 1:
                    yield words


def counts(text_file: Path) -> tuple[Counter[str], frozenset[str]]:
    """Return how often each word occurs in lower case, and which nearly always have a capital."""
    written: Counter[str] = Counter()
    for words in sentences(text_file):
        written.update(words)
    low: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for word, count in written.items():
        low[word.lower()] += count
        if word[:1].isupper():
            capital[word.lower()] += count
    common = Counter({word: count for word, count in low.items() if count >= RAREST})
    names = {word for word, count in common.items() if capital[word] / count > _NAME_SHARE}
    return common, frozenset(names)


def vectors(sentence_lists: list[list[str]], seed: int) -> tuple[list[str], NDArray[np.float32]]:
    """Train skip-gram vectors; return the words, most frequent first, and their unit vectors."""
    from gensim.models import Word2Vec  # type: ignore[import-not-found]

    model = Word2Vec(
        sentence_lists,
        vector_size=64,
        window=3,
        min_count=RAREST,
        sg=1,
        negative=5,
        epochs=3,
        workers=1,
        seed=seed,
        hashfxn=_stable_hash,
    )
    words = model.wv.index_to_key[:CLUSTERED_WORDS]
    found = model.wv.vectors[: len(words)].astype(np.float32)
    return words, found / (np.linalg.norm(found, axis=1, keepdims=True) + 1e-9)


def clusters(words: list[str], found: NDArray[np.float32], seed: int) -> dict[str, tuple[int, ...]]:
    """Return each word's clusters, coarse to fine."""
    from sklearn.cluster import MiniBatchKMeans  # type: ignore[import-not-found]

    columns = [
        MiniBatchKMeans(count, random_state=seed, batch_size=4096, n_init=2, max_iter=40)
        .fit(found)
        .labels_
        for count in CLUSTER_COUNTS
    ]
    return {word: tuple(int(column[row]) for column in columns) for row, word in enumerate(words)}


def kinds(term_file: Path, common: Counter[str]) -> dict[str, str]:
    """Return the kind of licensed term each word mostly occurs in; common words have none."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    with lzma.open(term_file, "rt", encoding="utf-8") as lines:
        for line in lines:
            term, category, source = line.rstrip("\n").split("\t")[:3]
            kind = KINDS.get(category)
            if source not in SHIPPED_SOURCES or kind is None:
                continue
            words = [token.low for token in tokenise(term)]
            for word in words:
                if len(word) > 3 and not any(sign.isdigit() for sign in word):
                    votes[word][kind] += 3 if len(words) == 1 else 1
    found: dict[str, str] = {}
    for word, vote in votes.items():
        if common[word] > _COMMON and "a" not in vote:
            continue
        kind, weight = vote.most_common(1)[0]
        if weight / vote.total() >= 0.6:
            found[word] = kind
        elif vote["a"] >= 3:
            found[word] = "a"
    return found


def pack(
    common: Counter[str],
    names: frozenset[str],
    groups: dict[str, tuple[int, ...]],
    term_kinds: dict[str, str],
) -> bytes:
    """Return the packed word table (``redaction.sequence.knowledge.word_table`` reads it)."""
    rows: dict[str, tuple[str, str, str, str]] = {}
    for word in sorted({plain(w) for w in (*common, *term_kinds)}):
        count = common.get(word, 0)
        rows[word] = (
            str(min(9, int(math.log2(count)) // 2)) if count else "",
            "1" if word in names else "",
            term_kinds.get(word, ""),
            ",".join(str(group) for group in groups.get(word, ())),
        )
    lines = "".join("\t".join((word, *row)) + "\n" for word, row in rows.items())
    return gzip.compress(lines.encode("utf-8"), mtime=0)


def _stable_hash(text: str) -> int:
    """Hash a word alike in every run (gensim seeds its vectors with it)."""
    return int.from_bytes(text.encode("utf-8")[-7:], "big")
