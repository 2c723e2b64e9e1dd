"""The JSON Schemas that the project publishes, made from the models.

``python -m schemas.publish`` writes them to ``schemas/json/``; a test fails when a committed
schema differs from what the models say.
"""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from schemas.base import Model

VERSION = 1
"""Version of the published formats; a breaking change to any of them makes a new one."""


def _models() -> dict[str, type[Model]]:
    from schemas.audit import AuditEvent
    from schemas.case import Case
    from schemas.copy import RecipientCopy
    from schemas.decision import Consent, Decision
    from schemas.delivery import Delivery
    from schemas.finding import FieldFinding, Finding
    from schemas.journalpost import Journalpost
    from schemas.report import Report
    from schemas.review import Approval, ReviewAnswer
    from schemas.terms import SharedTerms

    return {
        "approval": Approval,
        "audit-event": AuditEvent,
        "case": Case,
        "consent": Consent,
        "copy": RecipientCopy,
        "decision": Decision,
        "delivery": Delivery,
        "field-finding": FieldFinding,
        "finding": Finding,
        "journalpost": Journalpost,
        "report": Report,
        "review-answer": ReviewAnswer,
        "terms": SharedTerms,
    }


def names() -> tuple[str, ...]:
    """Return the names of the published schemas, in alphabetical order."""
    return tuple(_models())


def generate(name: str) -> str:
    """Return the schema of a model as JSON text, ready to be written to a file.

    Raises:
        KeyError: if no schema of that name is published.
    """
    schema = _models()[name].model_json_schema(by_alias=True, mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$id"] = f"urn:report-tool:schema:{name}:v{VERSION}"
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def schema(name: str) -> dict[str, Any]:
    """Return a published schema as committed.

    Raises:
        KeyError: if no schema of that name is published.
    """
    source = resources.files("schemas").joinpath("json", file_name(name))
    if not source.is_file():
        raise KeyError(name)
    document: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return document


def file_name(name: str) -> str:
    """Return the file name of a schema within ``schemas/json``."""
    return f"{name}-v{VERSION}.schema.json"


def write_all(folder: Path) -> None:
    """Write every schema into ``folder``."""
    for name in names():
        (folder / file_name(name)).write_text(generate(name), encoding="utf-8")


if __name__ == "__main__":
    write_all(Path(__file__).parent / "json")
