"""Sentences by punctuation and lines: cheap, stable, and complete."""

from __future__ import annotations

import re

from redaction.words import words

_ABBREVIATIONS = words(
    """
    adr adv alm ang ank anm art avd bl.a bla ca cand dr dvs e.kr eg el etc ev evt f f.eks feks
    fl fork forts g gl gt h hhv hr i.e ib ifm ifb inkl innb iflg istf jf jfr jr kap kgl kl kr
    lic m m.a m.fl m.m m.v maks min mag mht mill mnd mrd mv n nn nr o o.a o.l obs off ol omtr
    op osv pga ph pkt pr prof pst red ref s s.k sek sen sign sml spsm st stk str sst tel temp
    tlf tsk u uke ult utg v v/ vedr vgs vs årg årh d.d d.e d.v.s d.å
    """
)
_BREAK = re.compile(r"[.!?…]+[»\"')\]]*(?=\s)|\n")
_LIST_ITEM = re.compile(r"[ \t]*(?:[-–—•*·▪◦☐☑>|#]|\d{1,2}[.)]|[a-zæøå]\))[ \t]")
_LAST_WORD = re.compile(r"([\w./]+?)\.+[»\"')\]]*$")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the sentences as sorted ``(start, end)`` spans that cover all non-space text.

    A blank line, a new list item and a line that starts with a capital or a digit always begin a
    sentence; a full stop ends one unless it belongs to an abbreviation, an initial or an ordinal.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _BREAK.finditer(text):
        end = match.end()
        if match.group() == "\n":
            if not _line_ends_sentence(text, match.start(), end):
                continue
        elif not _stop_ends_sentence(text, start, end):
            continue
        _append(spans, text, start, end)
        start = end
    _append(spans, text, start, len(text))
    return tuple(spans)


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + len(piece) - len(piece.lstrip())
        spans.append((first, first + len(stripped)))


def _line_ends_sentence(text: str, before: int, after: int) -> bool:
    if _LIST_ITEM.match(text, after):
        return True
    following = text[after : after + 80].lstrip(" \t")
    if not following or following[0] in "\r\n":
        return True
    previous = text[max(0, before - 2) : before].rstrip()
    if previous.endswith((",", "-")):
        return False
    return not following[0].islower()


def _stop_ends_sentence(text: str, start: int, end: int) -> bool:
    following = text[end : end + 40].lstrip()
    if not following:
        return True
    if following[0].islower():
        return False
    word = _LAST_WORD.search(text, max(start, end - 24), end)
    if word is None:
        return True
    last = word.group(1)
    if last.casefold() in _ABBREVIATIONS:
        return False
    if len(last) == 1 and last.isupper():
        return False
    return not (last.isdigit() and len(last) <= 2 and following[0].isdigit())
