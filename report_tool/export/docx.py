"""The copy as a Word document on a template that is pure styling."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from report_tool.export import docx_clean, docx_parts, running_lines
from report_tool.export.docx_blocks import DocxWriter
from schemas.labels import Language

if TYPE_CHECKING:
    from report_tool.export.document import Document
    from report_tool.export.organisation.template import Template

LOCALES = {Language.BOKMAL: "nb-NO", Language.NYNORSK: "nn-NO"}
"""Language tags that Word and screen readers understand."""


def render(document: Document, template: Template | None = None) -> bytes:
    """Return the DOCX: styles from the template, no author, ids or times; equal bytes each time.

    Without a template, the shipped one is used.
    """
    import docx

    from report_tool.export.organisation.template import shipped

    template = template or shipped()
    word = docx.Document(BytesIO(template.base))
    locale = LOCALES[document.language]
    docx_parts.set_language(word, locale)
    word.core_properties.title = document.title
    writer = DocxWriter(word, template, docx_parts.text_width(word))
    _front(writer, document)
    for section in document.sections:
        heading = f"{section.number} {section.heading}".strip()
        writer.paragraph(heading, "Heading 1")
        for block in section.blocks:
            writer.add(block)
    running_lines.write(word, document, template.book)
    saved = BytesIO()
    word.save(saved)
    return docx_clean.scrub(saved.getvalue(), document.title, locale)


def _front(writer: DocxWriter, document: Document) -> None:
    writer.paragraph(document.copy_line, "Eksemplar")
    writer.paragraph(document.title, "Title")
    writer.paragraph(document.subject, "Subtitle")
    writer.add_details(document.meta, "Opplysninger")
    writer.paragraph(document.about, "Om rapporten")
