"""The page's cryptography against its vectors, and against every kind of damage."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_tool.storage import review_envelope as envelopes
from report_tool.storage import review_seal as seal
from report_tool.storage import review_words
from report_tool.storage.crypto import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

VECTORS = Path(__file__).parent / "vectors"
CONTENT = '{"name":"Kari Nordmann æøå"}'.encode()
VERSION = seal.Version("sak-1", "0" * 64)
PRIVATE = seal.new_reply_key()
ANSWER = seal.seal_answer(CONTENT, seal.public_reply_key(PRIVATE), VERSION)


def vectors(kind: str) -> list[Any]:
    return [
        pytest.param(json.loads(path.read_text(encoding="utf-8")), id=path.stem)
        for path in sorted(VECTORS.glob(f"{kind}*.json"))
    ]


@pytest.mark.parametrize("vector", vectors("request"))
def test_request_vectors(vector: dict[str, Any]) -> None:
    request = vector["request"]
    sealed = seal.SealedRequest(
        *(seal.decode(request[name]) for name in ("salt", "iv", "payload")), request["iterations"]
    )
    if vector["content"] is None:
        with pytest.raises(RefusedError):
            seal.open_request(sealed, vector["passphrase"])
    else:
        assert seal.open_request(sealed, vector["passphrase"]).decode() == vector["content"]


@pytest.mark.parametrize("vector", vectors("answer"))
def test_answer_vectors(vector: dict[str, Any]) -> None:
    version = seal.Version(vector["caseId"], vector["reviewHash"])
    envelope = envelopes.read_envelope(vector["text"].encode())
    if vector["content"] is None:
        with pytest.raises(RefusedError):
            seal.open_answer(envelope, vector["privateKey"], version)
    else:
        content = seal.open_answer(envelope, vector["privateKey"], version)
        assert content.decode() == vector["content"]


def test_every_vector_is_run() -> None:
    assert len(vectors("request")) == 7
    assert len(vectors("answer")) == 6


def test_the_words_give_62_bits_and_are_easy_to_type() -> None:
    words = review_words.word_list()
    assert len(set(words)) == len(words) == 1296
    assert all(4 <= len(word) <= 9 and word.isascii() and word.islower() for word in words)
    passphrase = review_words.new_passphrase()
    assert len(passphrase.split(" ")) == 6
    assert passphrase != review_words.new_passphrase()


def test_rounds_are_not_below_what_owasp_asks_for() -> None:
    assert seal.ITERATIONS >= 600_000


def test_the_length_tells_little() -> None:
    short, long = (
        seal.seal_request_with(b"x" * n, "a", b"s" * 16, b"i" * 12, 1) for n in (1, 4000)
    )
    assert len(short.payload) == len(long.payload)


def test_two_sealings_share_nothing() -> None:
    again = seal.seal_answer(CONTENT, seal.public_reply_key(PRIVATE), VERSION)
    assert again.point != ANSWER.point
    assert again.iv != ANSWER.iv
    assert again.payload[:32] != ANSWER.payload[:32]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_flipped_bit_anywhere_is_refused(data: st.DataObject) -> None:
    raw = bytearray(ANSWER.as_bytes())
    bit = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[bit // 8] ^= 1 << bit % 8
    forged = envelopes.sha256(bytes(raw[:-4])).digest()[:4]
    for check_sum in (bytes(raw[-4:]), forged):
        text = armoured(bytes(raw[:-4]) + check_sum)
        if text == ANSWER.as_text():
            continue
        with pytest.raises((envelopes.EnvelopeError, RefusedError)):
            opened(text)


@given(st.integers(0, len(ANSWER.as_text()) - len(envelopes.END) - 3))
def test_a_truncated_answer_is_refused(length: int) -> None:
    with pytest.raises(envelopes.EnvelopeError):
        envelopes.read_envelope(ANSWER.as_text()[:length].encode())


MANGLED: dict[str, Callable[[str], str]] = {
    "windows-line-ends": lambda text: text.replace("\n", "\r\n"),
    "one-line": lambda text: text.replace("\n", " "),
    "quoted-reply": lambda text: "Hei!\n\n> " + text.replace("\n", "\n> ") + "\nMvh Kari",
    "wrapped-at-76": lambda text: "\n".join(
        text.replace("\n", " ")[i : i + 76] for i in range(0, len(text), 76)
    ),
    "dashes-made-long": lambda text: text.replace("-----", "—–-"),
    "html-mail": lambda text: "<div>" + text.replace("\n", "<br>\n") + "</div>",
    "no-break-spaces": lambda text: text.replace("\n", "\u00a0\n"),
    "zero-width": lambda text: text.replace("\n", "\u200b\n"),
    "end-cut-off": lambda text: text.replace(envelopes.END, ""),
    "byte-order-mark": lambda text: "\ufeff" + text,
}


@pytest.mark.parametrize("mangle", MANGLED.values(), ids=MANGLED)
def test_what_mail_programs_do_to_line_breaks_does_no_harm(mangle: Callable[[str], str]) -> None:
    assert envelopes.read_envelope(mangle(ANSWER.as_text()).encode()) == ANSWER


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
def test_anything_else_is_refused_in_an_orderly_way(data: bytes) -> None:
    for text in (data, b"-----BEGIN RAPPORTSVAR-----" + data, envelopes.b64encode(b"RTRA" + data)):
        with pytest.raises(envelopes.EnvelopeError):
            envelopes.read_envelope(text)


def test_notepad_saves_utf_16() -> None:
    assert envelopes.read_envelope(ANSWER.as_text().encode("utf-16")) == ANSWER


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", envelopes.Fault.EMPTY),
        (b" \r\n\n", envelopes.Fault.EMPTY),
        (b"\xef\xbb\xbf", envelopes.Fault.EMPTY),
        (b"<!doctype html><html><p>Hei", envelopes.Fault.PAGE),
        (b'... "format": "report-tool/review-request" ...', envelopes.Fault.PAGE),
        (b"Jeg godkjenner rapporten.", envelopes.Fault.NOT_AN_ANSWER),
        (b"\x89PNG\r\n\x1a\n\0\0", envelopes.Fault.NOT_AN_ANSWER),
        (b"-----BEGIN RAPPORTSVAR-----\n-----END RAPPORTSVAR-----", envelopes.Fault.DAMAGED),
        (b"-----BEGIN RAPPORTSVAR-----\nAAAA\n-----END RAPPORTSVAR-----", envelopes.Fault.DAMAGED),
        (
            b"-----BEGIN RAPPORTSVAR-----\nUlRSQQIA\n-----END RAPPORTSVAR-----",
            envelopes.Fault.TOO_NEW,
        ),
    ],
)
def test_what_is_no_answer_says_why(data: bytes, fault: envelopes.Fault) -> None:
    with pytest.raises(envelopes.EnvelopeError) as refused:
        envelopes.read_envelope(data)
    assert refused.value.fault is fault


def test_an_answer_sent_with_another_envelope_does_not_open() -> None:
    other = seal.seal_answer(CONTENT, seal.public_reply_key(PRIVATE), VERSION)
    with pytest.raises(RefusedError):
        seal.open_answer(replace(ANSWER, point=other.point), PRIVATE, VERSION)


def opened(text: str) -> bytes:
    envelope = envelopes.read_envelope(text.encode())
    if envelope.key_id != ANSWER.key_id:
        raise RefusedError
    return seal.open_answer(envelope, PRIVATE, VERSION)


def armoured(raw: bytes) -> str:
    body = envelopes.b64encode(raw).decode().rstrip("=")
    lines = [body[i : i + 64] for i in range(0, len(body), 64)]
    return "\n".join([envelopes.BEGIN, *lines, envelopes.END, ""])
