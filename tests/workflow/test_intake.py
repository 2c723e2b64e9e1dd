"""NAV's søknad and tilsagn in: what is accepted, what is refused, and how clearly."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_tool.errors import BadSoknadError, BadTilsagnError
from report_tool.messages import text
from report_tool.workflow.intake import (
    Notice,
    Severity,
    cross_check,
    new_case,
    parse_soknad,
    parse_tilsagn,
)
from schemas.audit import AuditAction
from schemas.case import CaseState
from schemas.labels import Language

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

NAV_SAMPLE: dict[str, Any] = {
    "virksomhet": {
        "virksomhetsnummer": "211511052",
        "virksomhetsnavn": "LOLPATROL",
        "kontaktperson": {
            "navn": "Ola Nordmann",
            "epost": "ola.nordmann@firma.no",
            "telefonnummer": "+47 99881337",
        },
        "beliggenhetsadresse": "Testveien 1, 1234 Test",
    },
    "ansatt": {"fnr": "12058512345", "navn": "Kari Nordmann"},
    "ekspert": {
        "navn": "Ekspert NN",
        "virksomhet": "ErgoConsult AS",
        "kompetanse": "Ergoterapeut, autorisasjon HPR 1337",
    },
    "behovForBistand": {
        "begrunnelse": "Langvarig skulderplage med 50% sykefravær",
        "behov": "Arbeidsplassvurdering og ergonomisk veiledning",
        "timer": "16",
        "estimertKostnad": "9000",
        "tilrettelegging": "Høydejustert bord testet, noe bedring",
        "startdato": "2025-11-15",
    },
    "nav": {"kontaktperson": "Sakbehandler NN"},
    "opprettetDato": "2025-11-01",
}

TILSAGN: dict[str, Any] = {
    "tilsagnNummer": {"aar": 2025, "loepenrSak": 367, "loepenrTilsagn": 1},
    "tilsagnDato": "01 november 2025",
    "periode": {"fraDato": "10 november 2025", "tilDato": "31 desember 2025"},
    "tiltakKode": "EKSPEBIST",
    "tiltakNavn": "Ekspertbistand",
    "refusjonfristDato": "30 juni 2026",
    "tiltakArrangor": {
        "arbgiverNavn": "LOLPATROL",
        "orgNummer": "211511052",
        "kontoNummer": "12345678911",
        "maalform": "NO",
    },
    "totaltTilskuddbelop": 24900,
    "tilskuddListe": [{"tilskuddType": "DRIFT", "tilskuddBelop": 24900, "tilskuddProsent": None}],
    "deltaker": {"fodselsnr": "12058512345", "fornavn": "Kari", "etternavn": "Nordmann"},
    "navEnhet": {"navKontor": "0219", "navKontorNavn": "Nav Bærum"},
    "saksbehandler": {"fornavn": "Saks", "etternavn": "Behandler"},
    "beslutter": {"fornavn": "Be", "etternavn": "Slutter"},
}


def as_bytes(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def changed(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The document with one field set, or dropped where the value is ``...``."""
    copy: dict[str, Any] = json.loads(json.dumps(document))
    *parents, name = path.split(".")
    place = copy
    for parent in parents:
        place = place[parent]
    if value is ...:
        del place[name]
    else:
        place[name] = value
    return copy


def soknad_problems(document: Any) -> str:
    with pytest.raises(BadSoknadError) as caught:
        parse_soknad(document if isinstance(document, bytes) else as_bytes(document))
    return str(caught.value.parameters["problems"])


def tilsagn_problems(document: Any) -> str:
    with pytest.raises(BadTilsagnError) as caught:
        parse_tilsagn(document if isinstance(document, bytes) else as_bytes(document))
    return str(caught.value.parameters["problems"])


def test_navs_own_sample_comes_in_with_one_warning() -> None:
    intake = parse_soknad(as_bytes(NAV_SAMPLE))
    assert intake.parties.arbeidstaker.navn == "Kari Nordmann"
    assert intake.parties.arbeidstaker.fnr == "12058512345"
    assert intake.parties.virksomhet.virksomhetsnummer == "211511052"
    assert intake.parties.virksomhet.kontaktperson.telefonnummer == "99881337"
    assert intake.parties.ekspert.hpr_nummer == "1337"
    assert intake.parties.nav.kontaktperson == "Sakbehandler NN"
    assert intake.bestilling.startdato == date(2025, 11, 15)
    assert (intake.bestilling.timer, intake.bestilling.estimert_kostnad) == ("16", "9000")
    assert intake.notices == (Notice("ansatt.fnr", "intake.notice.fnr-check", Severity.WARNING),)


