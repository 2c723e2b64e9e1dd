"""What follows the report in a copy: what was withheld, what to do now, the approval."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import templates
from report_tool.export import wording
from report_tool.export.characters import clean, one_line
from report_tool.export.document import Block, Bullets, Mark, Paragraph, Run, Section, Table, Text
from schemas.labels import Recipient

if TYPE_CHECKING:
    from collections.abc import Iterable

    from report_tool.export.marked import Marker
    from schemas.copy import RecipientCopy
    from schemas.labels import Language

_HEADING = re.compile(r"^# ", re.MULTILINE)
_ITEM = re.compile(r"^(?:(?P<bullet>-)|(?P<number>\d+\.)) (?P<text>.+)$")


def build(copy: RecipientCopy, marker: Marker) -> tuple[Section, ...]:
    """Return the closing sections: for the employee, what was withheld; notes; approval."""
    withheld = (_withheld(copy, marker),) if copy.recipient is Recipient.EMPLOYEE else ()
    return (*withheld, _approval(copy), *_notes(copy))


def _withheld(copy: RecipientCopy, marker: Marker) -> Section:
    lang = copy.language
    heading = templates.phrase("withheld.heading", lang)
    details = marker.numbered()
    if not details:
        return Section("withheld", heading, (_paragraph(templates.phrase("withheld.none", lang)),))
    keys = ("number", "detail", "section", "from", "consent")
    headings = templates.headings(lang)
    rows = tuple(
        (
            _words(str(number)),
            (Run(one_line(detail.surface), Mark.WITHHELD),),
            _words(headings.get(detail.field.partition("/")[0], "")),
            _words(_names(detail.withheld_from, lang)),
            _words(_names(detail.consented_to, lang)),
        )
        for number, detail in details
    )
    columns = tuple(templates.phrase(f"withheld.column_{key}", lang) for key in keys)
    return Section(
        "withheld",
        heading,
        (
            _paragraph(templates.phrase("withheld.intro", lang)),
            Table(columns, rows, (2, 8, 7, 6, 6)),
        ),
    )


def _notes(copy: RecipientCopy) -> tuple[Section, ...]:
    note = templates.note(
        str(copy.recipient),
        copy.language,
        expert=one_line(copy.parties.ekspert.navn),
        tilsagn=one_line(copy.tilsagn_referanse),
        draft="1" if copy.draft else "",
        frist=wording.day(copy.refusjonfrist_dato, copy.language)
        if copy.refusjonfrist_dato
        else "",
    )
    return tuple(_note_sections(note))


def _note_sections(note: str) -> Iterable[Section]:
    """Read ``# heading``, ``- item``, ``1. step`` and plain lines; a heading opens a section."""
    for index, part in enumerate(filter(None, _HEADING.split(note))):
        heading, *lines = part.strip().splitlines()
        yield Section(f"note{index + 1}", heading, tuple(_blocks(lines)))


def _blocks(lines: list[str]) -> Iterable[Block]:
    items: list[Text] = []
    numbered = False
    for line in filter(None, map(str.strip, lines)):
        if match := _ITEM.match(line):
            items.append(_words(match["text"]))
            numbered = bool(match["number"])
            continue
        if items:
            yield Bullets(tuple(items), numbered)
            items = []
        yield _paragraph(line)
    if items:
        yield Bullets(tuple(items), numbered)


def _approval(copy: RecipientCopy) -> Section:
    lang = copy.language
    stamp = copy.approval
    blocks: list[Block] = []
    if stamp:
        line = templates.phrase(
            "approval.line",
            lang,
            name=one_line(stamp.name),
            moment=wording.moment(stamp.approved_at, lang),
            channel=templates.phrase(f"channel.{stamp.channel}", lang),
        )
        blocks.append(_paragraph(line))
    else:
        key = "draft" if copy.draft else "employee"
        blocks.append(_paragraph(templates.phrase(f"approval.{key}", lang)))
    hashes = {
        "hash": stamp.approval_hash if stamp else "",
        "copy_hash": copy.content_hash,
    }
    lines = [
        (
            Run(f"{templates.phrase(f'approval.{key}', lang)}: ", Mark.STRONG),
            Run(wording.fingerprint(value)),
        )
        for key, value in hashes.items()
        if value
    ]
    if lines:
        blocks += [_paragraph(templates.phrase("approval.help", lang)), Bullets(tuple(lines))]
    return Section("approval", templates.phrase("approval.heading", lang), tuple(blocks))


def _names(recipients: tuple[Recipient, ...], lang: Language) -> str:
    names = [templates.phrase(f"recipient.{r}", lang) for r in recipients]
    return ", ".join(names) or templates.phrase("withheld.nobody", lang)


def _words(text: str) -> Text:
    return (Run(clean(text)),) if text else ()


def _paragraph(text: str) -> Paragraph:
    return Paragraph(_words(text))
