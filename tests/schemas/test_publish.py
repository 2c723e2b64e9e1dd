"""The committed JSON Schemas say what the models say."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest

from schemas import publish
from schemas.canonical import canonical_json
from schemas.case import Case

FOLDER = Path(publish.__file__).parent / "json"


@pytest.mark.parametrize("name", publish.names())
def test_committed_schema_equals_the_generator(name: str) -> None:
    committed = (FOLDER / publish.file_name(name)).read_text(encoding="utf-8")
    assert committed == publish.generate(name), "run: python -m schemas.publish"


def test_no_schema_is_left_from_a_model_that_is_gone() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {
        publish.file_name(name) for name in publish.names()
    }


@pytest.mark.parametrize("name", publish.names())
def test_schema_is_a_valid_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(publish.schema(name))


def test_a_stored_case_fits_its_schema() -> None:
    case = Case(case_id="sak-1", created_at=datetime(2026, 11, 25, 12, 0, tzinfo=UTC))
    jsonschema.validate(json.loads(canonical_json(case)), publish.schema("case"))


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(KeyError):
        publish.schema("../../pyproject")
