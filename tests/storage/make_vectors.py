"""Writes the test vectors of docs/storage-format.md: ``python tests/storage/make_vectors.py``.

Everything random is replaced by hashes of a counter, so that the vectors are the same every time.
A vector holds the rows of a vault's tables and what a program must answer; each faulty one is the
vector ``valid`` with one fault, and is named after it.
"""

from __future__ import annotations

import copy
import hashlib
import json
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from report_tool.storage import crypto
from report_tool.storage.contents import encode
from report_tool.storage.format import (
    TAG_LENGTH,
    Head,
    PassphraseCost,
    PassphraseParameters,
    Place,
    SlotKind,
    slot_checksum,
)
from schemas.case import Bestilling, Case, CaseState
from schemas.parties import Parties
from schemas.report import Oppdrag, Report
from schemas.versions import Version, VersionReason, Versions

FOLDER = Path(__file__).parent / "vectors"
PASSPHRASE = "blåbær og ærlige ål"
COST = PassphraseCost(memory_kib=64, iterations=1, lanes=1)
SAVED_AT = 1_772_452_800_000_000

Vector = dict[str, Any]


def fixed(name: str, length: int) -> bytes:
    """Return bytes that stand for random ones."""
    return hashlib.shake_256(b"report-tool vector " + name.encode()).digest(length)


DATA_KEY, KEY_ID = fixed("data key", 32), fixed("key id", 16)


def case(case_id: str, words: str) -> Case:
    return Case(
        case_id=case_id,
        created_at=datetime(2026, 3, 2, 12, tzinfo=UTC),
        bestilling=Bestilling(behov=words),
    )


def kept(case_id: str, words: str) -> Versions:
    """Return one earlier version of a case."""
    version = Version(
        number=1,
        kept_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
        reason=VersionReason.NEW_DAY,
        state=CaseState.DRAFT,
        report=Report(oppdrag=Oppdrag(bestilling=words)),
        parties=Parties(),
    )
    return Versions(case_id=case_id, last_number=1, versions=(version,))


def record(kind: str, record_id: str, revision: int, content: bytes) -> dict[str, Any]:
    """Return a row of ``records``."""
    place = Place(kind, record_id, revision, SAVED_AT + revision)
    name = f"{kind} {record_id} {revision} {hashlib.sha256(content).hexdigest()}"
    sealed = crypto.seal_with(
        content, DATA_KEY, place, fixed(f"salt {name}", 32), fixed(f"nonce {name}", 12)
    )
    return {
        "kind": kind,
        "recordId": record_id,
        "revision": revision,
        "savedAt": place.saved_at,
        "salt": sealed.salt.hex(),
        "nonce": sealed.nonce.hex(),
        "payload": sealed.payload.hex(),
    }


def head(rows: list[dict[str, Any]], generation: int) -> dict[str, Any]:
    """Return the head that lists these rows."""
    listed = {
        (row["kind"], row["recordId"]): (
            row["revision"],
            bytes.fromhex(row["payload"])[-TAG_LENGTH:],
        )
        for row in rows
    }
    return record("head", "", generation, Head(KEY_ID, listed).encode())


def slot(passphrase: str) -> dict[str, Any]:
    """Return the row of ``slots``."""
    parameters = PassphraseParameters(COST, fixed("slot salt", 16))
    wrapped = crypto.wrap(DATA_KEY, passphrase, parameters)
    kind, text = str(SlotKind.PASSPHRASE), parameters.encode()
    return {
        "kind": kind,
        "parameters": text,
        "wrappedKey": wrapped.hex(),
        "checksum": slot_checksum(kind, text, wrapped).hex(),
    }


FIRST_OLD = record("case", "K-1", 1, encode(case("K-1", "Den første utgaven.")))
FIRST = record("case", "K-1", 2, encode(case("K-1", "Hev pulten.")))
SECOND = record("case", "K-2", 1, encode(case("K-2", "Bytt vakt.")))
DELETED = record("case", "K-3", 1, encode(case("K-3", "Slettet sak.")))
KEPT_FIRST_OLD = record("versions", "K-1", 1, encode(kept("K-1", "En eldre liste.")))
KEPT_FIRST = record("versions", "K-1", 2, encode(kept("K-1", "Den første utgaven.")))
KEPT_SECOND = record("versions", "K-2", 1, encode(kept("K-2", "Før byttet.")))
OLD_HEAD, HEAD = head([FIRST_OLD, SECOND], 2), head([FIRST, SECOND], 3)


def valid() -> Vector:
    return {
        "passphrase": PASSPHRASE,
        "formatVersion": 1,
        "keyId": KEY_ID.hex(),
        "dataKey": DATA_KEY.hex(),
        "slots": [slot(PASSPHRASE)],
        "records": copy.deepcopy([FIRST, SECOND, HEAD]),
        "open": "ok",
        "cases": {"K-1": "Hev pulten.", "K-2": "Bytt vakt."},
    }


