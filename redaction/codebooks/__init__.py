"""The codes of ICD-10 and ICPC-2, without their texts; source and licence stand in SOURCE.md."""

from __future__ import annotations

from functools import cache
from importlib import resources

from redaction import DetectionError


@cache
def icd10() -> frozenset[str]:
    """Return the ICD-10 codes without full stop, and their three-character categories."""
    codes = _codes("icd10.txt")
    return codes | {code[:3] for code in codes}


@cache
def icpc2() -> frozenset[str]:
    """Return the ICPC-2 codes."""
    return frozenset(code for code in _codes("icpc2.txt") if code[0] != "-")


def _codes(name: str) -> frozenset[str]:
    source = resources.files(__name__).joinpath(name)
    if not source.is_file():
        raise DetectionError(f"the code book {name} is missing")
    codes = frozenset(source.read_text(encoding="utf-8").split())
    if not codes:
        raise DetectionError(f"the code book {name} is empty")
    return codes
