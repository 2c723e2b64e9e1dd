"""What the user named to be scanned, read one by one; a bad file does not stop the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from report_tool.errors import InputError
from report_tool.scan.documents import InputFormat, ScanDocument, expand, read, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

STANDARD_INPUT = "-"


@dataclass(slots=True)
class Sources:
    """Files, folders, or standard input.

    Attributes:
        named: paths as the user gave them; ``-`` is standard input.
        input_format: read everything as this format, whatever the names say.
        standard_input: reads standard input to its end.
        failures: the errors of what could not be read; complete once ``documents`` has ended.
        files: the files found.
    """

    named: Sequence[str]
    standard_input: Callable[[], bytes]
    input_format: InputFormat | None = None
    failures: list[InputError] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Find the files, so that their number is known before the first is read."""
        for name in self.named:
            if name == STANDARD_INPUT:
                self.files.append(name)
                continue
            try:
                self.files += map(str, expand([Path(name)]))
            except InputError as error:
                self.failures.append(error)

    def documents(self) -> Iterator[ScanDocument]:
        """Yield the documents in the order given."""
        for name in self.files:
            try:
                yield from self._read(name)
            except InputError as error:
                self.failures.append(error)

    def _read(self, name: str) -> tuple[ScanDocument, ...]:
        if name == STANDARD_INPUT:
            return read_bytes(self.standard_input(), name, self.input_format)
        return read(Path(name), self.input_format)
