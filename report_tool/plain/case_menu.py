"""What can be done with a case, as a numbered list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.messages import text
from report_tool.plain import fields, findings, handing_over
from report_tool.plain.failures import told
from report_tool.tui.party_fields import PARTY_FIELDS, party, with_details
from report_tool.workflow import editing, feedback
from report_tool.workflow.advice import advise
from report_tool.workflow.completeness import missing
from report_tool.workflow.fields import SECTIONS
from report_tool.workflow.naming import field_name
from schemas.case import CaseState

if TYPE_CHECKING:
    from report_tool.plain.open_case import OpenCase
    from report_tool.plain.talk import Talk

WRITING = {CaseState.DRAFT, CaseState.CHANGES_REQUESTED}


def work_on(talk: Talk, work: OpenCase) -> None:
    """Offer what can be done until the user has had enough."""
    ways = {
        "write": _write,
        "decide": findings.decide_all,
        "missing": _say_missing,
        "tips": _say_tips,
        "remarks": _say_remarks,
        "read": handing_over.read_as,
        "send": handing_over.send,
        "answer": handing_over.take_answer,
        "export": handing_over.export,
        "receipt": handing_over.write_receipt,
        "parties": _ask_parties,
    }
    while True:
        _introduce(talk, work)
        names = [text(f"plain.case.{name}") for name in ways]
        chosen = talk.choose(text("plain.case.question"), names)
        if chosen is None:
            return
        with told(talk, work):
            list(ways.values())[chosen](talk, work)


def _introduce(talk: Talk, work: OpenCase) -> None:
    talk.say()
    people = work.case.parties
    name = people.arbeidstaker.navn or text("tui.cases.no-name")
    state = text(f"tui.state.{work.case.state.value}")
    talk.say(text("plain.case", name=name, state=state))
    with told(talk, work):
        undecided, lacking = len(work.undecided()), len(missing(work.case.report))
        talk.say(text("plain.case.open", undecided=undecided, missing=lacking))


def _write(talk: Talk, work: OpenCase) -> None:
    if not _may_change(talk, work):
        return
    lacking = {each.section for each in missing(work.case.report)}
    names = [
        text("plain.section" if key not in lacking else "plain.section.lacks", name=name)
        for key, name in ((key, text(f"tui.section.{key}")) for key in SECTIONS)
    ]
    chosen = talk.choose(text("plain.section.question"), names)
    if chosen is not None:
        fields.write_section(talk, work, SECTIONS[chosen])


def _may_change(talk: Talk, work: OpenCase) -> bool:
    if work.case.state in WRITING:
        return True
    if work.case.state is CaseState.CLOSED:
        talk.say(text("tui.locked.closed"))
        return False
    state = text(f"tui.state.{work.case.state.value}")
    return talk.confirm(text("tui.locked.question", state=state))


def _say_missing(talk: Talk, work: OpenCase) -> None:
    lacking = missing(work.case.report)
    for each in lacking:
        talk.say(f"{text(f'tui.section.{each.section}')}: {text(each.message_id)}")
    if not lacking:
        talk.say(text("tui.missing.nothing"))


def _say_tips(talk: Talk, work: OpenCase) -> None:
    hints = [each for each in advise(work.case, work.desk.detector).hints if not each.required]
    for hint in hints:
        where = f"{field_name(hint.place)}: " if hint.place else ""
        talk.say(f"{where}{hint.message}")
        talk.say(text("plain.decide.why", reason=hint.reason))
    if not hints:
        talk.say(text("plain.tips.none"))


def _say_remarks(talk: Talk, work: OpenCase) -> None:
    remarks = feedback.open_remarks(work.case)
    for remark in remarks:
        where = text(f"tui.section.{remark.section}") if remark.section else ""
        talk.say(f"{where}: {remark.text}" if where else remark.text)
    if not remarks:
        talk.say(text("plain.remarks.none"))


def _ask_parties(talk: Talk, work: OpenCase) -> None:
    if not _may_change(talk, work):
        return
    parties = work.case.parties
    for name, names in PARTY_FIELDS.items():
        talk.say(text(f"tui.party.{name}"))
        for field in names:
            before = getattr(party(parties, name), field)
            label = text(f"tui.party.field.{field}")
            talk.say(text("plain.field", name=label, value=fields.shown(before)))
            typed = talk.ask(text("plain.line"))
            if typed:
                value = "" if typed == fields.EMPTY else typed
                parties = with_details(parties, name, {field: value})
    if parties != work.case.parties:
        work.change(lambda case: editing.set_parties(case, parties, work.now()))
        work.desk.save_profile(parties.ekspert)
