"""Bokmål or nynorsk, by the small words."""

from __future__ import annotations

from redaction.words import words

_NYNORSK = words(
    """
    eg ikkje ho dei vert vart vore seg korleis kva kven kvifor kor frå ein eit eitt noko nokon
    nokre mykje berre skulle meir fleire gjer gjere me dykk dykkar hennar sjølv såg òg medan
    mellom difor heile difor arbeidstakar arbeidsgjevar leiar sidan saman no når då kjem gjekk
    fekk tilrår tilråding veke veker einig samd høgre
    """
)
_BOKMAL = words(
    """
    jeg ikke hun de ble blitt blir vært være hvordan hva hvem hvorfor hvor fra en et noe noen
    mye bare mer flere gjør gjøre vi dere deres hennes selv så også mens mellom derfor hele
    arbeidstaker arbeidsgiver leder siden sammen nå da kommer gikk fikk uke uker høyre
    """
)


def written_standard(folds: list[str]) -> str:
    """Return ``"nn"`` where nynorsk words outweigh bokmål ones, else ``"nb"``."""
    nynorsk = sum(word in _NYNORSK and word not in _BOKMAL for word in folds)
    bokmal = sum(word in _BOKMAL and word not in _NYNORSK for word in folds)
    return "nn" if nynorsk > bokmal else "nb"
