"""Words for the reader of a finding: what each label is called in Norwegian."""

from __future__ import annotations

from schemas.labels import Label

KINDS: dict[Label, str] = {
    Label.DIAGNOSIS: "diagnoser",
    Label.SYMPTOM: "plager og symptomer",
    Label.TREATMENT: "behandling og undersøkelser",
    Label.MEDICATION: "medisiner",
    Label.CARE_PROVIDER: "behandlere og behandlingssteder",
    Label.REPRODUCTIVE: "svangerskap og fruktbarhet",
    Label.SUBSTANCE: "bruk av rusmidler",
    Label.PRIVATE_LIFE: "privatlivet",
    Label.SPECIAL_CATEGORY: "særlig vernede opplysninger",
    Label.PERSON: "navn på personer",
    Label.NATIONAL_ID: "fødselsnummer",
    Label.CONTACT: "kontaktopplysninger",
}
"""Completes a sentence such as "Listen over …"."""
