"""What must be in place for the program to work on this machine; nothing is changed."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata, resources
from typing import TYPE_CHECKING

from report_tool import paths, settings
from report_tool.errors import ReportToolError
from report_tool.workflow import word_template
from report_tool.workflow.language_check import LanguageCheck
from schemas.copy import RecipientCopy
from schemas.labels import Label, Language, Recipient
from schemas.parties import Parties
from schemas.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_OLDEST_PYTHON = (3, 11)
_PLANTED = "Hun kan løfte fem kilo, men har hatt migrene siden i fjor."


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``detail`` is a version, a number or a path."""

    id: str
    ok: bool
    detail: str = ""


def run() -> Iterator[Check]:
    """Look at one thing after the other; a thing that fails does not stop the rest."""
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("python", _python),
        ("packages", _packages),
        ("model", _model),
        ("engine", _engine),
        ("documents", _documents),
        ("settings", _settings),
        ("template", _template),
        ("vault", _vault),
    )
    for name, look in checks:
        try:
            yield Check(name, True, look())
        except _NotInOrderError as problem:
            yield Check(name, False, problem.detail)
        except ReportToolError as error:
            yield Check(name, False, error.message_id)
        except Exception as error:
            yield Check(name, False, type(error).__name__)


class _NotInOrderError(Exception):
    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


def _template() -> str:
    """The Word template that is set can be used; none set is in order."""
    chosen = settings.load().template
    if chosen is None:
        return ""
    word_template.load(chosen)
    return str(chosen)


def _python() -> str:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < _OLDEST_PYTHON:
        raise _NotInOrderError(version)
    return version


def _packages() -> str:
    from packaging.requirements import Requirement

    wanted = [Requirement(line) for line in metadata.requires("report-tool") or ()]
    names = [r.name for r in wanted if r.marker is None or r.marker.evaluate({"extra": ""})]
    missing = [name for name in names if not _is_installed(name)]
    if missing:
        raise _NotInOrderError(", ".join(missing))
    return str(len(names))


def _is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _model() -> str:
    root = resources.files("redaction").joinpath("model")
    sums = root.joinpath("SHA256SUMS").read_text(encoding="utf-8").split("\n")
    listed = [line.split() for line in sums if line.strip()]
    for expected, name in listed:
        content = root.joinpath(name.lstrip("*")).read_bytes()
        if hashlib.sha256(content).hexdigest() != expected:
            raise _NotInOrderError(name)
    return str(len(listed))


def _engine() -> str:
    check = LanguageCheck()
    check.load()
    found = check.analyze(_PLANTED, (), "nb")
    if not any(one.surface == "migrene" and one.label is Label.DIAGNOSIS for one in found):
        raise _NotInOrderError("migrene")
    return "migrene"


def _documents() -> str:
    """Make one document of each kind, which needs the fonts, the templates and the typesetter."""
    from report_tool.export import context, docx, pdf

    copy = RecipientCopy(
        recipient=Recipient.EMPLOYEE,
        case_id="doctor",
        language=Language.BOKMAL,
        draft=True,
        made_at=datetime(2026, 1, 1, tzinfo=UTC),
        parties=Parties(),
        report=Report(),
    )
    document = context.build(copy)
    pdf.render(document, b"{}")
    docx.render(document)
    return "PDF, DOCX"


def _settings() -> str:
    settings.load()
    return str(paths.settings_path())


def _vault() -> str:
    path = settings.load().vault_path
    folder = _nearest_folder(path)
    if path.exists() and not os.access(path, os.R_OK | os.W_OK):
        raise _NotInOrderError(str(path))
    try:
        with tempfile.TemporaryFile(dir=folder):
            return str(path)
    except OSError:
        raise _NotInOrderError(str(path)) from None


def _nearest_folder(path: Path) -> Path:
    """Return the folder of the path, or the nearest one above it that exists."""
    return next(folder for folder in path.absolute().parents if folder.is_dir())
