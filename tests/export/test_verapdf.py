"""veraPDF is asked where it is installed; here by an executable that writes its XML report."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from export_copies import NoFindings, make_copy

from report_tool.export import files, verapdf, verify
from report_tool.messages import text
from schemas.delivery import FileFormat

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<report>
  <buildInformation>
    <releaseDetails id="core" version="1.28.2" buildDate="2025-07-15T16:07:00+03:00">
    </releaseDetails>
    <releaseDetails id="validation-model" version="1.28.2" buildDate="2025-07-15T16:12:00+03:00">
    </releaseDetails>
  </buildInformation>
  <jobs>
    <job>
      <item size="81234">
        <name>{path}</name>
      </item>
      {verdict}
      <duration start="1795634000000" finish="1795634000900">00:00:00.900</duration>
    </job>
  </jobs>
  <batchSummary totalJobs="1" failedToParse="0" encrypted="0" outOfMemory="0" veraExceptions="0">
    <validationReports compliant="1" nonCompliant="0" failedJobs="0">1</validationReports>
    <featureReports failedJobs="0">0</featureReports>
    <repairReports failedJobs="0">0</repairReports>
    <duration start="1795634000000" finish="1795634001000">00:00:01.000</duration>
  </batchSummary>
</report>
"""
VERDICT = """<validationReport jobEndStatus="{end}" profileName="{profile} validation profile"
  statement="PDF file is compliant with Validation Profile requirements." isCompliant="{fine}">
  <details passedRules="146" failedRules="0" passedChecks="15021" failedChecks="0"></details>
</validationReport>"""
FAILED_TO_PARSE = """<taskException type="PARSE" isExecuted="true" isSuccess="false">
  <duration start="1" finish="2">00:00:00.001</duration>
  <exceptionMessage>Exception: Couldn't parse stream</exceptionMessage>
</taskException>"""
PROFILES = {"3a": "PDF/A-3A", "ua1": "PDF/UA-1"}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a POSIX script")


def verdict(profile: str, fine: str = "true", end: str = "normal") -> str:
    return VERDICT.format(profile=profile, fine=fine, end=end)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    written = files.write(make_copy(), (), [FileFormat.PDF], tmp_path / "ut", NoFindings())
    return written[0].path


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, answers: dict[str, str]) -> Path:
    """Put a ``verapdf`` on PATH that answers by flavour and writes down how it was called."""
    bin_folder = folder / "bin"
    bin_folder.mkdir()
    program = bin_folder / "verapdf"
    program.write_text(
        f"#!{sys.executable}\nimport sys\n"
        f"open({str(folder / 'calls')!r}, 'a').write(repr(sys.argv[1:]) + '\\n')\n"
        f"answer = {answers!r}[sys.argv[sys.argv.index('--flavour') + 1]]\n"
        "sys.stdout.write(answer.replace('{path}', sys.argv[-1]))\n"
        "sys.exit(0 if 'isCompliant=\"true\"' in answer else 1)\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(bin_folder), prepend=os.pathsep)
    return folder / "calls"


def answers(**changes: str) -> dict[str, str]:
    found = {f: REPORT.replace("{verdict}", verdict(p)) for f, p in PROFILES.items()}
    return {**found, **changes}


def asked(path: Path) -> dict[str, bool]:
    checks = verify.verify(path, NoFindings()).checks
    return {c.id: c.ok for c in checks if c.id.startswith("verapdf")}


def test_both_standards_are_asked_for_and_told_in_a_line_each(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = install(tmp_path, monkeypatch, answers())
    verification = verify.verify(copy, NoFindings())
    assert verification.ok
    lines = [text(c.message_id) for c in verification.checks if c.id.startswith("verapdf")]
    assert lines == ["veraPDF godtar filen som PDF/A-3a.", "veraPDF godtar filen som PDF/UA-1."]
    written = calls.read_text(encoding="utf-8").splitlines()
    assert written == [
        repr(["--format", "xml", "--flavour", flavour, str(copy)]) for flavour in ("3a", "ua1")
    ]


def test_without_verapdf_nothing_is_said_of_it(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert asked(copy) == {}


BROKEN = {
    "not compliant": REPORT.replace("{verdict}", verdict("PDF/UA-1", "false")),
    "another profile": REPORT.replace("{verdict}", verdict("PDF/A-1B")),
    "interrupted": REPORT.replace("{verdict}", verdict("PDF/UA-1", end="timeout")),
    "two verdicts": REPORT.replace("{verdict}", verdict("PDF/UA-1") * 2),
    "parse failure": REPORT.replace("{verdict}", FAILED_TO_PARSE),
    "verdict and failure": REPORT.replace("{verdict}", verdict("PDF/UA-1") + FAILED_TO_PARSE),
    "no verdict": REPORT.replace("{verdict}", ""),
    "no XML": "Exception in thread main java.lang.OutOfMemoryError",
    "half": REPORT[:300],
    "nothing": "",
}


@pytest.mark.parametrize("case", BROKEN)
def test_anything_but_a_clear_yes_is_a_no(
    case: str, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, answers(ua1=BROKEN[case]))
    assert asked(copy) == {"verapdfA": True, "verapdfUa": False}
    assert not verify.verify(copy, NoFindings()).ok


def test_a_verapdf_that_hangs_or_cannot_start_is_a_no(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, answers())

    def hangs(*args: Any, **kwargs: Any) -> Any:
        assert 0 < kwargs["timeout"] <= 600
        raise subprocess.TimeoutExpired("verapdf", 1)

    monkeypatch.setattr(verapdf.subprocess, "run", hangs)
    assert asked(copy) == {"verapdfA": False, "verapdfUa": False}
    monkeypatch.undo()
    install_broken = tmp_path / "bin" / "verapdf"
    install_broken.write_bytes(b"\x7fELF no program")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert asked(copy) == {"verapdfA": False, "verapdfUa": False}
