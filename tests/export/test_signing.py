"""A copy signed with the expert's certificate stays what it was, and a changed byte is found."""

from __future__ import annotations

import builtins
import socket
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from certificates import PASSPHRASE, START, certificate, without_key
from export_copies import MADE_AT, NoFindings, make_copy
from planting import COPY, WITHHELD

from report_tool.errors import (
    CertificateOfOtherError,
    CertificateOutdatedError,
    CertificatePassphraseError,
    CertificateTellsTooMuchError,
    CertificateUnusableError,
    FileMissingError,
    SigningMissingError,
    UnreadableFileError,
)
from report_tool.export import files, leak_gate, signing, verify
from report_tool.messages import text
from schemas.delivery import FileFormat
from schemas.labels import Recipient

if TYPE_CHECKING:
    from pathlib import Path

    from report_tool.export.verification import Check


def signer(folder: Path, data: bytes | None = None, passphrase: str = PASSPHRASE) -> signing.Signer:
    path = folder / "meg.p12"
    path.write_bytes(certificate() if data is None else data)
    return signing.load(path, passphrase, "Ingrid Ekspert", MADE_AT)


def signed(folder: Path, recipient: Recipient = Recipient.EMPLOYER) -> Path:
    copy = make_copy(recipient)
    formats = (FileFormat.PDF,)
    one = files.write(copy, ("migrene",), formats, folder, NoFindings(), None, signer(folder))[0]
    return one.path


def line(path: Path) -> Check:
    checks = verify.verify(path, NoFindings()).checks
    return next(check for check in checks if check.id == "signature")


@pytest.mark.parametrize("recipient", [Recipient.EMPLOYER, Recipient.NAV])
def test_a_signed_copy_passes_every_check(recipient: Recipient, tmp_path: Path) -> None:
    path = signed(tmp_path, recipient)
    verification = verify.verify(path, NoFindings())
    assert [check.id for check in verification.checks if not check.ok] == []
    said = verification.checks[-1]
    assert said.message_id == "verify.signature.ok"
    assert text(said.message_id, **dict(said.details)) == (
        "Signert av Ingrid Ekspert 12. februar 2027 kl.\u00a010.30. Ikke endret etterpå. "
        "Utstederen, Prøve-CA 123456789, er ikke kontrollert."
    )


def test_signing_changes_nothing_but_the_signature(tmp_path: Path) -> None:
    plain, _ = files._render(COPY, FileFormat.PDF)
    data = signed(tmp_path).read_bytes()
    with pikepdf.open(BytesIO(plain)) as before, pikepdf.open(BytesIO(data)) as after:
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()
        assert dict(before.docinfo) == dict(after.docinfo)
        assert set(after.Root.keys()) - set(before.Root.keys()) == {"/AcroForm"}
        assert len(after.objects) == len(before.objects) + 2
        widget = after.Root.AcroForm.Fields[0]
        assert str(widget.TU) == "Signatur"
        assert list(widget.Rect) == [0, 0, 0, 0]
        assert str(after.pages[0].Tabs) == "/S"
    assert data.count(b"%%EOF") == 1


@pytest.mark.parametrize("key", ["rsa", "ec"])
def test_both_kinds_of_key_sign(key: str, tmp_path: Path) -> None:
    plain, _ = files._render(COPY, FileFormat.PDF)
    path = tmp_path / "a.pdf"
    path.write_bytes(signer(tmp_path, certificate(key=key)).sign(plain, MADE_AT))
    assert line(path).ok


