"""Which cases were cut off, and where one was writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow_samples import DAY, NOW, WordDetector, draft, parties, rewritten

from report_tool.workflow import editing, unfinished
from report_tool.workflow.desk import Desk
from report_tool.workflow.intake import new_case
from schemas.memory import Memory

if TYPE_CHECKING:
    from pathlib import Path


def test_a_case_is_cut_off_when_it_was_opened_and_not_closed() -> None:
    memory = unfinished.opened(unfinished.opened(Memory(), "sak-2"), "sak-1")
    assert memory.open_cases == ("sak-1", "sak-2")
    assert unfinished.was_cut_off(memory, "sak-1")
    after = unfinished.closed(memory, "sak-1")
    assert not unfinished.was_cut_off(after, "sak-1")
    assert unfinished.was_cut_off(after, "sak-2")
    assert unfinished.closed(after, "sak-9") == after


def test_the_section_that_was_written_in_last() -> None:
    assert unfinished.last_section(rewritten(draft(), DAY, "Ny.")) == "arbeidssituasjon"
    assert unfinished.last_section(new_case("sak-1", NOW)) is None
    renamed = editing.set_parties(new_case("sak-1", NOW), parties(), NOW)
    assert unfinished.last_section(renamed) is None


def test_a_deleted_case_is_not_open_any_more(tmp_path: Path) -> None:
    with Desk(tmp_path / "vault.db", WordDetector()) as desk:
        desk.create("korrekt hest batteri stift")
        desk.save(draft())
        desk.change_memory(lambda memory: unfinished.opened(memory, "sak-1"))
        desk.delete("sak-1")
        assert desk.memory().open_cases == ()
