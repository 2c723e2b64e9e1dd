"""Questions and answers in lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from report_tool.messages import text

if TYPE_CHECKING:
    from collections.abc import Sequence

END_OF_TEXT = "."
"""A line with this alone ends a text of several lines."""


class ConversationOverError(Exception):
    """The user's input ended; everything said so far is saved."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation: what is said goes to ``target``, what is answered comes from ``source``."""

    source: TextIO
    target: TextIO

    def say(self, words: str = "") -> None:
        """Say one line, or several."""
        self.target.write(f"{words}\n")
        self.target.flush()

    def ask(self, question: str) -> str:
        """Ask for one line and return it without blanks around it.

        Raises:
            ConversationOverError: if there is no more input.
        """
        self.target.write(f"{question} ")
        self.target.flush()
        return self._line().strip()

    def choose(self, question: str, options: Sequence[str]) -> int | None:
        """Let the user choose by number; None for an empty answer.

        Raises:
            ConversationOverError: if there is no more input.
        """
        self.say(question)
        for number, option in enumerate(options, start=1):
            self.say(f"{number}. {option}")
        while answer := self.ask(text("plain.choose")):
            if answer.isdecimal() and 1 <= int(answer) <= len(options):
                return int(answer) - 1
            self.say(text("plain.choose.again", last=len(options)))
        return None

    def confirm(self, question: str) -> bool:
        """Ask for yes or no; anything but a clear yes is no.

        Raises:
            ConversationOverError: if there is no more input.
        """
        return is_yes(self.ask(f"{question} {text('plain.yes-or-no')}"))

    def paragraphs(self) -> str:
        """Return the lines up to one that holds a full stop alone.

        Raises:
            ConversationOverError: if there is no more input.
        """
        lines = []
        while (line := self._line()).strip() != END_OF_TEXT:
            lines.append(line.rstrip())
        return "\n".join(lines)

    def _line(self) -> str:
        line = self.source.readline()
        if not line:
            raise ConversationOverError
        return line.rstrip("\n")


def is_yes(answer: str) -> bool:
    """Whether an answer is a clear yes, in any of the program's languages."""
    return answer.casefold() in {"j", "ja", "y", "yes"}
