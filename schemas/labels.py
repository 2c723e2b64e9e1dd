"""The labels of the annotation guideline, the recipients, and who may see what by default."""

from __future__ import annotations

from enum import StrEnum


class Label(StrEnum):
    """Kind of sensitive detail, as the annotation guideline defines it.

    ``UNCHECKED`` is the one addition: it covers a whole field whose detection failed, so that
    the field is withheld rather than passed on unread.
    """

    DIAGNOSIS = "DIAGNOSIS"
    SYMPTOM = "SYMPTOM"
    TREATMENT = "TREATMENT"
    MEDICATION = "MEDICATION"
    CARE_PROVIDER = "CARE_PROVIDER"
    REPRODUCTIVE = "REPRODUCTIVE"
    SUBSTANCE = "SUBSTANCE"
    PRIVATE_LIFE = "PRIVATE_LIFE"
    SPECIAL_CATEGORY = "SPECIAL_CATEGORY"
    PERSON = "PERSON"
    NATIONAL_ID = "NATIONAL_ID"
    CONTACT = "CONTACT"
    UNCHECKED = "UNCHECKED"


CRITICAL_LABELS = frozenset(
    {
        Label.DIAGNOSIS,
        Label.SYMPTOM,
        Label.TREATMENT,
        Label.MEDICATION,
        Label.REPRODUCTIVE,
        Label.NATIONAL_ID,
    }
)
"""Labels whose single miss makes a report a leaked report (guideline, "critical leak rate")."""


class Recipient(StrEnum):
    """Who a copy is made for."""

    EMPLOYEE = "employee"
    EMPLOYER = "employer"
    NAV = "nav"


OTHERS = (Recipient.EMPLOYER, Recipient.NAV)
"""The recipients from whom details are withheld; the employee always sees everything."""


class Language(StrEnum):
    """Written standard of a report."""

    BOKMAL = "nb"
    NYNORSK = "nn"
