"""NAV's copy as a request to its archive: its terms and its files."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from export_copies import NoFindings, make_copy
from pydantic import ValidationError

from report_tool.errors import LeakGateError
from report_tool.export import context, files, journalpost, verify
from report_tool.export.document import strings
from schemas import publish
from schemas.canonical import canonical_json
from schemas.delivery import FileFormat
from schemas.journalpost import Journalpost
from schemas.labels import Language, Recipient
from schemas.parties import Arbeidstaker, Virksomhet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "rapport-sak-2027-014-nav-journalpost.json"
ALL = tuple(FileFormat)


def written(folder: Path, formats: tuple[FileFormat, ...] = ALL, **changes: Any) -> Path:
    files.write(make_copy(Recipient.NAV, **changes), (), formats, folder, NoFindings())
    return folder / NAME


def failed(path: Path) -> set[str]:
    return {c.id for c in verify.verify(path, NoFindings()).checks if not c.ok}


@pytest.mark.parametrize("language", list(Language))
def test_the_request_has_the_archives_terms(language: Language, tmp_path: Path) -> None:
    path = written(tmp_path, language=language)
    plain = json.loads(path.read_bytes())
    jsonschema.validate(plain, publish.schema("journalpost"))
    request = plain["foresporsel"]
    assert request["journalposttype"] == "INNGAAENDE"
    assert (request["tema"], request["behandlingstema"]) == ("OPP", "ab0423")
    assert request["avsenderMottaker"] == {
        "id": "211511052",
        "idType": "ORGNR",
        "navn": "Solbakken barnehage",
    }
    assert request["bruker"] == {"id": "12855512345", "idType": "FNR"}
    assert request["datoDokument"] == "2027-02-11"
    (document,) = request["dokumenter"]
    assert [tuple(v.values()) for v in document["dokumentvarianter"]] == [
        ("rapport-sak-2027-014-nav.pdf", "PDFA", "ARKIV"),
        ("rapport-sak-2027-014-nav.json", "JSON", "ORIGINAL"),
    ]
    for file in plain["filer"]:
        data = (tmp_path / file["filnavn"]).read_bytes()
        assert sha256(data).hexdigest() == file["sha256"]
    assert {each["felt"] for each in plain["aapneValg"]} == {
        "tema",
        "behandlingstema",
        "kanal",
        "sak",
        "journalfoerendeEnhet",
        "brevkode",
    }
    assert failed(path) == set()


def test_the_reference_is_the_contents_own(tmp_path: Path) -> None:
    first = json.loads(written(tmp_path / "a").read_bytes())["foresporsel"]
    again = json.loads(written(tmp_path / "b").read_bytes())["foresporsel"]
    other = json.loads(written(tmp_path / "c", tilsagn_referanse="x").read_bytes())["foresporsel"]
    assert first["eksternReferanseId"] == again["eksternReferanseId"]
    assert first == again
    copies = (make_copy(Recipient.NAV), make_copy(Recipient.NAV, Language.NYNORSK))
    assert journalpost.reference(copies[0]) != journalpost.reference(copies[1])
    assert other["eksternReferanseId"].startswith("report-tool-sak-2027-014-")


@pytest.mark.parametrize(
    ("recipient", "formats"),
    [
        (Recipient.EMPLOYER, ALL),
        (Recipient.EMPLOYEE, ALL),
        (Recipient.NAV, (FileFormat.JSON, FileFormat.DOCX)),
    ],
)
def test_only_navs_pdf_has_a_request(
    recipient: Recipient, formats: tuple[FileFormat, ...], tmp_path: Path
) -> None:
    files.write(make_copy(recipient), (), formats, tmp_path, NoFindings())
    assert not list(tmp_path.glob("*journalpost*"))


def test_a_pdf_alone_is_the_archive_version(tmp_path: Path) -> None:
    path = written(tmp_path, (FileFormat.PDF,))
    post = Journalpost.model_validate_json(path.read_bytes())
    (variant,) = post.foresporsel.dokumenter[0].dokumentvarianter
    assert variant.variantformat == "ARKIV"
    assert failed(path) == set()


def test_what_is_not_known_is_left_out() -> None:
    parties = make_copy().parties.model_copy(
        update={"arbeidstaker": Arbeidstaker(navn="Kari"), "virksomhet": Virksomhet()}
    )
    copy = make_copy(Recipient.NAV, parties=parties, approval=None)
    from pathlib import Path

    post = journalpost.build(copy, {FileFormat.PDF: (Path("a.pdf"), "ab" * 32)})
    assert post.foresporsel.bruker is None
    assert post.foresporsel.avsender_mottaker.id_type is None
    assert post.foresporsel.dato_dokument == copy.made_at.date()


def test_the_gate_reads_the_request_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = journalpost.build

    def telling(*args: Any) -> Journalpost:
        post = build(*args)
        request = post.foresporsel.model_copy(update={"tittel": "Rapport om migrene"})
        return post.model_copy(update={"foresporsel": request})

    monkeypatch.setattr(journalpost, "build", telling)
    with pytest.raises(LeakGateError):
        files.write(make_copy(Recipient.NAV), ("migrene",), ALL, tmp_path, NoFindings())
    assert list(tmp_path.iterdir()) == []


def edited(old: str, new: str) -> Callable[[Path], None]:
    def edit(path: Path) -> None:
        data = path.read_bytes()
        assert old.encode() in data
        path.write_bytes(data.replace(old.encode(), new.encode(), 1))

    return edit


def _append(path: Path) -> None:
    pdf = path.with_name("rapport-sak-2027-014-nav.pdf")
    pdf.write_bytes(pdf.read_bytes() + b"\n")


def _other_copy(path: Path) -> None:
    folder = path.parent
    kept = path.read_bytes()
    written(folder, tilsagn_referanse="2027/1-1")
    path.write_bytes(kept)


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (edited('"OPP"', '"TIL"'), {"journalpost"}),
        (edited("12855512345", "12855512346"), {"journalpost"}),
        (edited("211511052", "211511053"), {"journalpost"}),
        (edited("report-tool-sak", "report-tool-hak"), {"journalpost"}),
        (edited('"PDFA"', '"PDF"'), {"schema"}),
        (edited('"ORIGINAL"', '"ARKIV"'), {"schema"}),
        (edited("nav.pdf", "xav.pdf"), {"schema"}),
        (edited("{", "{ "), {"schema"}),
        (lambda p: p.with_name("rapport-sak-2027-014-nav.json").unlink(), {"files"}),
        (_append, {"files"}),
        (_other_copy, {"files", "journalpost"}),
        (
            lambda p: p.with_name("rapport-sak-2027-014-nav.pdf").write_bytes(b"hei"),
            {"files", "journalpost"},
        ),
    ],
)
def test_verify_finds_a_changed_request(
    edit: Callable[[Path], Any], found: set[str], tmp_path: Path
) -> None:
    path = written(tmp_path)
    edit(path)
    assert failed(path) == found


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p["foresporsel"]["dokumenter"][0]["dokumentvarianter"].pop(0),
        lambda p: p["foresporsel"]["dokumenter"].clear(),
        lambda p: p["filer"].clear(),
        lambda p: p["filer"][0].update(filnavn="../ut.pdf"),
        lambda p: p["foresporsel"].update(tema="SYK"),
        lambda p: p["foresporsel"].update(fysiskDokument="x"),
    ],
)
def test_a_request_that_the_archive_would_refuse_is_invalid(
    change: Callable[[Any], Any], tmp_path: Path
) -> None:
    plain = json.loads(written(tmp_path).read_bytes())
    change(plain)
    with pytest.raises(ValidationError):
        Journalpost.model_validate_json(json.dumps(plain))


@pytest.mark.parametrize(
    ("language", "deadline"),
    [
        (Language.BOKMAL, "innen 15. juni 2027 (tilsagn 2027/4711-1)"),
        (Language.NYNORSK, "innan 15. juni 2027 (tilsegn 2027/4711-1)"),
    ],
)
@pytest.mark.parametrize("recipient", [Recipient.EMPLOYER, Recipient.NAV])
def test_the_cover_note_names_way_and_deadline(
    recipient: Recipient, language: Language, deadline: str
) -> None:
    copy = make_copy(recipient, language, refusjonfrist_dato=date(2027, 6, 15))
    note = "\n".join(strings(context.build(copy)))
    assert deadline in note
    assert "Send dokumenter til Nav om oppfølging» (tema OPP)" in note
    assert "posten" in note


def test_the_request_is_canonical(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert canonical_json(Journalpost.model_validate_json(path.read_bytes())) == path.read_bytes()