def _row(vector: Vector, kind: str, record_id: str) -> dict[str, Any]:
    return next(r for r in vector["records"] if (r["kind"], r["recordId"]) == (kind, record_id))


def _flip(text: str, position: int = 0) -> str:
    data = bytearray.fromhex(text)
    data[position] ^= 0x01
    return data.hex()


def _damaged(*case_ids: str) -> dict[str, str]:
    sound = {"K-1": "Hev pulten.", "K-2": "Bytt vakt."}
    return {**sound, **dict.fromkeys(case_ids, "damaged-case")}


def vectors() -> dict[str, Vector]:
    """Return every vector by name."""
    made: dict[str, Vector] = {"valid": valid()}

    def fault(name: str) -> Vector:
        return made.setdefault(name, valid())

    fault("decomposed-passphrase")["passphrase"] = unicodedata.normalize("NFD", PASSPHRASE)

    fault("wrong-passphrase").update(
        passphrase="blåbær og ærlige åler", open="wrong-passphrase", cases={}
    )
    fault("newer-version").update(formatVersion=3, open="vault-too-new", cases={})

    vector = fault("damaged-slot")
    vector["slots"][0]["wrappedKey"] = _flip(vector["slots"][0]["wrappedKey"], 20)
    vector.update(open="vault-corrupt", cases={})

    vector = fault("greedy-slot")
    row = vector["slots"][0]
    row["parameters"] = row["parameters"].replace('"memoryKib":64', '"memoryKib":1073741824')
    row["checksum"] = slot_checksum(
        row["kind"], row["parameters"], bytes.fromhex(row["wrappedKey"])
    ).hex()
    vector.update(open="vault-corrupt", cases={})

    vector = fault("flipped-bit")
    row = _row(vector, "case", "K-1")
    row["payload"] = _flip(row["payload"], 7)
    vector["cases"] = _damaged("K-1")

    vector = fault("truncated")
    row = _row(vector, "case", "K-1")
    row["payload"] = row["payload"][:-2]
    vector["cases"] = _damaged("K-1")

    vector = fault("swapped-payload")
    one, two = _row(vector, "case", "K-1"), _row(vector, "case", "K-2")
    for part in ("salt", "nonce", "payload"):
        one[part], two[part] = two[part], one[part]
    vector["cases"] = _damaged("K-1", "K-2")

    vector = fault("moved-to-other-case")
    _row(vector, "case", "K-2").update(
        {part: FIRST[part] for part in ("revision", "savedAt", "salt", "nonce", "payload")}
    )
    vector["cases"] = _damaged("K-2")

    vector = fault("rolled-back-revision")
    _row(vector, "case", "K-1").update(FIRST_OLD)
    vector["cases"] = _damaged("K-1")

    vector = fault("rolled-back-payload")
    _row(vector, "case", "K-1").update(
        {part: FIRST_OLD[part] for part in ("salt", "nonce", "payload")}
    )
    vector["cases"] = _damaged("K-1")

    _row(fault("rolled-back-head"), "head", "").update(OLD_HEAD)
    made["rolled-back-head"]["cases"] = _damaged("K-1")

    _row(fault("altered-time"), "case", "K-1")["savedAt"] += 1
    made["altered-time"]["cases"] = _damaged("K-1")

    vector = fault("removed-record")
    vector["records"].remove(_row(vector, "case", "K-2"))
    vector["cases"] = _damaged("K-2")

    vector = fault("deleted-case-put-back")
    vector["records"].append(DELETED)
    vector["cases"] = _damaged("K-3")

    def with_versions(name: str, versions: dict[str, str]) -> Vector:
        vector = fault(name)
        kept = [KEPT_FIRST, KEPT_SECOND]
        vector["records"] = copy.deepcopy([FIRST, SECOND, *kept, head([FIRST, SECOND, *kept], 5)])
        vector.update(formatVersion=2, versions=versions)
        return vector

    sound = {"K-1": "Den første utgaven.", "K-2": "Før byttet."}
    with_versions("versions", sound)

    vector = with_versions("versions-of-another-case", {**sound, "K-2": "damaged-versions"})
    _row(vector, "versions", "K-2").update(
        {part: KEPT_FIRST[part] for part in ("revision", "savedAt", "salt", "nonce", "payload")}
    )

    vector = with_versions("versions-put-back", {**sound, "K-1": "damaged-versions"})
    _row(vector, "versions", "K-1").update(KEPT_FIRST_OLD)

    vector = fault("removed-head")
    vector["records"].remove(_row(vector, "head", ""))
    vector.update(open="vault-corrupt", cases={})
    return made


def encoded(vector: Vector) -> bytes:
    return json.dumps(vector, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, vector in vectors().items():
        (FOLDER / f"{name}.json").write_bytes(encoded(vector))


if __name__ == "__main__":
    main()
