"""A new report is in the language one works in."""

from __future__ import annotations

import pytest

from report_tool import messages
from report_tool.workflow import intake


@pytest.mark.parametrize(("spoken", "written"), [("nb", "nb"), ("nn", "nn"), ("en", "nb")])
def test_a_new_report_is_in_the_language_one_works_in(spoken: str, written: str) -> None:
    messages.use_language(spoken)
    try:
        assert intake.usual_language() == written
    finally:
        messages.use_language(messages.DEFAULT_LANGUAGE)
