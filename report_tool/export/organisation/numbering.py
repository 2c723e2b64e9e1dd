"""The lists: the template's own where its list styles have one, ours otherwise."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from report_tool.export.organisation.emptying import W
from report_tool.export.organisation.styles import number_of

if TYPE_CHECKING:
    from report_tool.export.organisation.styles import StyleBook


@dataclass(frozen=True, slots=True)
class Lists:
    """What to write lists with.

    ``bullets`` is the list to name at each bullet, 0 where the style does it. ``numbered`` is the
    abstract list that every numbered list starts anew from.
    """

    bullets: int
    numbered: int


def complete(
    root: etree._Element, styles: etree._Element, book: StyleBook, shipped: etree._Element
) -> Lists:
    """Add our two lists to a numbering part and say which to use."""
    own = {a.get(f"{W}abstractNumId", ""): a for a in root.iterfind(f"{W}abstractNum")}
    numbers = {n.get(f"{W}numId", ""): n for n in root.iterfind(f"{W}num")}
    next_abstract = 1 + max((int(i) for i in own if i.isdecimal()), default=-1)
    next_number = 1 + max((int(i) for i in numbers if i.isdecimal()), default=0)
    before = root.find(f"{W}num")
    position = root.index(before) if before is not None else len(root)
    ours: dict[str, int] = {}
    for offset, list_style in enumerate(("List Bullet", "List Number")):
        abstract = deepcopy(shipped.findall(f"{W}abstractNum")[offset])
        abstract.set(f"{W}abstractNumId", str(next_abstract + offset))
        for link in abstract.findall(f"{W}lvl/{W}pStyle"):
            link.getparent().remove(link)
        root.insert(position + offset, abstract)
        number = etree.Element(f"{W}num")
        number.set(f"{W}numId", str(next_number + offset))
        etree.SubElement(number, f"{W}abstractNumId").set(f"{W}val", str(next_abstract + offset))
        _append_number(root, number)
        ours[list_style] = next_number + offset
        if list_style not in book.own:
            _point_style(styles, book.ids[list_style], str(next_number + offset))
    bullet = _abstract(number_of(styles, book.ids["List Bullet"]), numbers)
    counted = _abstract(number_of(styles, book.ids["List Number"]), numbers)
    has_bullets = "List Bullet" not in book.own or bullet in own
    return Lists(
        bullets=0 if has_bullets else ours["List Bullet"],
        numbered=int(counted) if counted in own and counted.isdecimal() else next_abstract + 1,
    )


def _abstract(number_id: str, numbers: dict[str, etree._Element]) -> str:
    number = numbers.get(number_id)
    node = None if number is None else number.find(f"{W}abstractNumId")
    return "" if node is None else node.get(f"{W}val", "")


def _append_number(root: etree._Element, number: etree._Element) -> None:
    last = root.findall(f"{W}num")
    position = root.index(last[-1]) + 1 if last else len(root.findall(f"{W}abstractNum"))
    root.insert(max(position, _first_number_position(root)), number)


def _first_number_position(root: etree._Element) -> int:
    last = root.findall(f"{W}abstractNum")
    return root.index(last[-1]) + 1 if last else 0


def _point_style(styles: etree._Element, style_id: str, number: str) -> None:
    for style in styles.iterfind(f"{W}style"):
        if style.get(f"{W}styleId") == style_id:
            for node in style.iterfind(f"{W}pPr/{W}numPr/{W}numId"):
                node.set(f"{W}val", number)
