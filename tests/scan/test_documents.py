from __future__ import annotations

from pathlib import Path

import pytest

from report_tool import errors
from report_tool.scan import documents


def test_folders_give_their_supported_files_in_order(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.MD",
        "c.exe",
        ".skjult.txt",
        "~$lås.docx",
        "under/d.pdf",
        ".git/e.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in documents.expand([tmp_path])]
    assert found == ["a.MD", "b.txt", "under/d.pdf"]


def test_a_file_is_taken_as_given(tmp_path: Path) -> None:
    path = tmp_path / "rapport.xyz"
    path.touch()
    assert list(documents.expand([path])) == [path]


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("finnes-ikke.txt", errors.FileMissingError),
        ("ukjent.xyz", errors.UnsupportedFormatError),
        ("tom.docx", errors.NotADocumentError),
    ],
)
def test_files_that_cannot_be_read(
    tmp_path: Path, name: str, error: type[errors.InputError]
) -> None:
    path = tmp_path / name
    if "finnes-ikke" not in name:
        path.touch()
    with pytest.raises(error) as raised:
        documents.read(path)
    assert raised.value.parameters["file"] == str(path)


def test_empty_and_missing_folders(tmp_path: Path) -> None:
    with pytest.raises(errors.NothingToScanError):
        list(documents.expand([tmp_path]))
    with pytest.raises(errors.FileMissingError):
        list(documents.expand([tmp_path / "mangler"]))


def test_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> object:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(errors.UnreadableFileError):
        documents.read(tmp_path / "a.txt")


def test_size_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_FILE_BYTES", 1000)
    path = tmp_path / "a.txt"
    path.write_text("x" * 1000)
    assert documents.read(path)
    path.write_text("x" * 1001)
    with pytest.raises(errors.TooLargeError):
        documents.read(path)


def test_empty_file_is_a_document_without_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (document,) = documents.read(tmp_path / "a.txt")
    assert document.text == ""
