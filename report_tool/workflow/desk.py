"""What a front end holds: the vault with its cases, and the detector."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING

from report_tool.errors import DamagedCaseError, VaultClosedError
from report_tool.workflow import remembered, unfinished
from report_tool.workflow.language_check import LanguageCheck
from report_tool.workflow.version_keeper import VersionKeeper
from schemas.case import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from report_tool.export.files import WrittenFile
    from report_tool.export.verify import Verification
    from report_tool.storage.vault import StoredCase, Vault
    from report_tool.workflow.detection import Detector
    from report_tool.workflow.signature import ChosenCertificate
    from report_tool.workflow.word_template import ChosenTemplate, TemplateReport
    from schemas.decision import Decision
    from schemas.delivery import FileFormat
    from schemas.labels import Recipient
    from schemas.memory import Memory, RememberedTerm
    from schemas.parties import Ekspert
    from schemas.versions import Versions


class Desk:
    """One vault and one detector, for one front end; calls may come from any thread.

    Args:
        vault_path: the vault's file; nothing is read or written before it is opened.
        detector: what finds sensitive details, where it is not the built-in engine.
        template: the organisation's Word template for copies, where one is set.
    """

    def __init__(
        self,
        vault_path: Path,
        detector: Detector | None = None,
        template: ChosenTemplate | None = None,
    ) -> None:
        self._path = vault_path
        self._vault: Vault | None = None
        self._revisions: dict[str, int] = {}
        self._keeper = VersionKeeper()
        self._saving = Lock()
        self._check = LanguageCheck(detector)
        self._template = template

    @property
    def exists(self) -> bool:
        """Whether there is a vault to unlock."""
        return self._path.exists()

    @property
    def is_open(self) -> bool:
        """Whether the vault is open."""
        return self._vault is not None

    @property
    def detector(self) -> Detector:
        """The detector; until it is loaded it fails, so that every text counts as unchecked."""
        return self._check

    def load_engine(self) -> None:
        """Load the detector and wait for it; loading twice does no harm.

        Raises:
            DetectionFailedError: if a part of it is missing or broken.
        """
        self._check.load()

    def create(self, passphrase: str) -> None:
        """Create the vault and open it.

        Raises:
            VaultError: if there is one already, the passphrase is too short, or it cannot be made.
        """
        from report_tool.storage.vault import Vault

        self._vault = Vault.create(self._path, passphrase)

    def unlock(self, passphrase: str) -> None:
        """Open the vault.

        Raises:
            VaultError: if the passphrase is wrong, or the vault is missing, damaged or too new.
        """
        from report_tool.storage.vault import Vault

        opened = Vault.open(self._path, passphrase)
        self.lock()
        self._vault = opened

    def lock(self) -> None:
        """Close the vault and forget its key; cases in hand can be saved once it is unlocked."""
        with self._saving:
            vault, self._vault = self._vault, None
        if vault is not None:
            vault.close()

    def close(self) -> None:
        """Close the vault; closing it twice does no harm."""
        self.lock()
        self._revisions.clear()

    def cases(self) -> tuple[StoredCase, ...]:
        """Return all cases that can be read, the one saved last first."""
        return self._opened().salvage().cases

    def damaged(self) -> tuple[DamagedCaseError, ...]:
        """Return what there is to say of the cases that cannot be read, one for each."""
        return tuple(
            DamagedCaseError(file=str(self._path), case=case_id)
            for case_id in self._opened().salvage().damaged
        )

    def open(self, case_id: str) -> StoredCase:
        """Return a case to work on; the next save replaces this revision and no other.

        Raises:
            CaseMissingError: if there is no such case.
        """
        stored = self._opened().load(case_id)
        self._revisions[case_id] = stored.revision
        self._keeper.note(stored.case, stored.saved_at)
        return stored

    def save(self, case: Case) -> datetime:
        """Save a case that is new or was opened here; return when.

        What it replaces is kept as an earlier version on a new day, and the case itself after a
        step such as sending it.

        Raises:
            ConflictError: if somebody else saved it meanwhile; nothing is overwritten.
            VaultError: if it cannot be written.
        """
        with self._saving:
            vault, now = self._opened(), _now()
            expected = self._revisions.get(case.case_id, 0)
            versions = self._keeper.versions(vault, case, now)
            self._revisions[case.case_id] = vault.save(case, expected, versions)
            self._keeper.note(case, now)
        return now

    def versions(self, case_id: str) -> Versions:
        """Return the earlier versions that are kept of a case.

        Raises:
            DamagedVersionsError: if they are damaged; the case may be sound.
        """
        return self._opened().versions(case_id)

    def delete(self, case_id: str) -> None:
        """Delete a case for good.

        Raises:
            CaseMissingError: if there is no such case.
        """
        self._opened().delete(case_id)
        self._revisions.pop(case_id, None)
        self.change_memory(lambda memory: unfinished.closed(memory, case_id))

    def memory(self) -> Memory:
        """Return the expert's profile and the terms that are never flagged again."""
        return self._opened().load_memory()

    def remember(self, decision: Decision) -> None:
        """Keep a "not sensitive" that reaches beyond its case; others are left where they are."""
        self.change_memory(lambda memory: remembered.remember(memory, decision))

    def unremember(self, decision: Decision) -> None:
        """Take back what was remembered for a decision that was taken back."""
        self.change_memory(lambda memory: remembered.unremember(memory, decision))

    def forget(self, term: RememberedTerm) -> None:
        """Flag the term again from now on."""
        self.change_memory(lambda memory: remembered.forget(memory, term))

    def change_memory(self, change: Callable[[Memory], Memory]) -> None:
        """Replace what is remembered, where the change makes it another."""
        before = self.memory()
        after = change(before)
        if after != before:
            self._opened().save_memory(after)

    def save_profile(self, expert: Ekspert) -> None:
        """Keep the expert's own details for new cases."""
        self._opened().save_memory(self.memory().model_copy(update={"ekspert": expert}))

    def export(
        self,
        case: Case,
        recipient: Recipient,
        formats: Sequence[FileFormat],
        out_dir: Path,
        now: datetime,
        *,
        draft: bool = False,
        template: ChosenTemplate | None = None,
        certificate: ChosenCertificate | None = None,
    ) -> tuple[Case, tuple[WrittenFile, ...]]:
        """Make a recipient's files and save the case with its delivery.

        A DOCX stands on ``template``, or else on the one that is set for this desk. A PDF is
        signed with ``certificate``.

        Raises:
            LeakGateError: if a file was stopped; the case is saved with that in its trail.
            ReportToolError: all that ``delivery.export_copy`` and ``save`` raise.
        """
        from report_tool.errors import LeakGateError
        from report_tool.workflow.delivery import export_copy

        try:
            delivered, files = export_copy(
                case,
                self.detector,
                recipient,
                formats,
                out_dir,
                now,
                draft,
                template or self._template,
                certificate,
            )
        except LeakGateError as error:
            if isinstance(error.case, Case):
                self.save(error.case)
            raise
        self.save(delivered)
        return delivered, files

    def check_template(self, path: Path) -> TemplateReport:
        """Say what a Word template holds and what will be used of it.

        Raises:
            InputError: if it cannot be read or used.
        """
        from report_tool.workflow import word_template

        return word_template.check(path, self.detector)

    def verify_file(self, path: Path) -> Verification:
        """Check a copy as its recipient can: format, integrity, approval, no finding left.

        Raises:
            InputError: if the file cannot be read or is no copy.
        """
        from report_tool.export import verify

        return verify.verify(path, self.detector)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _opened(self) -> Vault:
        if self._vault is None:
            raise VaultClosedError(file=self._path.name)
        return self._vault


def _now() -> datetime:
    return datetime.now(UTC)
