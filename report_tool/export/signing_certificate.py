"""What a certificate tells of a person. It goes into every signed copy, so that must be a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from report_tool.export.matching import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_TELLING = re.compile(
    r"(?<!\d)\d{6} ?\d{5}(?!\d)|[^\s@]+@[^\s@]+\.[^\s@]+|(?<!\d)(?:\+47)? ?\d{8}(?!\d)"
)
"""A national id, an e-mail address, a telephone number."""


def tells_too_much(certificate: Any) -> bool:
    """Tell whether the names in a certificate hold an id, an address or a number of a person.

    An organisation number has nine digits and is no secret.
    """
    return any(_TELLING.search(value) for value in _values(certificate))


def valid_at(certificate: Any, moment: datetime) -> bool:
    """Tell whether a certificate is valid then."""
    return bool(certificate.not_valid_before <= moment <= certificate.not_valid_after)


def belongs_to(certificate: Any, owner: str) -> bool:
    """Tell whether a certificate carries a person's name, with or without names between."""
    names, owners = words_of(name_of(certificate)), words_of(owner)
    return bool(names and owners) and (names <= owners or owners <= names)


def name_of(certificate: Any) -> str:
    """Return whose the certificate is."""
    return _common_name(certificate.subject)


def issuer_of(certificate: Any) -> str:
    """Return who issued it."""
    return _common_name(certificate.issuer)


def _common_name(name: Any) -> str:
    values = name.native
    for key in ("common_name", "organization_name"):
        if key in values:
            value = values[key]
            return str(value if isinstance(value, str) else value[0])
    return "?"


def _values(certificate: Any) -> Iterator[str]:
    for name in (certificate.subject, certificate.issuer):
        for value in name.native.values():
            yield from [value] if isinstance(value, str) else map(str, value)
    alternative = certificate.subject_alt_name_value
    if alternative is not None:
        yield from map(str, alternative.native)
