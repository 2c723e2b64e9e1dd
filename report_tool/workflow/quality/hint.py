"""A hint: what a rule noticed, where, and in which words it is told."""

from __future__ import annotations

from dataclasses import dataclass

from report_tool.messages import text
from report_tool.workflow.anchors import sentence_hash


@dataclass(frozen=True, slots=True)
class Hint:
    """Advice about one place of the report. It never blocks anything.

    Args:
        rule: the rule's id, ``measure-vague``.
        place: the path of a field or item, a section key, or ``""`` for the whole report.
        parameters: what the message's placeholders are filled with.
        span: the words that are meant, as offsets into the field's text.
        about: the words that the hint depends on; one that was silenced comes back when they
            change.
        required: whether ``completeness`` asks for the same, so that it cannot be silenced.
        variant: tells apart the messages of one rule.
    """

    rule: str
    place: str
    parameters: tuple[tuple[str, str], ...] = ()
    span: tuple[int, int] | None = None
    about: str = ""
    required: bool = False
    variant: str = ""

    @property
    def section(self) -> str:
        """The key of the section it stands in; empty for the whole report."""
        return self.place.partition("/")[0]

    @property
    def message_id(self) -> str:
        """The message that tells it."""
        return f"workflow.hint.{self.rule}{'.' if self.variant else ''}{self.variant}"

    @property
    def message(self) -> str:
        """The hint in the user's language."""
        return text(self.message_id, **dict(self.parameters))

    @property
    def reason(self) -> str:
        """Why the rule is there, in one sentence."""
        return text(f"workflow.rule.{self.rule}")

    @property
    def about_hash(self) -> str:
        """The SHA-256 of what it is about, in NFC with white space folded."""
        return sentence_hash(self.about)
