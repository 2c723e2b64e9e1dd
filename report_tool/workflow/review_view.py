"""What the employee is shown: every decided detail, and what each recipient reads in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redaction.masking import neutral_phrase
from redaction.sentences import sentence_spans
from report_tool.export.review_content import Detail, ReviewContent, Spot
from report_tool.workflow.anchors import folded_space, sentence_hash, words_key
from report_tool.workflow.binding import review_hash
from report_tool.workflow.decisions import decision_for
from report_tool.workflow.fields import get_text, text_fields
from report_tool.workflow.masked import neutral_words
from report_tool.workflow.need import parties_for
from report_tool.workflow.removals import rewritten_spans
from schemas.copy import RecipientCopy
from schemas.decision import DecisionKind
from schemas.labels import Recipient

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from schemas.case import Case
    from schemas.decision import Decision
    from schemas.finding import FieldFinding


def content_for(
    case: Case, findings: Sequence[FieldFinding], reply_key: str, now: datetime
) -> ReviewContent:
    """Return what the page of this version shows; ``reply_key`` is the public one, base64url."""
    collected = _Collected(case)
    for found in findings:
        collected.add_finding(found)
    for decision in case.decisions:
        if decision.kind is DecisionKind.REWRITE:
            collected.add_rewrite(decision)
    details, spots = collected.in_print_order()
    return ReviewContent(
        case_id=case.case_id,
        review_hash=review_hash(case),
        reply_key=reply_key,
        report=case.report,
        copies={recipient: _copy(case, recipient, now) for recipient in Recipient},
        details=details,
        spots=spots,
        new=tuple(_new_sentences(case)),
    )


def sentence_hashes(case: Case) -> tuple[str, ...]:
    """Return the hashes of all sentences of the report, sorted, each once."""
    return tuple(sorted({digest for _, _, _, digest in _sentences(case)}))


class _Collected:
    """Details under the key that tells equal ones apart, and their spots."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._details: dict[tuple[str, ...], dict[str, Any]] = {}
        self._spots: list[tuple[tuple[str, ...], str, int, int, str]] = []
        self._keys: dict[str, int] = {}

    def add_finding(self, found: FieldFinding) -> None:
        """Add a finding. One without a decision is withheld and has nothing to answer."""
        decision = decision_for(self._case, found)
        finding, text = found.finding, get_text(self._case.report, found.field)
        kind = decision.kind if decision else DecisionKind.WITHHOLD
        words = words_key(finding.surface)
        is_share = decision is not None and kind is DecisionKind.SHARE
        same = (kind, finding.label, decision.id if decision and is_share else words)
        self._add(
            same,
            decision,
            kind=kind,
            label=finding.label,
            words=finding.surface,
            sentence=found.sentence,
            section=found.field.partition("/")[0],
            key=self._keys.setdefault(words, len(self._keys)),
            reason=decision.reason if decision else "",
            share_with=decision.share_with if decision else (),
        )
        neutral = neutral_words(self._case, text, found)
        self._spots.append((same, found.field, finding.start, finding.end, neutral))

    def add_rewrite(self, decision: Decision) -> None:
        """Add a rewritten sentence that still stands."""
        spans = rewritten_spans(self._case, decision)
        if not spans:
            return
        field = decision.anchor.field
        text = get_text(self._case.report, field)
        same = (decision.kind, decision.id)
        self._add(
            same,
            decision,
            kind=decision.kind,
            label=decision.label,
            words=decision.sentence_after,
            sentence=decision.sentence_after,
            before=decision.sentence_before,
            section=field.partition("/")[0],
            key=self._keys.setdefault(f"rewrite {decision.id}", len(self._keys)),
        )
        for start, end in spans:
            neutral = neutral_phrase(
                decision.label,
                self._case.report.language.value,
                text[start:end],
                text[:start],
                text[end:],
            )
            self._spots.append((same, field, start, end, neutral))

    def in_print_order(self) -> tuple[tuple[Detail, ...], tuple[Spot, ...]]:
        """Return the details by where they stand first, and the spots that name them."""
        rank = {field.path: i for i, field in enumerate(text_fields(self._case.report))}
        spots = sorted(self._spots, key=lambda s: (rank[s[1]], s[2], -s[3]))
        order = {key: i for i, key in enumerate(dict.fromkeys(spot[0] for spot in spots))}
        details = tuple(Detail(**self._details[key]) for key in order)
        return details, tuple(Spot(*spot[1:4], order[spot[0]], spot[4]) for spot in spots)

    def _add(self, same: tuple[str, ...], decision: Decision | None, **content: Any) -> None:
        detail = self._details.setdefault(same, {"decisions": (), **content})
        if decision is not None and decision.id not in detail["decisions"]:
            detail["decisions"] = (*detail["decisions"], decision.id)


def _copy(case: Case, recipient: Recipient, now: datetime) -> RecipientCopy:
    """Return what the header and closing notes of a recipient's copy are made from."""
    return RecipientCopy(
        recipient=recipient,
        case_id=case.case_id,
        language=case.report.language,
        made_at=now,
        tilsagn_referanse=case.tilsagn.referanse,
        parties=parties_for(case.parties, recipient),
        report=case.report,
    )


def _new_sentences(case: Case) -> Iterator[tuple[str, int, int]]:
    """Yield the sentences that the employee did not have at their last answer."""
    answered = [review.request for review in case.reviews if review.answer is not None]
    known = set(answered[-1].sentences) if answered else set()
    if known:
        for field, start, end, digest in _sentences(case):
            if digest not in known:
                yield field, start, end


def _sentences(case: Case) -> Iterator[tuple[str, int, int, str]]:
    for field in text_fields(case.report):
        for start, end in sentence_spans(field.text):
            if folded_space(field.text[start:end]):
                yield field.path, start, end, sentence_hash(field.text[start:end])
