"""Any report, any decisions: no file holds what is withheld from the one it is made for."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from any_case import NOW, Booked, Knows, approved_cases
from hypothesis import HealthCheck, Phase, given, settings
from strangers_eye import compact, everything

from report_tool.export import verify
from report_tool.workflow.delivery import export_copy
from schemas.decision import DecisionKind
from schemas.delivery import FileFormat
from schemas.labels import Recipient

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = 8
"""Each makes ten files and looks at them with four programs: about two seconds on one core."""

FEW = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@settings(FEW, max_examples=EXAMPLES)
@given(approved_cases())
def test_no_file_holds_what_its_reader_must_not_get(booked: Booked) -> None:
    for recipient in Recipient:
        for path, seen in _exported(booked, recipient):
            for detail, readers in booked.may_read.items():
                assert (compact(detail) not in seen) or recipient in readers, (path, detail)
            assert ("12855512345" in seen) == (recipient is Recipient.NAV)
            assert ("karipostno" not in seen) or recipient is Recipient.EMPLOYEE


def test_the_readers_would_see_a_detail() -> None:
    """What may be read is found by the same eye in every format, or the search proves nothing."""
    seen_in: dict[str, set[str]] = {}

    @FEW
    @given(approved_cases().filter(lambda booked: len(booked.may_read) > 3))
    def look(booked: Booked) -> None:
        kept = {detail for detail, readers in booked.may_read.items() if readers}
        for path, seen in _exported(booked, Recipient.EMPLOYEE):
            shown = {detail for detail in kept if compact(detail) in seen}
            seen_in.setdefault(path.suffix, set()).update(shown)

    look()
    assert set(seen_in) == {".pdf", ".docx", ".json"}
    assert seen_in[".pdf"] == seen_in[".docx"] == seen_in[".json"]
    assert len(seen_in[".pdf"]) >= 2


def _exported(booked: Booked, recipient: Recipient) -> Iterator[tuple[Path, str]]:
    with tempfile.TemporaryDirectory() as folder:
        formats = tuple(FileFormat)
        _, files = export_copy(booked.case, Knows(), recipient, formats, Path(folder), NOW)
        assert {file.format for file in files} == set(FileFormat)
        for file in files:
            assert verify.verify(file.path, Knows()).ok, file.path.name
            yield file.path, everything(file.path)


def test_the_strategy_takes_all_four_decisions() -> None:
    kinds: set[DecisionKind] = set()

    @settings(FEW, max_examples=25)
    @given(approved_cases())
    def collect(booked: Booked) -> None:
        kinds.update(decision.kind for decision in booked.case.decisions)
        assert booked.case.approval is not None

    collect()
    assert kinds == set(DecisionKind)
