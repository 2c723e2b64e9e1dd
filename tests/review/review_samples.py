"""A case with one detail of each kind, sent to the employee, and answers made without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from report_tool.storage import review_seal as seal
from report_tool.workflow import decisions, editing, review_exchange
from report_tool.workflow.fields import with_text
from schemas.decision import Scope
from schemas.labels import Label, Language, Recipient
from tests.workflow.workflow_samples import (
    CAUSE,
    DAY,
    LATER,
    NOW,
    WORDS,
    WordDetector,
    answer,
    draft,
    located,
    rewritten,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from report_tool.workflow.review_exchange import SentReview
    from schemas.case import Case
    from schemas.finding import FieldFinding
    from schemas.review import ReviewAnswer

__all__ = ["CAUSE", "DAY", "LATER", "NOW", "answer", "located", "rewritten"]

DETECTOR = WordDetector({**WORDS, "svimmel": Label.SYMPTOM, "stresset": Label.SYMPTOM})


def every_kind(case_id: str = "sak-1", language: Language = Language.BOKMAL) -> Case:
    """A draft with a withheld, a shared, a harmless and a rewritten detail, all decided."""
    case = draft(
        cause="Hun har migrene. Hun har også angst når vaktene er lange. Da blir hun svimmel.",
        day="Mange er litt stresset før ferien. Hun har migrene om våren.",
        measure="Færre dager med migrene.",
    )
    report = case.report.model_copy(update={"language": language})
    case = editing.edit(case, report, NOW).model_copy(update={"case_id": case_id})
    case = decisions.withhold(case, finding(case, "migrene"), NOW, "en plage")
    both = (Recipient.EMPLOYER, Recipient.NAV)
    case = decisions.share(case, finding(case, "angst"), both, "Lederen kjenner til det.", NOW)
    case = decisions.not_sensitive(
        case, finding(case, "stresset"), "Dagligtale om alle.", Scope.ONCE, NOW
    )
    rewrite = finding(case, "svimmel")[0]
    return decisions.rewrite(case, rewrite, "Da trenger hun en pause.", NOW)


def finding(case: Case, surface: str) -> tuple[FieldFinding, ...]:
    return tuple(f for f in located(case, DETECTOR) if f.finding.surface == surface)


def sent(case: Case | None = None) -> SentReview:
    return review_exchange.send(case or every_kind(), DETECTOR, NOW)


def sealed_answer(case: Case, given: ReviewAnswer | None = None, **changes: Any) -> bytes:
    """The text that the page would make for the version that is out."""
    request = case.reviews[-1].request
    given = given or answer(case, **changes)
    envelope = seal.seal_answer(
        given.model_dump_json(by_alias=True).encode(),
        seal.public_reply_key(request.reply_key),
        seal.Version(case.case_id, request.review_hash),
    )
    return envelope.as_text().encode()


def with_texts(case: Case, texts: Iterable[tuple[str, str]]) -> Case:
    report = case.report
    for path, text in texts:
        report = with_text(report, path, text)
    return editing.edit(case, report, NOW)
