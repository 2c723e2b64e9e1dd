"""Names agree: everyone named is a party, and a party's name is spelt one way.

Source: personopplysningsloven § 1 with GDPR art. 5 (1) c and d: no more people than needed, and
what is written about them is right. The regulation's § 3 asks for roles and measures, not for
people's names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from redaction.sentences import sentence_spans
from report_tool.workflow.decisions import decision_for
from report_tool.workflow.fields import text_fields
from report_tool.workflow.quality.hint import Hint
from schemas.decision import DecisionKind
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from schemas.case import Case
    from schemas.finding import FieldFinding

_SHORTEST = 4
_NAME = re.compile(r"[A-ZÆØÅ][^\W\d_]+")


def spelt_alike(case: Case) -> Iterator[Hint]:
    """A word that is one letter off a party's name is pointed at."""
    parts = {part for name in case.parties.names() for part in re.split(r"[\s-]+", name)}
    names = {part for part in parts if len(part) >= _SHORTEST and part[0].isupper()}
    known = parts | {f"{name}{ending}" for name in parts for ending in ("s", "'", "’")}
    if not names:
        return
    for field in text_fields(case.report):
        for start, end in sentence_spans(field.text):
            for match in _NAME.finditer(field.text, start, end):
                word = match.group()
                if match.start() == start or word in known or len(word) < _SHORTEST:
                    continue
                meant = next((name for name in names if _one_off(word, name)), None)
                if meant:
                    parameters = (("said", word), ("name", meant))
                    yield Hint("name-spelling", field.path, parameters, match.span(), word)


def parties_only(case: Case, findings: Sequence[FieldFinding]) -> Iterator[Hint]:
    """A person who is no party stands in the text by a decision to show the name.

    A name without a decision is flagged as a finding already, and is withheld.
    """
    for found in findings:
        if found.finding.label is not Label.PERSON:
            continue
        decision = decision_for(case, found)
        if decision and decision.kind in {DecisionKind.NOT_SENSITIVE, DecisionKind.SHARE}:
            surface = " ".join(found.finding.surface.split())
            span = (found.finding.start, found.finding.end)
            yield Hint("person", found.field, (("name", surface),), span, found.sentence)


def _one_off(word: str, name: str) -> bool:
    """Whether one letter is added, left out or replaced after the first one."""
    if word[0] != name[0] or abs(len(word) - len(name)) > 1:
        return False
    short, long = sorted((word, name), key=len)
    same = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    rest = short[same + (len(short) == len(long)) :]
    return word != name and rest == long[same + 1 :]
