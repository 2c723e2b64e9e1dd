"""Key slots: the ways to get at a vault's data key."""

from __future__ import annotations

from dataclasses import dataclass

from report_tool.storage import crypto
from report_tool.storage.format import (
    FormatError,
    PassphraseCost,
    PassphraseParameters,
    SlotKind,
    slot_checksum,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One row of the table ``slots``."""

    kind: str
    parameters: str
    wrapped_key: bytes
    checksum: bytes

    def is_whole(self) -> bool:
        """Whether the checksum fits; a slot that it does not fit is damaged."""
        return self.checksum == slot_checksum(self.kind, self.parameters, self.wrapped_key)


def passphrase_slot(data_key: bytes, passphrase: str, cost: PassphraseCost) -> Slot:
    """Return a new slot that opens with the passphrase."""
    parameters = crypto.new_passphrase_parameters(cost)
    wrapped = crypto.wrap(data_key, passphrase, parameters)
    kind, text = SlotKind.PASSPHRASE, parameters.encode()
    return Slot(kind, text, wrapped, slot_checksum(kind, text, wrapped))


def open_with_passphrase(slots: tuple[Slot, ...], passphrase: str) -> bytes:
    """Return the data key from the first passphrase slot that opens.

    Raises:
        FormatError: if no slot opens and a slot is damaged, or none is for a passphrase.
        crypto.RefusedError: if the slots are whole and the passphrase opens none of them.
    """
    usable = [slot for slot in slots if slot.is_whole() and slot.kind == SlotKind.PASSPHRASE]
    for slot in usable:
        try:
            return crypto.unwrap(
                slot.wrapped_key, passphrase, PassphraseParameters.decode(slot.parameters)
            )
        except crypto.RefusedError:
            continue
    if not usable or not all(slot.is_whole() for slot in slots):
        raise FormatError("damaged key slots")
    raise crypto.RefusedError
