"""veraPDF's verdict, where veraPDF is installed: the reference validator of both standards."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from lxml import etree

from report_tool.export.docx_clean import parse
from report_tool.export.verification import Check, check

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = "verapdf"
FLAVOURS = {"verapdfA": ("3a", "PDF/A-3A"), "verapdfUa": ("ua1", "PDF/UA-1")}
"""Check → the flavour to ask for, and what its profile is called in the report."""

_PATIENCE = 120.0
"""Seconds for one run; the first start of a Java machine is slow."""


def checks(path: Path) -> tuple[Check, ...]:
    """Ask veraPDF about each standard; nothing where it is not on PATH.

    A verdict that does not come, or cannot be read, counts as failed.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        return ()
    return tuple(
        check(name, _is_compliant(_run(program, flavour, path), profile))
        for name, (flavour, profile) in FLAVOURS.items()
    )


def _run(program: str, flavour: str, path: Path) -> bytes:
    command = [program, "--format", "xml", "--flavour", flavour, str(path.absolute())]
    try:
        done = subprocess.run(  # noqa: S603
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout


def _is_compliant(report: bytes, profile: str) -> bool:
    """Read the machine-readable report: exactly one job, right profile, ended well, compliant."""
    try:
        root = parse(report)
    except (etree.XMLSyntaxError, ValueError):
        return False
    verdicts = list(root.iter("{*}validationReport"))
    failures = list(root.iter("{*}taskException", "{*}taskResult"))
    return (
        len(verdicts) == 1
        and not any(node.get("isSuccess") == "false" for node in failures)
        and (verdicts[0].get("profileName") or "").startswith(profile)
        and verdicts[0].get("isCompliant") == "true"
        and verdicts[0].get("jobEndStatus", "normal") == "normal"
    )
