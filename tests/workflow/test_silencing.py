"""How a hint is put aside with a reason, and taken up again."""

from __future__ import annotations

import pytest

from report_tool.errors import CaseClosedError
from report_tool.workflow import delivery, editing, quality, states
from schemas.case import Case
from schemas.labels import Recipient
from tests.workflow.quality_samples import NOW, case_of, good_report, measure
from tests.workflow.workflow_samples import WordDetector


class TestSilencing:
    def vague(self) -> tuple[Case, quality.Hint]:
        case = case_of(measure(beskrivelse_av_tiltak="Lederen vurderer dette.")(good_report()))
        (hint,) = quality.open_hints(case)
        return case, hint

    def test_a_silenced_hint_is_gone_until_its_words_change(self) -> None:
        case, hint = self.vague()
        case = quality.silence(case, hint, "Avtalt slik.", NOW)
        assert quality.open_hints(case) == ()
        assert quality.all_hints(case) == (hint,)
        changed = measure(beskrivelse_av_tiltak="Lederen vurderer alt.")(case.report)
        case = editing.edit(case, changed, NOW)
        assert [h.rule for h in quality.open_hints(case)] == ["measure-vague"]

    def test_it_can_be_taken_up_again(self) -> None:
        case, hint = self.vague()
        silenced = quality.silence(case, hint, "Avtalt slik.", NOW)
        assert quality.restore(silenced, hint) == case
        assert quality.restore(case, hint) is case

    def test_silencing_twice_keeps_the_last_reason(self) -> None:
        case, hint = self.vague()
        case = quality.silence(case, hint, "Først.", NOW)
        case = quality.silence(case, hint, "Sist.", NOW)
        assert [each.reason for each in case.silenced_hints] == ["Sist."]

    def test_it_changes_neither_state_nor_trail(self) -> None:
        case, hint = self.vague()
        silenced = quality.silence(case, hint, "Avtalt slik.", NOW)
        assert silenced.model_copy(update={"silenced_hints": ()}) == case

    def test_required_content_cannot_be_put_aside(self) -> None:
        case = case_of(measure(til_dato=None)(good_report()))
        (hint,) = quality.open_hints(case)
        with pytest.raises(ValueError, match="required"):
            quality.silence(case, hint, "Nei.", NOW)

    def test_a_reason_is_needed(self) -> None:
        case, hint = self.vague()
        with pytest.raises(ValueError, match="reason"):
            quality.silence(case, hint, "  ", NOW)

    def test_a_closed_case_is_left_alone(self) -> None:
        case, hint = self.vague()
        with pytest.raises(CaseClosedError):
            quality.silence(states.close(case, NOW), hint, "Nei.", NOW)

    def test_the_reason_is_in_no_copy(self) -> None:
        case, hint = self.vague()
        case = quality.silence(case, hint, "Hemmelig grunn", NOW)
        copy = delivery.copy_for(case, WordDetector({}), Recipient.EMPLOYEE, NOW, draft=True)
        assert "Hemmelig" not in copy.model_dump_json()


def test_a_case_stored_before_there_were_hints_is_read() -> None:
    plain = case_of(good_report()).model_dump(mode="json", by_alias=True)
    del plain["silencedHints"]
    assert Case.model_validate(plain).silenced_hints == ()
