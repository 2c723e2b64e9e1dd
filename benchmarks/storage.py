"""What encryption costs: the vault against the same SQLite settings without it, in one run.

    python benchmarks/storage.py [--rounds 200] [--kilobytes 100] [--json FILE]

Both stores hold the same JSON of the same case in one file with a write-ahead log and
``synchronous = FULL``; each round saves once to each, in turn, so that the disk's moods hit both.
Times are in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from report_tool.storage.vault import Vault
from schemas.case import Case
from schemas.report import Arsak, Report

if TYPE_CHECKING:
    from collections.abc import Callable

PASSPHRASE = "seks tilfeldige ord i en rekke"
SENTENCE = "Arbeidstakeren kan stå i ti minutter om gangen og trenger en stol ved disken. "


def made_case(case_id: str, kilobytes: int) -> Case:
    words = SENTENCE * (kilobytes * 1024 // len(SENTENCE))
    return Case(
        case_id=case_id,
        created_at=datetime.now(UTC),
        report=Report(arsak=Arsak(arsak_til_fravaeret=words)),
    )


class PlainStore:
    """The baseline: the case's JSON in a plain SQLite table."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("CREATE TABLE cases (id TEXT PRIMARY KEY, rev INTEGER, body TEXT)")

    def save(self, case: Case, expected_revision: int) -> int:
        body = case.model_dump_json(by_alias=True)
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(
            "INSERT INTO cases VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, body = excluded.body",
            (case.case_id, expected_revision + 1, body),
        )
        self._connection.execute("COMMIT")
        return expected_revision + 1

    def load(self, case_id: str) -> Case:
        row = self._connection.execute("SELECT body FROM cases WHERE id = ?", (case_id,)).fetchone()
        return Case.model_validate_json(row[0])

    def close(self) -> None:
        self._connection.close()


def timed(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return (time.perf_counter() - began) * 1000


def summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "median": round(statistics.median(ordered), 3),
        "p95": round(ordered[int(len(ordered) * 0.95)], 3),
    }


def measure(folder: Path, rounds: int, kilobytes: int) -> dict[str, object]:
    """Return the times by operation, and the vault's share over the baseline's."""
    times: dict[str, list[float]] = {
        name: [] for name in ("plain save", "vault save", "plain load", "vault load")
    }
    case = made_case("K-1", kilobytes)
    create = timed(lambda: Vault.create(folder / "vault.db", PASSPHRASE).close())
    opened = [timed(lambda: Vault.open(folder / "vault.db", PASSPHRASE).close()) for _ in range(10)]
    with (
        Vault.open(folder / "vault.db", PASSPHRASE) as vault,
        closing(PlainStore(folder / "plain.db")) as plain,
    ):
        for revision in range(rounds):
            times["plain save"].append(timed(lambda r=revision: plain.save(case, r)))
            times["vault save"].append(timed(lambda r=revision: vault.save(case, r)))
            times["plain load"].append(timed(lambda: plain.load("K-1")))
            times["vault load"].append(timed(lambda: vault.load("K-1")))
        for number in range(100):
            vault.save(made_case(f"L-{number}", kilobytes), 0)
        listed = [timed(vault.cases) for _ in range(5)]
    medians = {name: statistics.median(values) for name, values in times.items()}
    return {
        "rounds": rounds,
        "kilobytes": kilobytes,
        "sqlite": sqlite3.sqlite_version,
        "create": round(create, 1),
        "open": summary(opened),
        "list of 101 cases": summary(listed),
        **{name: summary(values) for name, values in times.items()},
        "save ratio": round(medians["vault save"] / medians["plain save"], 2),
        "load ratio": round(medians["vault load"] / medians["plain load"], 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--kilobytes", type=int, default=100)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder), options.rounds, options.kilobytes)
    sys.stdout.write(f"{'':<20}{'median':>9} {'p95':>9}\n")
    for name, value in result.items():
        shown = (
            f"{value['median']:>9} {value['p95']:>9}" if isinstance(value, dict) else f"{value:>9}"
        )
        sys.stdout.write(f"{name:<20}{shown}\n")
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