def test_a_byte_order_mark_and_unknown_fields_are_accepted() -> None:
    document = {**NAV_SAMPLE, "nyttFelt": {"x": 1}, "status": "innsendt"}
    assert parse_soknad(b"\xef\xbb\xbf" + as_bytes(document)).parties.ekspert.navn == "Ekspert NN"


@pytest.mark.parametrize(
    ("written", "read"),
    [("16", "16"), (16, "16"), (16.5, "16.5"), ("16,5", "16.5"), ("9 000", "9000"), (None, "")],
)
def test_hours_and_costs_are_strings_or_numbers(written: object, read: str) -> None:
    for name, value in (("timer", "timer"), ("estimertKostnad", "estimert_kostnad")):
        intake = parse_soknad(as_bytes(changed(NAV_SAMPLE, f"behovForBistand.{name}", written)))
        assert getattr(intake.bestilling, value) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025-11-15", date(2025, 11, 15)),
        ("2025-11-15T08:30:00Z", date(2025, 11, 15)),
        ("15 november 2025", date(2025, 11, 15)),
        ("01 oktober 2019", date(2019, 10, 1)),
        ("1. mai 2026", date(2026, 5, 1)),
        ("", None),
    ],
)
def test_dates_are_iso_or_written_out(written: str, read: date | None) -> None:
    document = changed(NAV_SAMPLE, "behovForBistand.startdato", written)
    assert parse_soknad(as_bytes(document)).bestilling.startdato == read


@pytest.mark.parametrize(
    "written",
    ["2025-02-30", "31 februar 2025", "15 smarch 2025", "i morgen", "0001-01-01", "15/11"],
)
def test_a_date_that_cannot_be_is_named(written: str) -> None:
    problems = soknad_problems(changed(NAV_SAMPLE, "behovForBistand.startdato", written))
    assert problems == "behovForBistand.startdato er ikke en gyldig dato"


@pytest.mark.parametrize("written", ["99881337", "+4799881337", "0047 99 88 13 37", "998 81 337"])
def test_a_phone_number_is_eight_digits(written: str) -> None:
    document = changed(NAV_SAMPLE, "virksomhet.kontaktperson.telefonnummer", written)
    intake = parse_soknad(as_bytes(document))
    assert intake.parties.virksomhet.kontaktperson.telefonnummer == "99881337"


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("ansatt.navn", ..., "ansatt.navn mangler"),
        ("ansatt.navn", "  ", "ansatt.navn mangler"),
        ("ansatt", ..., "ansatt.fnr mangler; ansatt.navn mangler"),
        ("ansatt.navn", None, "ansatt.navn mangler"),
        ("ansatt.navn", ["Kari"], "ansatt.navn er ikke lesbar tekst"),
        ("ansatt.fnr", "123", "ansatt.fnr er ikke et fødselsnummer"),
        ("ansatt.fnr", "1205851234X", "ansatt.fnr er ikke et fødselsnummer"),
        ("virksomhet.virksomhetsnummer", "99", "virksomhet.virksomhetsnummer er ikke et org"),
        ("virksomhet.kontaktperson.telefonnummer", "12345", "telefonnummer er ikke et norsk"),
        ("virksomhet.kontaktperson.epost", "ola(at)firma", "epost er ikke en gyldig e-post"),
        ("behovForBistand.timer", "mange", "behovForBistand.timer er ikke et gyldig tall"),
        ("behovForBistand.timer", -3, "behovForBistand.timer er ikke et gyldig tall"),
        ("behovForBistand.timer", True, "behovForBistand.timer er ikke lesbar tekst"),
        ("behovForBistand.timer", "1e999", "behovForBistand.timer er ikke et gyldig tall"),
        ("opprettetDato", "i fjor", "opprettetDato er ikke en gyldig dato"),
        ("status", "ferdig", "status har en verdi som ikke er tillatt"),
        ("ekspert.navn", "\ud800", "ekspert.navn er ikke lesbar tekst"),
    ],
)
def test_an_unusable_field_is_named_by_navs_path(path: str, value: object, problem: str) -> None:
    document = {**NAV_SAMPLE, "status": "innsendt"}
    data = json.dumps(changed(document, path, value)).encode()
    assert problem in soknad_problems(data)


