"""Which folded forms count as the same word, for the leak gate."""

from __future__ import annotations

import re
from functools import cache

from redaction.lexicon import entries
from redaction.normalise import fold
from redaction.words import words

_CONTENT_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_FUNCTION_WORDS = words(
    """
    i på og av for med til fra frå om ved etter mot over under en ei et ein eit den det de dei
    som å er var har hadde ikke ikkje litt mye mykje svært meget høyre høgre venstre sin si
    sitt sine min mi mitt mine hans hennes hennar ny nye stor store alvorlig alvorleg sterk
    sterke mg ml lett moderat kraftig kraftige kronisk kroniske akutt tidlig tidleg begge
    flere fleire dag uke veke år måned månad ganger gonger daglig dagleg for jobb arbeid barn
    ekte hjemme heime
    """
)
_ENDINGS = tuple(
    sorted(
        words(
            """
    en et a er ene ane ar r n t e s ens ets as enes anes te de ta ene et ende ande ing inga
    ingen inger ingar ingene ingane sen set ser sene
    """
        ),
        key=len,
        reverse=True,
    )
)
_SHORTEST_STEM = 4


def related_forms(surface: str) -> frozenset[str]:
    """Return the folded forms that would give ``surface`` away: itself and its inflections.

    They are the surface, and the inflected forms (bokmål and nynorsk) of the surface and of each
    of its content words, from the lexicon and by regular endings. Words of fewer than four
    letters and function words count only as part of the whole surface.
    """
    whole = fold(surface)
    forms = {whole} if whole else set()
    forms |= _same_lemma().get(whole, frozenset())
    for word in _CONTENT_WORD.findall(whole):
        if len(word) < _SHORTEST_STEM or word in _FUNCTION_WORDS or word.isdigit():
            continue
        forms.add(word)
        forms |= _same_lemma().get(word, frozenset())
        forms |= _by_ending(word)
    return frozenset(forms)


def lexicon_forms(word: str) -> frozenset[str]:
    """Return the folded forms of a word that the lexicons know as one lemma; empty if unknown."""
    return _same_lemma().get(fold(word), frozenset())


def _by_ending(word: str) -> set[str]:
    stems = {word}
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            stems.add(word[: -len(ending)])
    nouns = ("en", "et", "a", "er", "ene", "ane", "ar", "e", "n", "r", "s", "ens", "ets")
    forms = set(stems)
    for stem in stems:
        forms.update(stem + ending for ending in nouns)
    return {form for form in forms if len(form) >= _SHORTEST_STEM}


@cache
def _same_lemma() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for entry in entries():
        forms = {fold(form) for form in entry.forms}
        related = {form for form in forms if _shares_stem(form, fold(entry.term.lemma))}
        for form in related:
            groups.setdefault(form, set()).update(related)
    return {form: frozenset(group) for form, group in groups.items()}


def _shares_stem(form: str, lemma: str) -> bool:
    return form[:3] == lemma[:3]
