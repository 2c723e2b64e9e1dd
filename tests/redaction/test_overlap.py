from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from redaction.overlap import Candidate, resolve
from schemas.labels import Label

_CANDIDATES = st.lists(
    st.builds(
        lambda start, length, label, score: Candidate(start, start + length, label, score / 100),
        st.integers(0, 60),
        st.integers(1, 12),
        st.sampled_from([Label.DIAGNOSIS, Label.SYMPTOM, Label.CONTACT, Label.PERSON]),
        st.integers(0, 100),
    ),
    max_size=12,
)


def _covered(candidates: tuple[Candidate, ...] | list[Candidate]) -> set[int]:
    return {i for c in candidates for i in range(c.start, c.end)}


@given(_CANDIDATES)
def test_resolving_covers_exactly_what_was_covered(candidates: list[Candidate]) -> None:
    resolved = resolve(candidates)
    assert _covered(resolved) == _covered(candidates)
    assert all(a.end <= b.start for a, b in itertools.pairwise(resolved))
    assert resolve(resolved) == resolved
    assert resolve(reversed(candidates)) == resolved


def test_the_longest_names_the_label_and_numbers_come_first() -> None:
    longest = Candidate(0, 20, Label.SYMPTOM, 0.8)
    inner = Candidate(12, 20, Label.DIAGNOSIS, 0.9)
    assert [c.label for c in resolve([longest, inner])] == [Label.SYMPTOM]
    phone = Candidate(18, 26, Label.CONTACT, 0.7)
    assert [c.label for c in resolve([longest, inner, phone])] == [Label.CONTACT]
    assert resolve([longest, inner])[0].score == 0.9
