"""What every model shares: frozen, closed, and named in camelCase in JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

CaseId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,63}$")]
"""Identifies a case; safe in a file name, a URL and a script block."""

ItemId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,16}$")]
"""Identifies a measure, step or meeting inside one report; survives reordering."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 digest in lower-case hexadecimal."""

Percent = Annotated[int, Field(ge=0, le=100)]
"""A whole percentage, 0 to 100."""

Moment = AwareDatetime
"""A point in time with its offset; a naive time is refused."""


class Model(BaseModel):
    """Base of all models: immutable, no unknown fields, camelCase JSON, snake_case Python."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        hide_input_in_errors=True,
    )