def test_every_problem_is_named_in_one_error() -> None:
    document = changed(NAV_SAMPLE, "ansatt.navn", ...)
    document = changed(document, "behovForBistand.startdato", "2025-13-01")
    document = changed(document, "virksomhet.virksomhetsnummer", "1")
    problems = soknad_problems(document)
    for path in ("ansatt.navn", "behovForBistand.startdato", "virksomhet.virksomhetsnummer"):
        assert path in problems


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "filen er tom"),
        (b"{", "linje 1"),
        (b'{\n"ansatt": oops}', "linje 2"),
        (b"[]", "ikke ett enkelt JSON-objekt"),
        (b'"tekst"', "ikke ett enkelt JSON-objekt"),
        (b"\xff\xfe{\x00", "UTF-8"),
        ("{'navn': 'Bjørn'}".encode("latin-1"), "UTF-8"),
        (b'{"ansatt": {"fnr": NaN}}', "ikke gyldig JSON"),
        (b"[" * 200_000, "ikke gyldig JSON"),
        (b" " * 2_000_001, "for stor"),
        (b'{"kunde": {"navn": "X"}}', "ikke en søknad"),
        (b'{"ansatt": "Kari"}', "ikke en søknad"),
        (as_bytes(TILSAGN | {"deltaker": {}}), "er et tilsagn"),
    ],
)
def test_what_is_no_soknad_is_refused_with_a_reason(data: bytes, problem: str) -> None:
    assert problem in soknad_problems(data)


def test_control_characters_never_reach_the_terminal() -> None:
    document = changed(NAV_SAMPLE, "ansatt.navn", "Kari\x1b[31m \u0085Nordmann\r\n")
    assert parse_soknad(as_bytes(document)).parties.arbeidstaker.navn == "Kari[31m Nordmann"


def test_the_error_never_repeats_what_was_written() -> None:
    document = changed(NAV_SAMPLE, "behovForBistand.timer", "migrene")
    assert "migrene" not in soknad_problems(document)


@pytest.mark.parametrize(("status", "severity"), [("utkast", "info"), ("avlyst", "warning")])
def test_a_draft_or_cancelled_soknad_is_said_so(status: str, severity: str) -> None:
    intake = parse_soknad(as_bytes({**NAV_SAMPLE, "status": status}))
    assert Notice("status", f"intake.notice.{status}", Severity(severity)) in intake.notices


def test_useful_but_absent_fields_are_noticed() -> None:
    document = changed(NAV_SAMPLE, "virksomhet.kontaktperson", ...)
    fields = {n.field for n in parse_soknad(as_bytes(document)).notices}
    assert "virksomhet.kontaktperson.navn" in fields


@pytest.mark.parametrize(
    ("competence", "number"),
    [
        ("Ergoterapeut, autorisasjon HPR 1337", "1337"),
        ("Fysioterapeut (HPR-nr. 9876543)", "9876543"),
        ("Psykolog, hpr-nummer: 123456", "123456"),
        ("Ergonom uten autorisasjon", ""),
        ("Kurs i HPRX 12", ""),
    ],
)
def test_the_authorisation_number_is_found(competence: str, number: str) -> None:
    document = changed(NAV_SAMPLE, "ekspert.kompetanse", competence)
    assert parse_soknad(as_bytes(document)).parties.ekspert.hpr_nummer == number


