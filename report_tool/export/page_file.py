"""Writes the review page or the receipt: whole or not at all, readable by its owner only."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from report_tool.errors import DiskFullError, UnwritableError

if TYPE_CHECKING:
    from pathlib import Path


def write(content: bytes, path: Path) -> None:
    """Write the content under a hidden name, then give it ``path``, replacing an earlier one.

    Raises:
        UnwritableError, DiskFullError: if the folder or disk refuses; nothing is left behind.
    """
    hidden = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        descriptor = os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        hidden.replace(path)
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        kind = DiskFullError if full else UnwritableError
        raise kind(file=str(path)) from None
    finally:
        with suppress(OSError):
            hidden.unlink(missing_ok=True)
