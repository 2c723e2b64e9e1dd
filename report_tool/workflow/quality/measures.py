"""What makes a measure one: somebody, by role, does one thing by a date, and it can be seen.

Source of every rule here: the evaluation of 2024. It found heavy history and no concrete measures
in many reports; 74 % had a measure for the employee and only 53 % one for the employer; 22 % of
the measures were not, or only partly, followed up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_tool.workflow.quality.hint import Hint
from report_tool.workflow.quality.watched import in_text
from schemas.report import Ansvarlig

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas.report import Report

_MEASURES = "tiltaksplan/tiltak"


def complete(report: Report) -> Iterator[Hint]:
    """Every measure says who, what, by when, and how it is seen.

    Source: what the good measures of the evaluation have in common; arbeidsmiljøloven § 4-6 (3)
    asks the follow-up plan for the employer's measures. ``completeness`` asks for the same.
    """
    for number, measure in enumerate(report.tiltaksplan.tiltak, 1):
        parts = (
            ("measure-what", "beskrivelseAvTiltak", measure.beskrivelse_av_tiltak.strip()),
            ("measure-who", "ansvarlig", measure.ansvarlig),
            ("measure-when", "tilDato", measure.til_dato),
            ("measure-seen", "vurderingEffektAvTiltak", measure.vurdering_effekt_av_tiltak.strip()),
        )
        for rule, name, value in parts:
            if not value:
                place = f"{_MEASURES}/{measure.id}/{name}"
                yield Hint(rule, place, (("number", str(number)),), required=True)


def shared(report: Report) -> Iterator[Hint]:
    """There is a measure for the employee and one for the employer, or a stated reason.

    Source: evaluation 2024 (74 % and 53 %). ``completeness`` asks for the same.
    """
    plan = report.tiltaksplan
    reasons = {
        Ansvarlig.ARBEIDSTAKER: plan.uten_tiltak_arbeidstaker_begrunnelse,
        Ansvarlig.ARBEIDSGIVER: plan.uten_tiltak_arbeidsgiver_begrunnelse,
    }
    described = {m.ansvarlig for m in plan.tiltak if m.beskrivelse_av_tiltak.strip()}
    for party, reason in reasons.items():
        if not {party, Ansvarlig.BEGGE} & described and not reason.strip():
            yield Hint(f"measure-{party.value}", _MEASURES, required=True)


def concrete(report: Report) -> Iterator[Hint]:
    """No measure hides behind *vurdere, eventuelt, ved behov, etter hvert*.

    Source: evaluation 2024: too few measures are concrete.
    """
    for measure in report.tiltaksplan.tiltak:
        place = f"{_MEASURES}/{measure.id}/beskrivelseAvTiltak"
        yield from in_text("measure-vague", "vague", place, measure.beskrivelse_av_tiltak)
