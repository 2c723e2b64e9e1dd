"""The last check: opens a written file as a stranger would and looks for what must not be in it.

Fails closed: what cannot be read, and a detection that does not run, count as leaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from report_tool.export.matching import Watch
from report_tool.export.own_words import OwnWords
from report_tool.export.readings import readings
from report_tool.export.surface import Surface, UnreadableSurfaceError
from schemas.delivery import FileFormat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from report_tool.export.organisation.template import Template
    from schemas.copy import RecipientCopy
    from schemas.finding import Finding


class Detector(Protocol):
    """What finds sensitive details in one text; any exception means "not checked"."""

    def analyze(
        self, text: str, parties: Sequence[str] = (), lang: str | None = None
    ) -> tuple[Finding, ...]:
        """Return sorted, non-overlapping findings with offsets into ``text``."""
        ...


class LeakKind(StrEnum):
    """Why a place is a leak; each has a text ``export.leak.<kind>``."""

    WITHHELD = "withheld"
    GIVEAWAY = "giveaway"
    FIXED_TEXT = "fixedText"
    DETECTED = "detected"
    UNREADABLE = "unreadable"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """A place in a file that must not leave. Never holds the word itself."""

    where: str
    kind: LeakKind


def check(
    data: bytes,
    file_format: FileFormat,
    copy: RecipientCopy,
    withheld: Sequence[str],
    detector: Detector,
    template: Template | None = None,
    own: OwnWords | None = None,
) -> tuple[Leak, ...]:
    """Return every leak in a written file, each place once, the report's own sections first.

    An empty answer means clean. ``withheld`` are the strings this recipient must not get. Words
    that were cleared by a decision (``copy.cleared``), the parties' own names and the fixed
    sentences of the templates are no leaks. Detection runs on visible text that is not the copy's
    own; what it finds there is one. The words of an organisation's ``template`` count as a DOCX's
    own, but a withheld word is a leak there as anywhere. ``own`` are the copy's own words, where
    they are known already.
    """
    try:
        surfaces = _reader(file_format)(data)
    except UnreadableSurfaceError as error:
        return (Leak(str(error.args[0]), LeakKind.UNREADABLE),)
    own = own or OwnWords.of(copy)
    if template and file_format is FileFormat.DOCX:
        own = own.with_letterhead(template.words, template.letterhead)
    watch = Watch.of(withheld)
    in_text = sorted(set(_own_leaks(own, watch)))
    elsewhere = {*_withheld(surfaces, own, watch), *_detected(surfaces, own, copy, detector)}
    return tuple(dict.fromkeys([*in_text, *sorted(elsewhere)]))


def _reader(file_format: FileFormat) -> Callable[[bytes], tuple[Surface, ...]]:
    match file_format:
        case FileFormat.DOCX:
            from report_tool.export.surfaces_docx import read as docx

            return docx
        case FileFormat.PDF:
            from report_tool.export.surfaces_pdf import read as pdf

            return pdf
        case FileFormat.JSON:
            from report_tool.export.surfaces_json import read as json

            return json


def _own_leaks(own: OwnWords, watch: Watch) -> Iterator[Leak]:
    """Name the section where withheld words still stand in the text itself."""
    for heading, text in own.places():
        yield from _leaks_in(text, heading, own, watch)


def _withheld(surfaces: Sequence[Surface], own: OwnWords, watch: Watch) -> Iterator[Leak]:
    for surface in surfaces:
        for reading in readings(surface.text):
            yield from _leaks_in(reading, surface.where, own, watch)
        if surface.data:
            for context in watch.contexts(surface.data):
                yield from _leaks_in(context, surface.where, own, watch)


def _leaks_in(text: str, where: str, own: OwnWords, watch: Watch) -> Iterator[Leak]:
    if not text or not any(True for _ in watch.matches(text)):
        return
    for match in watch.matches(own.without_harmless(text)):
        if own.is_cleared(match.folded):
            continue
        if match.folded in own.fixed_words:
            yield Leak(where, LeakKind.FIXED_TEXT)
        elif match.same:
            yield Leak(where, LeakKind.WITHHELD)
        elif match.folded not in own.words:
            yield Leak(where, LeakKind.GIVEAWAY)


def _detected(
    surfaces: Sequence[Surface], own: OwnWords, copy: RecipientCopy, detector: Detector
) -> Iterator[Leak]:
    for surface in surfaces:
        if not surface.visible:
            continue
        foreign = "\n".join(line for line in surface.text.splitlines() if not own.holds(line))
        if not foreign.strip():
            continue
        try:
            findings = detector.analyze(foreign, copy.parties.names(), str(copy.language))
        except Exception:
            yield Leak(surface.where, LeakKind.UNCHECKED)
            continue
        for finding in findings:
            if not own.knows(finding.surface) and not own.is_cleared(finding.surface):
                yield Leak(surface.where, LeakKind.DETECTED)
