"""The copy as a Word document on a template that is pure styling."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import templates
from report_tool.export import docx_blocks, docx_clean, docx_parts
from schemas.labels import Language

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from report_tool.export.document import Document

LOCALES = {Language.BOKMAL: "nb-NO", Language.NYNORSK: "nn-NO"}
"""Language tags that Word and screen readers understand."""


def render(document: Document) -> bytes:
    """Return the DOCX: styles from the template, no author, ids or times; equal bytes each time."""
    import docx

    word = docx.Document(BytesIO(templates.docx_styles()))
    locale = LOCALES[document.language]
    docx_parts.set_language(word, locale)
    word.core_properties.title = document.title
    _front(word, document)
    for section in document.sections:
        heading = f"{section.number} {section.heading}".strip()
        word.add_paragraph(heading, style="Heading 1")
        for block in section.blocks:
            docx_blocks.add(word, block)
    docx_parts.set_running_lines(word, document)
    saved = BytesIO()
    word.save(saved)
    return docx_clean.scrub(saved.getvalue(), document.title, locale)


def _front(word: WordDocument, document: Document) -> None:
    word.add_paragraph(document.copy_line, style="Eksemplar")
    word.add_paragraph(document.title, style="Title")
    word.add_paragraph(document.subject, style="Subtitle")
    docx_blocks.add_details(word, document.meta, style="Opplysninger")
    word.add_paragraph(document.about, style="Om rapporten")
