"""The four decisions as keys lead through them, and taking the last one back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from report_tool.messages import text
from report_tool.tui.screens.decide import NotSensitiveScreen, RewriteScreen, ShareScreen
from report_tool.workflow import decisions, rewriting
from report_tool.workflow.suggestions import suggestions

if TYPE_CHECKING:
    from report_tool.tui.app import ReportApp
    from report_tool.tui.session import CaseSession
    from schemas.finding import FieldFinding

PATIENCE = 3.0
"""Seconds to wait for the check of a text that was just edited, before asking to try again."""


async def decide(
    app: ReportApp, session: CaseSession, found: FieldFinding, kind: str, all_equal: bool
) -> bool:
    """Ask for what the decision needs and make it; False if nothing was decided.

    Raises:
        ReportToolError: if the case does not allow it.
    """
    present = await _present(app, session, found)
    if present is None:
        return False
    if present.finding.label.value == "UNCHECKED" and kind != "withhold":
        app.notify(text("tui.decide.unchecked"), severity="warning")
        return False
    targets = decisions.equal_occurrences(present, session.findings()) if all_equal else (present,)
    match kind:
        case "withhold":
            session.apply(lambda case: decisions.withhold(case, targets, app.now()))
            return True
        case "share":
            return await _share(app, session, targets)
        case "notSensitive":
            return await _not_sensitive(app, session, targets)
        case _:
            return await _rewrite(app, session, present)


def undo_last(app: ReportApp, session: CaseSession) -> None:
    """Take the last decision back, if there is one.

    Raises:
        ReportToolError: if the case does not allow it.
    """
    session.commit()
    if not session.case.decisions:
        app.notify(text("tui.decide.nothing-to-undo"))
        return
    last = session.case.decisions[-1]
    session.apply(lambda case: rewriting.undo(case, last.id, app.now()))
    app.desk.unremember(last)
    app.notify(text("tui.decide.undone", surface=last.anchor.surface))


async def _present(
    app: ReportApp, session: CaseSession, found: FieldFinding
) -> FieldFinding | None:
    """Return the finding as it stands in the text of this moment."""
    if not session.is_checked(found.field):
        try:
            await asyncio.wait_for(session.check.settled(), PATIENCE)
        except TimeoutError:
            app.notify(text("tui.decide.not-ready"), severity="warning")
            return None
    session.commit()
    candidates = [
        each
        for each in session.findings([found.field])
        if each.finding.surface == found.finding.surface and each.occurrence == found.occurrence
    ]
    same_sentence = [each for each in candidates if each.sentence == found.sentence]
    if not candidates:
        app.notify(text("tui.decide.gone"))
        return None
    return (same_sentence or candidates)[0]


async def _rewrite(app: ReportApp, session: CaseSession, found: FieldFinding) -> bool:
    language = session.case.report.language
    offered = suggestions(found.finding.label, language, found.finding.surface)
    sentence = await app.push_screen_wait(RewriteScreen(found, offered, language))
    if sentence is None:
        return False
    session.apply(lambda case: rewriting.rewrite(case, found, sentence, app.now()))
    return True


async def _share(app: ReportApp, session: CaseSession, targets: tuple[FieldFinding, ...]) -> bool:
    answer = await app.push_screen_wait(ShareScreen(targets))
    if answer is None:
        return False
    recipients, reason = answer
    session.apply(lambda case: decisions.share(case, targets, recipients, reason, app.now()))
    return True


async def _not_sensitive(
    app: ReportApp, session: CaseSession, targets: tuple[FieldFinding, ...]
) -> bool:
    answer = await app.push_screen_wait(NotSensitiveScreen(targets))
    if answer is None:
        return False
    reason, scope = answer
    session.apply(lambda case: decisions.not_sensitive(case, targets, reason, scope, app.now()))
    app.remember(session.case.decisions[-1])
    return True
