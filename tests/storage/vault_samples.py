"""Cases, strategies and checks that the storage tests share."""

from __future__ import annotations

import contextlib
import traceback
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import strategies as st

from report_tool.messages import text
from report_tool.storage.format import PassphraseCost
from schemas.case import Bestilling, Case, CaseState, Tilsagn
from schemas.decision import Anchor, Decision, DecisionKind
from schemas.labels import Label, Language
from schemas.memory import Memory, RememberedTerm
from schemas.parties import Arbeidstaker, Ekspert, Parties
from schemas.report import Arsak, Oppdrag, Report, Tiltak, Tiltaksplan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from report_tool.errors import ReportToolError
    from schemas.base import Model

PASSPHRASE = "blåbær og ærlige ål"
CHEAP = PassphraseCost(memory_kib=64, iterations=1, lanes=1)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECRET = "Fibromyalgien herjer på sørvestlandet"
"""Stands for the text of a report; must never be found anywhere in the clear."""


def case(case_id: str = "K-1", words: str = SECRET, repeated: int = 1) -> Case:
    """Return a small case whose text is ``words``."""
    return Case(
        case_id=case_id,
        created_at=NOON,
        parties=Parties(arbeidstaker=Arbeidstaker(navn="Kari Prøve")),
        report=Report(arsak=Arsak(arsak_til_fravaeret=words * repeated)),
    )


def words_of(stored: Case) -> str:
    return stored.report.arsak.arsak_til_fravaeret


def memory(surface: str = "ryggsekk") -> Memory:
    return Memory(
        ekspert=Ekspert(navn="Per Prøve"),
        terms=(
            RememberedTerm(
                surface=surface,
                label=Label.SYMPTOM,
                scope="expert",
                reason="en ting, ikke en plage",
                remembered_at=NOON,
            ),
        ),
    )


@contextlib.contextmanager
def refused(kind: type[ReportToolError]) -> Iterator[None]:
    """Expect exactly this error, with its three texts, and without words of the report."""
    with pytest.raises(kind) as caught:
        yield
    assert type(caught.value) is kind
    check_texts(caught.value)


def check_texts(error: ReportToolError) -> None:
    for part in ("what", "data", "next"):
        shown = text(f"error.{error.message_id}.{part}", **error.parameters)
        assert shown
        assert "{" not in shown
    trace = "".join(traceback.format_exception(error))
    assert SECRET not in trace
    assert PASSPHRASE not in trace


def bytes_in(folder: Path) -> bytes:
    """Return every byte of every file in the folder, names first."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return b"".join(str(file).encode() + b"\n" + file.read_bytes() for file in files)


_texts = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        ["", "a\u030a ikke nfc", "\x00", "\ud800 halvt tegn", "👩🏽‍⚕️", "æøå" * 3000, "\x80"]
    ),
)
_moments = st.datetimes(
    min_value=datetime(1970, 1, 2),
    max_value=datetime(2200, 1, 1),
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
)
_dates = st.none() | st.dates(min_value=date(1900, 1, 1))
_ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}", fullmatch=True)
_items = st.from_regex(r"[a-z0-9]{1,16}", fullmatch=True)
_hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)


def _made(model: type[Model], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(fields).map(lambda values: model(**values))


_measures = _made(
    Tiltak,
    id=_items,
    beskrivelse_av_tiltak=_texts,
    maal_med_tiltaket=_texts,
    fra_dato=_dates,
    vurdering_effekt_av_tiltak=_texts,
)
_decisions = _made(
    Decision,
    id=_items,
    anchor=_made(Anchor, field=_texts, sentence_hash=_hashes, surface=_texts),
    label=st.sampled_from(Label),
    kind=st.just(DecisionKind.WITHHOLD),
    neutral=_texts,
    made_at=_moments,
)
_reports = _made(
    Report,
    language=st.sampled_from(Language),
    oppdrag=_made(
        Oppdrag,
        bestilling=_texts,
        ekspert_er_uavhengig=st.booleans(),
        timer=st.none() | st.decimals(0, 1000, places=2).map(Decimal),
    ),
    arsak=_made(Arsak, arsak_til_fravaeret=_texts),
    tiltaksplan=_made(Tiltaksplan, tiltak=st.lists(_measures, max_size=4).map(tuple)),
)
cases = _made(
    Case,
    case_id=_ids,
    created_at=_moments,
    state=st.sampled_from(CaseState),
    parties=_made(Parties, arbeidstaker=_made(Arbeidstaker, navn=_texts, fnr=_texts)),
    bestilling=_made(Bestilling, begrunnelse=_texts, behov=_texts, startdato=_dates),
    tilsagn=_made(
        Tilsagn, referanse=_texts, totalt_tilskuddbelop=st.none() | st.integers(0, 2**63)
    ),
    report=_reports,
    decisions=st.lists(_decisions, max_size=4).map(tuple),
)
