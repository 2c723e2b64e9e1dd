"""The vault cannot be opened, read or written."""

from __future__ import annotations

from report_tool.errors.root import ReportToolError


class VaultError(ReportToolError):
    """The vault cannot be opened, read or written."""

    message_id = "unexpected"


class VaultMissingError(VaultError):
    """There is no vault at the path."""


class VaultExistsError(VaultError):
    """A file is already there; a new vault never replaces one."""


class NotAVaultError(VaultError):
    """The file is something else than a vault; it was not changed."""


class VaultCorruptError(VaultError):
    """The vault, or a case in it, is damaged or was altered; nothing of it is used."""


class DamagedCaseError(VaultCorruptError):
    """One case is damaged or was altered; the others can be read."""


class DamagedVersionsError(VaultCorruptError):
    """The earlier versions of a case are damaged or were altered; the case itself may be sound."""


class VersionMissingError(VaultError):
    """The case has no earlier version with this ``number``."""


class VaultTooNewError(VaultError):
    """The vault was written by a newer version of the program."""


class VaultLockedError(VaultError):
    """Another program has been writing to the vault for too long."""


class VaultRekeyedError(VaultError):
    """The passphrase was changed in another window since the vault was opened."""


class VaultClosedError(VaultError):
    """The vault was closed or locked since."""


class WrongPassphraseError(VaultError):
    """The passphrase does not open the vault."""


class PassphraseTooShortError(VaultError):
    """A new passphrase is shorter than a vault accepts."""


class CaseMissingError(VaultError):
    """The vault does not hold the case (any more)."""


class ConflictError(VaultError):
    """The case was changed elsewhere since it was read; that change was not overwritten."""