def test_a_changed_byte_is_found(tmp_path: Path) -> None:
    path = signed(tmp_path)
    data = path.read_bytes()
    contents = data.index(b"/Contents <3")
    places = range(len(data) // 40, len(data) - 10, len(data) // 40)
    for place in (contents + 300, *places):
        if data[place : place + 1] == b"0" and contents < place:
            continue
        changed = bytearray(data)
        changed[place] ^= 0x01
        path.write_bytes(bytes(changed))
        try:
            assert not verify.verify(path, NoFindings()).ok, place
        except verify.NotACopyError:
            continue


def test_an_added_revision_and_a_saved_file_are_found(tmp_path: Path) -> None:
    path = signed(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data + b"\n%hei\n" + data[data.rindex(b"startxref") :])
    assert not line(path).ok
    with pikepdf.open(BytesIO(data)) as document:
        document.save(path)
    assert line(path).message_id == "verify.signature.failed"


def test_an_unsigned_copy_says_so_and_passes(tmp_path: Path) -> None:
    files.write(COPY, ("migrene",), (FileFormat.PDF,), tmp_path, NoFindings())
    path = tmp_path / files.file_name(COPY, FileFormat.PDF)
    assert line(path).ok
    assert line(path).message_id == "verify.signature.none"
    assert verify.verify(path, NoFindings()).ok


def test_a_form_with_a_field_to_fill_in_is_no_signature(tmp_path: Path) -> None:
    path = signed(tmp_path)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        field = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="a"))
        document.Root.AcroForm.Fields.append(field)
        document.save(path)
    failed = {check.id for check in verify.verify(path, NoFindings()).checks if not check.ok}
    assert failed == {"passive", "signature"}


def test_the_gate_reads_a_signed_file(tmp_path: Path) -> None:
    plain, _ = files._render(COPY, FileFormat.PDF)
    for owner, leaks in (("Ingrid Ekspert", False), ("Ingrid Migrene Ekspert", True)):
        data = signer(tmp_path, certificate(owner)).sign(plain, MADE_AT)
        found = leak_gate.check(data, FileFormat.PDF, COPY, WITHHELD, NoFindings())
        assert bool(found) == leaks


def test_a_certificate_that_was_not_valid_then_is_found(tmp_path: Path) -> None:
    plain, _ = files._render(COPY, FileFormat.PDF)
    path = tmp_path / "a.pdf"
    path.write_bytes(signer(tmp_path).sign(plain, MADE_AT + timedelta(days=400)))
    assert not line(path).ok


@pytest.mark.parametrize(
    ("data", "passphrase", "error"),
    [
        (certificate(), "feil", CertificatePassphraseError),
        (certificate(), "", CertificatePassphraseError),
        (certificate(start=START - timedelta(days=900)), PASSPHRASE, CertificateOutdatedError),
        (certificate(start=START + timedelta(days=90)), PASSPHRASE, CertificateOutdatedError),
        (certificate("Ola Hansen"), PASSPHRASE, CertificateOfOtherError),
        (certificate(serial="UN:NO-12855512345"), PASSPHRASE, CertificateTellsTooMuchError),
        (certificate(email="ingrid@post.no"), PASSPHRASE, CertificateTellsTooMuchError),
        (without_key(), PASSPHRASE, CertificateUnusableError),
        (b"", PASSPHRASE, CertificateUnusableError),
        (b"hei", PASSPHRASE, CertificateUnusableError),
        (b"0\x82\x01\x00" + b"x" * 256, PASSPHRASE, CertificateUnusableError),
        (certificate()[:500], PASSPHRASE, CertificateUnusableError),
    ],
)
def test_a_certificate_that_cannot_sign_is_refused(
    data: bytes, passphrase: str, error: type[Exception], tmp_path: Path
) -> None:
    with pytest.raises(error) as caught:
        signer(tmp_path, data, passphrase)
    assert caught.value.__cause__ is None
    assert passphrase == "" or passphrase not in str(vars(caught.value))


def test_more_names_than_in_the_case_are_fine(tmp_path: Path) -> None:
    signer(tmp_path, certificate("INGRID MARIE EKSPERT"))


def test_a_certificate_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        signing.load(tmp_path / "borte.p12", PASSPHRASE, "Ingrid Ekspert", MADE_AT)
    with pytest.raises(UnreadableFileError):
        signing.load(tmp_path, PASSPHRASE, "Ingrid Ekspert", MADE_AT)


def test_without_the_extra_both_sides_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = signed(tmp_path)
    real = builtins.__import__

    def lacking(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] in {"pyhanko", "pyhanko_certvalidator", "asn1crypto"}:
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(SigningMissingError):
        signer(tmp_path)
    assert line(path).message_id == "verify.signature.unchecked"
    assert not line(path).ok


def test_nothing_is_asked_of_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert line(signed(tmp_path)).ok
