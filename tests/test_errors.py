"""Every error that can be raised says what happened, what it means, and what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from report_tool.errors import AnswerForOtherCaseError, DiskFullError, ReportToolError
from report_tool.messages import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = ("what", "data", "next")


def tree(root: type[ReportToolError] = ReportToolError) -> Iterator[type[ReportToolError]]:
    yield root
    for child in root.__subclasses__():
        yield from tree(child)


@pytest.mark.parametrize("error", sorted(set(tree()), key=lambda error: error.__name__))
def test_every_error_has_its_three_texts(error: type[ReportToolError]) -> None:
    texts = catalogue("nb", "error")
    for part in PARTS:
        assert texts.get(f"error.{error.message_id}.{part}"), (error.__name__, part)


def test_no_text_belongs_to_an_error_that_is_gone() -> None:
    known = {error.message_id for error in tree()}
    told = {key.split(".")[1] for key in catalogue("nb", "error")}
    assert told - {"setting"} == known


def test_the_texts_use_named_placeholders_only() -> None:
    for message in catalogue("nb", "error").values():
        assert all(re.fullmatch(r"[a-z_]+", name) for name in re.findall(r"{(.*?)}", message))


def test_the_message_id_follows_from_the_name_unless_said_otherwise() -> None:
    assert DiskFullError.message_id == "disk-full"
    assert AnswerForOtherCaseError.message_id == "answer-other-case"
