"""One page with every kind of paragraph, to see whether a template can be written on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from report_tool.export.document import (
    Bullets,
    Card,
    Document,
    Heading,
    Mark,
    Paragraph,
    Run,
    Section,
    Table,
)
from schemas.labels import Language, Recipient

if TYPE_CHECKING:
    from report_tool.export.organisation.template import Template

_TEXT = (Run("a", Mark.WITHHELD), Run("b", Mark.STRONG))
_BLOCKS = (
    Heading("a"),
    Paragraph(_TEXT),
    Bullets((_TEXT,)),
    Bullets((_TEXT,), numbered=True),
    Table(("a",), ((_TEXT,),), (1,)),
    Card("1", _TEXT, (("a", _TEXT),)),
)
_PAGE = Document(
    language=Language.BOKMAL,
    recipient=Recipient.EMPLOYEE,
    title="a",
    subject="a",
    copy_line="a",
    banner="a",
    about="a",
    meta=(("a", "a"),),
    sections=(Section("a", "a", _BLOCKS),),
    footer="a",
    page="{page} {pages}",
    made_at=datetime(2027, 1, 1, tzinfo=UTC),
)


def write_on(template: Template) -> None:
    """Write the page; any exception means that the template cannot be used."""
    from report_tool.export import docx

    docx.render(_PAGE, template)
