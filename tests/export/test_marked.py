"""Fields become paragraphs and lists, and marks land exactly on the withheld words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from report_tool.export.characters import clean
from report_tool.export.document import Bullets, Mark, Paragraph, plain
from report_tool.export.marked import Marker
from schemas.copy import WithheldDetail
from schemas.labels import Label, Recipient


def detail(text: str, start: int, end: int, field: str = "f") -> WithheldDetail:
    return WithheldDetail(
        field=field,
        start=start,
        end=end,
        surface=text[start:end],
        label=Label.SYMPTOM,
        withheld_from=(Recipient.EMPLOYER,),
    )


def test_lines_with_a_dash_become_a_list() -> None:
    blocks = Marker.of((), ()).blocks("f", "Dette:\n- ett\n• to\n\nSlutt")
    assert [type(block) for block in blocks] == [Paragraph, Bullets, Paragraph]
    assert [plain(item) for item in blocks[1].items] == ["ett", "to"]  # type: ignore[union-attr]


def test_numbers_follow_the_print_order() -> None:
    details = (
        detail("bb", 0, 1, "second"),
        detail("aa aa", 3, 5, "first"),
        detail("aa", 0, 2, "first"),
    )
    marker = Marker.of(details, ("first", "second"))
    assert [(n, d.field, d.start) for n, d in marker.numbered()] == [
        (1, "first", 0),
        (2, "first", 3),
        (3, "second", 0),
    ]


def test_a_mark_over_a_line_break_is_kept_on_both_lines() -> None:
    text = "vondt i dia-\nbetes nå"
    marker = Marker.of((detail(text, 8, 18),), ("f",))
    marked = [r.text for b in marker.blocks("f", text) for r in b.text if r.mark is Mark.WITHHELD]  # type: ignore[union-attr]
    assert marked == ["dia-", "betes"]


@given(text=st.text(min_size=1, max_size=60), data=st.data())
def test_no_word_is_lost_or_added(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    marker = Marker.of((detail(text, start, end),), ("f",))
    runs = marker.runs("f", text)
    unmarked = "".join(run.text for run in runs if run.mark is not Mark.STRONG)
    assert unmarked == clean(text[:start]) + clean(text[start:end]) + clean(text[end:])
    assert sum(run.mark is Mark.STRONG for run in runs) == 1
