"""From which probability on a result counts: a missed diagnosis costs more than a flag."""

from __future__ import annotations

from schemas.labels import CRITICAL_LABELS, Label

DEFAULT = 0.5
"""For layers that are not judged by what stands around them."""

ALONE: dict[str, float] = {
    Label.DIAGNOSIS.value: 0.35,
    Label.MEDICATION.value: 0.3,
    Label.SYMPTOM.value: 0.35,
    Label.TREATMENT.value: 0.4,
    Label.REPRODUCTIVE.value: 0.35,
    Label.CARE_PROVIDER.value: 0.4,
    Label.SPECIAL_CATEGORY.value: 0.4,
    Label.SUBSTANCE.value: 0.4,
}
"""For terms and phrases when no trained tagger is among the layers."""

AGREED: dict[str, float] = {
    label.value: 0.45 if label in CRITICAL_LABELS else 0.5 for label in Label
}
"""For the one probability of all layers, when the trained tagger is among them."""
