"""Deciding on what was found, one detail after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.messages import text
from report_tool.workflow import decisions, rewriting
from report_tool.workflow.naming import field_name
from report_tool.workflow.suggestions import suggestions, with_wording
from report_tool.workflow.why import explained
from schemas.decision import Scope
from schemas.labels import OTHERS, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_tool.plain.open_case import OpenCase
    from report_tool.plain.talk import Talk
    from schemas.finding import FieldFinding

WAYS = ("rewrite", "withhold", "share", "not-sensitive")
SCOPES = (Scope.ONCE, Scope.CASE, Scope.EXPERT)


def decide_all(talk: Talk, work: OpenCase) -> None:
    """Ask about every finding without a decision; an empty answer leaves one for later."""
    later: set[tuple[str, int]] = set()
    while waiting := [each for each in work.undecided() if _key(each) not in later]:
        found = waiting[0]
        _describe(talk, found, len(waiting))
        unchecked = found.finding.label is Label.UNCHECKED
        ways = ("withhold",) if unchecked else WAYS
        names = [text(f"tui.decide.{way}.key") for way in ways]
        chosen = talk.choose(text("plain.decide"), names)
        if chosen is None or not _decide(talk, work, found, ways[chosen]):
            later.add(_key(found))
    talk.say(text("plain.decide.later", count=len(later)) if later else text("plain.decide.done"))


def _describe(talk: Talk, found: FieldFinding, left: int) -> None:
    talk.say()
    label = text(f"tui.label.{found.finding.label.value}")
    talk.say(text("plain.decide.left", count=left))
    talk.say(text("plain.decide.where", field=field_name(found.field)))
    talk.say(text("plain.found", label=label, surface=found.finding.surface))
    talk.say(text("plain.decide.sentence", sentence=" ".join(found.sentence.split())))
    for why in explained(found.finding):
        talk.say(text("plain.decide.why", reason=why.said))


def _decide(talk: Talk, work: OpenCase, found: FieldFinding, way: str) -> bool:
    if way == "rewrite":
        return _rewrite(talk, work, found)
    targets = _targets(talk, work, found)
    match way:
        case "withhold":
            work.change(lambda case: decisions.withhold(case, targets, work.now()))
        case "share":
            return _share(talk, work, targets)
        case _:
            return _not_sensitive(talk, work, targets)
    return True


def _targets(talk: Talk, work: OpenCase, found: FieldFinding) -> tuple[FieldFinding, ...]:
    equal = decisions.equal_occurrences(found, work.findings())
    if len(equal) > 1 and talk.confirm(text("plain.decide.equal", count=len(equal))):
        return equal
    return (found,)


def _rewrite(talk: Talk, work: OpenCase, found: FieldFinding) -> bool:
    language = work.case.report.language
    wordings = suggestions(found.finding.label, language, found.finding.surface)
    sentences = tuple(with_wording(found, wording, language) for wording in wordings)
    chosen = talk.choose(text("plain.decide.wordings"), sentences) if sentences else None
    sentence = sentences[chosen] if chosen is not None else talk.ask(text("plain.decide.rewrite"))
    if not sentence or sentence == found.sentence:
        return False
    work.change(lambda case: rewriting.rewrite(case, found, sentence, work.now()))
    return True


def _share(talk: Talk, work: OpenCase, targets: Sequence[FieldFinding]) -> bool:
    recipients = tuple(
        each
        for each in OTHERS
        if talk.confirm(text("plain.decide.share", recipient=text(f"tui.recipient.{each.value}")))
    )
    reason = talk.ask(text("plain.decide.reason")) if recipients else ""
    if not reason:
        return False
    work.change(lambda case: decisions.share(case, targets, recipients, reason, work.now()))
    return True


def _not_sensitive(talk: Talk, work: OpenCase, targets: Sequence[FieldFinding]) -> bool:
    reason = talk.ask(text("plain.decide.reason"))
    if not reason:
        return False
    names = [text(f"tui.scope.{scope.value}") for scope in SCOPES]
    scope = SCOPES[talk.choose(text("tui.not-sensitive.scope"), names) or 0]
    work.change(lambda case: decisions.not_sensitive(case, targets, reason, scope, work.now()))
    work.desk.remember(work.case.decisions[-1])
    return True


def _key(found: FieldFinding) -> tuple[str, int]:
    return found.field, found.finding.start
