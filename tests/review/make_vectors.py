"""Writes the test vectors of docs/review-page-format.md: ``python tests/review/make_vectors.py``.

Everything random is replaced by hashes of a name, so that the vectors are the same every time.
Each faulty vector is ``answer`` or ``request`` with one fault, and is named after it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from report_tool.storage import review_seal as seal

FOLDER = Path(__file__).parent / "vectors"
PASSPHRASE = "abbor bris fjord gryte lykke yoghurt"
CONTENT = '{"tekst":"Blåbær og ærlige ål"}'
VERSION = seal.Version("sak-1", "5a" * 32)


def fixed(name: str, length: int) -> bytes:
    """Return bytes that stand for random ones."""
    return hashlib.shake_256(b"report-tool review vector " + name.encode()).digest(length)


def requests() -> dict[str, dict[str, Any]]:
    """Return what a page holds and what opening it gives; ``content`` is null if it must not."""
    sealed = seal.seal_request_with(
        CONTENT.encode(), PASSPHRASE, fixed("salt", 16), fixed("iv", 12), 600_000
    )
    flipped = sealed.payload[:20] + bytes([sealed.payload[20] ^ 1]) + sealed.payload[21:]
    wrong = PASSPHRASE.replace("lykke", "lykt")
    faults = {
        "request-flipped-bit": (replace(sealed, payload=flipped), PASSPHRASE),
        "request-truncated": (replace(sealed, payload=sealed.payload[:-1]), PASSPHRASE),
        "request-other-salt": (replace(sealed, salt=fixed("other", 16)), PASSPHRASE),
        "request-other-iterations": (replace(sealed, iterations=600_001), PASSPHRASE),
        "request-wrong-passphrase": (sealed, wrong),
    }
    good = {
        "request": (sealed, PASSPHRASE),
        "request-loud-passphrase": (sealed, f"  {PASSPHRASE.upper().replace(' ', ' - ')}.\n"),
    }
    return {
        name: {
            "request": request.as_json(),
            "passphrase": passphrase,
            "content": CONTENT if name in good else None,
        }
        for name, (request, passphrase) in {**good, **faults}.items()
    }


def answers() -> dict[str, dict[str, Any]]:
    """Return an answer's text, the key and version it meets, and what opening it gives."""
    private, other = seal.encode(fixed("reply", 32)), seal.encode(fixed("other reply", 32))
    envelope = seal.seal_answer_with(
        CONTENT.encode(),
        seal.public_reply_key(private),
        VERSION,
        seal.encode(fixed("ephemeral", 32)),
        fixed("answer iv", 12),
    )
    flipped = replace(envelope, payload=bytes([envelope.payload[0] ^ 1]) + envelope.payload[1:])
    point = replace(envelope, point=b"\x04" + bytes(64))
    cases = {
        "answer": (envelope, private, VERSION),
        "answer-flipped-bit": (flipped, private, VERSION),
        "answer-point-off-the-curve": (point, private, VERSION),
        "answer-other-key": (envelope, other, VERSION),
        "answer-other-case": (envelope, private, replace(VERSION, case_id="sak-2")),
        "answer-other-version": (envelope, private, replace(VERSION, review_hash="a5" * 32)),
    }
    return {
        name: {
            "text": sealed.as_text(),
            "privateKey": key,
            "caseId": version.case_id,
            "reviewHash": version.review_hash,
            "content": CONTENT if name == "answer" else None,
        }
        for name, (sealed, key, version) in cases.items()
    }


def main() -> None:
    """Write all vectors."""
    FOLDER.mkdir(exist_ok=True)
    for name, vector in {**requests(), **answers()}.items():
        text = json.dumps(vector, ensure_ascii=False, indent=2) + "\n"
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
