"""Earlier versions of a case in the vault: kept, sealed and deleted with it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from vault_samples import CHEAP, PASSPHRASE, SECRET, bytes_in, case, refused

from report_tool.errors import ConflictError
from report_tool.storage.vault import Vault
from schemas.case import CaseState
from schemas.versions import Version, VersionReason, Versions

if TYPE_CHECKING:
    from pathlib import Path


def kept(words: str, case_id: str = "K-1") -> Versions:
    version = Version(
        number=1,
        kept_at=datetime(2026, 3, 1, tzinfo=UTC),
        reason=VersionReason.SENT,
        state=CaseState.IN_REVIEW,
        report=case(case_id, words).report,
        parties=case().parties,
    )
    return Versions(case_id=case_id, last_number=1, versions=(version,))


def test_versions_are_saved_with_their_case_and_encrypted(vault: Vault, file: Path) -> None:
    revision = vault.save(case(), 0, kept(SECRET))
    vault.save(case(words="nytt"), revision)
    vault.close()
    with Vault.open(file, PASSPHRASE) as reopened:
        assert reopened.versions("K-1") == kept(SECRET)
        assert reopened.versions("K-2") == Versions(case_id="K-2")
        assert len(reopened.cases()) == 1
    assert SECRET.encode() not in bytes_in(file.parent)


def test_a_refused_save_leaves_the_versions_alone(vault: Vault) -> None:
    vault.save(case(), 0, kept("første"))
    with refused(ConflictError):
        vault.save(case(), 0, kept("andre"))
    assert vault.versions("K-1") == kept("første")


def test_versions_go_with_their_case_and_under_a_new_key(vault: Vault) -> None:
    vault.save(case("K-1"), 0, kept("en", "K-1"))
    vault.save(case("K-2"), 0, kept("to", "K-2"))
    vault.delete("K-1")
    vault.change_passphrase(PASSPHRASE, "en helt ny frase", cost=CHEAP)
    assert vault.versions("K-1") == Versions(case_id="K-1")
    assert vault.versions("K-2") == kept("to", "K-2")
