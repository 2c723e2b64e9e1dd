"""Fixtures of the export tests."""

from __future__ import annotations

import pytest
from export_copies import CopyMaker, make_copy


@pytest.fixture
def copy_maker() -> CopyMaker:
    """Makes a sealed synthetic copy; keyword arguments replace fields."""
    return make_copy