def test_a_tilsagn_comes_in() -> None:
    intake = parse_tilsagn(as_bytes(TILSAGN))
    grant = intake.tilsagn
    assert grant.referanse == "2025/367-1"
    assert (grant.fra_dato, grant.til_dato) == (date(2025, 11, 10), date(2025, 12, 31))
    assert grant.refusjonfrist_dato == date(2026, 6, 30)
    assert grant.totalt_tilskuddbelop == 24900
    assert intake.parties.arbeidstaker.navn == "Kari Nordmann"
    assert intake.parties.nav.kontaktperson == "Saks Behandler"
    assert intake.parties.nav.enhet == "Nav Bærum"


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("tilsagnNummer.aar", ..., "tilsagnNummer.aar mangler"),
        ("tilsagnNummer", ..., "tilsagnNummer.loepenrSak mangler"),
        ("tilsagnNummer.loepenrSak", "abc", "tilsagnNummer.loepenrSak er ikke et gyldig tall"),
        ("periode.tilDato", "01 november 2025", "periode.tilDato er før periode.fraDato"),
        ("periode.fraDato", "32 november 2025", "periode.fraDato er ikke en gyldig dato"),
        ("tiltakKode", "ARBFORB", "tiltakKode har en verdi som ikke er tillatt"),
        ("totaltTilskuddbelop", 24900.5, "totaltTilskuddbelop er ikke et gyldig tall"),
        ("deltaker", ..., "deltaker.fodselsnr mangler"),
    ],
)
def test_an_unusable_tilsagn_field_is_named(path: str, value: object, problem: str) -> None:
    assert problem in tilsagn_problems(changed(TILSAGN, path, value))


def test_a_soknad_is_no_tilsagn() -> None:
    assert "er en søknad" in tilsagn_problems(NAV_SAMPLE)
    assert "ikke et tilsagn" in tilsagn_problems({"x": 1})


@pytest.mark.parametrize(
    ("path", "value", "kind"),
    [
        ("periode.tilDato", "31 januar 2026", "turn-of-the-year"),
        ("refusjonfristDato", "01 desember 2025", "claim-before-end"),
    ],
)
def test_odd_dates_of_a_tilsagn_are_noticed(path: str, value: str, kind: str) -> None:
    notices = parse_tilsagn(as_bytes(changed(TILSAGN, path, value))).notices
    assert Notice(path, f"intake.notice.{kind}") in notices


@pytest.mark.parametrize(
    ("path", "value", "kinds"),
    [
        ("ansatt.navn", "kari  nordmann", set()),
        ("ansatt.navn", "Per Hansen", {"other-name"}),
        ("ansatt.fnr", "12058512346", {"other-person"}),
        ("virksomhet.virksomhetsnummer", "974760673", {"other-organisation"}),
        ("behovForBistand.startdato", "2025-11-01", {"start-before-grant"}),
    ],
)
def test_soknad_and_tilsagn_are_compared(path: str, value: str, kinds: set[str]) -> None:
    soknad = parse_soknad(as_bytes(changed(NAV_SAMPLE, path, value)))
    notices = cross_check(soknad, parse_tilsagn(as_bytes(TILSAGN)))
    assert {n.message_id.removeprefix("intake.notice.") for n in notices} == kinds


def test_a_new_case_starts_from_both_documents() -> None:
    soknad = parse_soknad(as_bytes(NAV_SAMPLE))
    tilsagn = parse_tilsagn(as_bytes(TILSAGN))
    case = new_case("sak-1", NOW, soknad, tilsagn, Language.NYNORSK)
    assert case.state is CaseState.DRAFT
    assert case.report.language is Language.NYNORSK
    assert case.report.oppdrag.bestilling == "Arbeidsplassvurdering og ergonomisk veiledning"
    assert case.report.oppdrag.timer == Decimal(16)
    assert case.parties.nav.kontaktperson == "Sakbehandler NN"
    assert case.parties.nav.enhet == "Nav Bærum"
    assert [event.action for event in case.audit] == [AuditAction.CREATED]


def test_grounds_with_health_details_stay_out_of_the_report() -> None:
    case = new_case("sak-1", NOW, parse_soknad(as_bytes(NAV_SAMPLE)))
    assert "skulderplage" in case.bestilling.begrunnelse
    assert "skulderplage" not in case.report.model_dump_json()


def test_every_notice_has_a_norwegian_text() -> None:
    document = {**NAV_SAMPLE, "status": "avlyst", "ekspert": {"navn": "X"}}
    for notice in parse_soknad(as_bytes(document)).notices:
        assert text(notice.message_id)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["ansatt", "fnr", "navn", "virksomhet", "kontaktperson", "behovForBistand", "timer"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_any_json_is_read_or_refused_clearly(document: object) -> None:
    with suppress(BadSoknadError):
        assert parse_soknad(json.dumps(document).encode()).parties.arbeidstaker.navn


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_clearly(data: bytes) -> None:
    with pytest.raises(BadSoknadError):
        parse_soknad(data)
    with pytest.raises(BadTilsagnError):
        parse_tilsagn(data)
