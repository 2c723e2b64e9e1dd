"""Why a template is refused."""

from __future__ import annotations

from dataclasses import dataclass

from report_tool.messages import text


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One reason; ``id`` names the text ``export.template.fault.<id>``, ``what`` fills it."""

    id: str
    what: str = ""

    def __str__(self) -> str:
        return text(f"export.template.fault.{self.id}", what=self.what)


class FaultyTemplateError(Exception):
    """The template cannot be used; ``faults`` say why, all of them where they can be told."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*(fault.id for fault in faults))
        self.faults = faults
