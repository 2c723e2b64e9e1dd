"""All files of an export, or none; nothing half written, ever."""

from __future__ import annotations

import errno
import os
import stat
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from export_copies import NoFindings, make_copy

from report_tool.errors import DiskFullError, LeakGateError, RenderingError, UnwritableError
from report_tool.export import files, pdf
from report_tool.messages import text
from schemas.delivery import FileFormat
from schemas.labels import Recipient
from schemas.report import Arsak

ALL = tuple(FileFormat)
COPY = make_copy(Recipient.EMPLOYER)


def leaking() -> Any:
    report = COPY.report.model_copy(update={"arsak": Arsak(arsak_til_fravaeret="Har migrene.")})
    return make_copy(report=report)


def test_every_format_is_written_under_a_name_without_people(tmp_path: Path) -> None:
    out = tmp_path / "ny" / "mappe"
    written = files.write(COPY, ("migrene",), ALL, out, NoFindings())
    assert sorted(p.name for p in out.iterdir()) == [
        "rapport-sak-2027-014-employer.docx",
        "rapport-sak-2027-014-employer.json",
        "rapport-sak-2027-014-employer.pdf",
    ]
    for file in written:
        assert sha256(file.path.read_bytes()).hexdigest() == file.sha256
        if os.name == "posix":
            assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_a_draft_has_it_in_the_name(tmp_path: Path) -> None:
    draft = make_copy(Recipient.EMPLOYEE, draft=True, approval=None)
    (file,) = files.write(draft, (), [FileFormat.JSON], tmp_path, NoFindings())
    assert file.path.name == "rapport-sak-2027-014-employee-utkast.json"


def test_the_same_export_again_replaces_the_files(tmp_path: Path) -> None:
    first = files.write(COPY, (), ALL, tmp_path, NoFindings())
    assert files.write(COPY, (), ALL, tmp_path, NoFindings()) == first
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("formats", [(f,) for f in FileFormat] + [ALL])
def test_a_leak_leaves_nothing(formats: tuple[FileFormat, ...], tmp_path: Path) -> None:
    with pytest.raises(LeakGateError) as caught:
        files.write(leaking(), ("migrene",), formats, tmp_path, NoFindings())
    assert list(tmp_path.iterdir()) == []
    assert "Årsak til fraværet" in str(caught.value.parameters["where"])
    assert caught.value.leaks
    assert "migrene" not in f"{caught.value!r}{caught.value.parameters}{caught.value.leaks}"
    text(f"error.{caught.value.message_id}.what", **caught.value.parameters)


def test_a_leak_in_the_last_format_takes_the_first_ones_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "render", lambda *a: b"%PDF-1.7 not one")
    with pytest.raises(LeakGateError):
        files.write(
            COPY, (), (FileFormat.JSON, FileFormat.DOCX, FileFormat.PDF), tmp_path, NoFindings()
        )
    assert list(tmp_path.iterdir()) == []


def test_a_format_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any) -> bytes:
        raise RenderingError(format="PDF")

    monkeypatch.setattr(pdf, "render", refuse)
    with pytest.raises(RenderingError):
        files.write(COPY, (), ALL, tmp_path, NoFindings())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, DiskFullError),
        (errno.EDQUOT, DiskFullError),
        (errno.EROFS, UnwritableError),
        (errno.EIO, UnwritableError),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "open"])
def test_a_refusing_disk_leaves_nothing(
    call: str, number: int, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> int:
        raise OSError(number, "no")

    monkeypatch.setattr(files.os, call, refuse)
    with pytest.raises(error) as caught:
        files.write(COPY, (), ALL, tmp_path, NoFindings())
    assert caught.value.__cause__ is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("failing", [0, 1, 2])
def test_a_name_that_is_refused_takes_back_the_others(
    failing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Path] = []
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) > failing:
            raise PermissionError(errno.EACCES, "no")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(UnwritableError):
        files.write(COPY, (), ALL, tmp_path, NoFindings())
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    blocked = tmp_path / "fil"
    blocked.write_text("x")
    with pytest.raises(UnwritableError):
        files.write(COPY, (), ALL, blocked, NoFindings())
    assert blocked.read_text() == "x"


def test_what_is_checked_is_what_stands_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files._store

    def corrupt(path: Path, data: bytes) -> None:
        real(path, data.replace(b"helseutfordringer", b"migrene"))

    monkeypatch.setattr(files, "_store", corrupt)
    with pytest.raises(LeakGateError):
        files.write(COPY, ("migrene",), [FileFormat.JSON], tmp_path, NoFindings())
    assert list(tmp_path.iterdir()) == []
