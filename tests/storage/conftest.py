from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from vault_samples import CHEAP, PASSPHRASE

from report_tool.storage.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "hvelv" / "vault.db"


@pytest.fixture
def vault(file: Path) -> Iterator[Vault]:
    with Vault.create(file, PASSPHRASE, cost=CHEAP) as created:
        yield created
