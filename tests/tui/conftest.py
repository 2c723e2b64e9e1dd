"""A desk in memory, with a detector that knows a handful of words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from report_tool.errors import CaseMissingError, WrongPassphraseError
from report_tool.tui.app import ReportApp
from report_tool.workflow.intake import new_case
from schemas.finding import Finding, Reason
from schemas.labels import Label
from schemas.parties import Arbeidstaker, Parties, Virksomhet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from schemas.case import Case
    from schemas.decision import Decision

NOW = datetime(2026, 11, 25, 14, 32, tzinfo=UTC)
PASSPHRASE = "fire ord uten mening"
WORDS = {
    "migrene": Label.DIAGNOSIS,
    "søvnvansker": Label.SYMPTOM,
    "Sobril": Label.MEDICATION,
    "skilsmisse": Label.PRIVATE_LIFE,
}


class WordDetector:
    """Marks the words above, wherever they stand."""

    def analyze(
        self, text: str, parties: Sequence[str] = (), lang: str | None = None
    ) -> tuple[Finding, ...]:
        found = []
        for word, label in WORDS.items():
            start = text.find(word)
            while start >= 0:
                reason = Reason(detector="lexicon", rule=word, text="Ordet står i ordlisten.")
                end = start + len(word)
                found.append(
                    Finding(
                        start=start, end=end, label=label, score=95, surface=word, why=(reason,)
                    )
                )
                start = text.find(word, end)
        return tuple(sorted(found, key=lambda each: each.start))


@dataclass(frozen=True)
class Stored:
    case: Case
    saved_at: datetime


class MemoryDesk:
    """The desk's methods that the terminal program uses, without a disk."""

    def __init__(self) -> None:
        self.exists = True
        self.is_open = False
        self.detector = WordDetector()
        self.stored: dict[str, Stored] = {}
        self.saves = 0
        self.remembered: list[Decision] = []

    def unlock(self, passphrase: str) -> None:
        if passphrase != PASSPHRASE:
            raise WrongPassphraseError(file="vault.db")
        self.is_open = True

    def create(self, passphrase: str) -> None:
        self.exists = self.is_open = True

    def load_engine(self) -> None:
        pass

    def cases(self) -> tuple[Stored, ...]:
        return tuple(self.stored.values())

    def open(self, case_id: str) -> Stored:
        if case_id not in self.stored:
            raise CaseMissingError(case=case_id)
        return self.stored[case_id]

    def save(self, case: Case) -> datetime:
        self.saves += 1
        self.stored[case.case_id] = Stored(case, NOW)
        return NOW

    def delete(self, case_id: str) -> None:
        del self.stored[case_id]

    def remember(self, decision: Decision) -> None:
        self.remembered.append(decision)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


@pytest.fixture
def case() -> Case:
    parties = Parties(
        arbeidstaker=Arbeidstaker(navn="Kari Nordmann"),
        virksomhet=Virksomhet(virksomhetsnavn="Solbakken barnehage AS"),
    )
    return new_case("2026-0001", NOW).model_copy(update={"parties": parties})


@pytest.fixture
def make_app(desk: MemoryDesk) -> Callable[..., ReportApp]:
    def make(case_id: str | None = None, *, unlocked: bool = True) -> ReportApp:
        desk.is_open = unlocked
        return ReportApp(desk, case_id=case_id, now=lambda: NOW)  # type: ignore[arg-type]

    return make
