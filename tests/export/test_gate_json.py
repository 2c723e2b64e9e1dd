"""A withheld word planted in any place of a JSON copy after the export is found."""

from __future__ import annotations

from base64 import b64encode

import pytest
from planting import JSON, kinds

from report_tool.export.leak_gate import LeakKind
from schemas.delivery import FileFormat


def planted(value: str) -> bytes:
    """The copy with one more value."""
    return JSON.replace(b'"draft":', b'"x":' + value.encode() + b',"draft":')


JSON_PLANTS = {
    "value": JSON.replace(b"helseutfordringer", b"migrene"),
    "key": JSON.replace(b'"draft"', b'"migrene"'),
    "escaped": JSON.replace(b"helseutfordringer", b"\\u006d\\u0069grene"),
    "repeated key": JSON.replace(b'"draft":', b'"draft":"migrene","draft":'),
    "number": JSON.replace(b'"omissions":1', b'"omissions":91234567'),
    "value of a value": planted('{"y":{"migrene":null}}'),
    "negative number": planted("-91234567"),
    "decimal number": planted("91234567.0"),
    "JSON in a text": planted(r'"{\"a\":\"\\u006digrene\"}"'),
    "base64": planted(f'"{b64encode(b"Hun har migrene i dag").decode()}"'),
    "hexadecimal": planted(f'"{b"Hun har migrene i dag".hex()}"'),
    "address": planted('"https://a.no/mig%72ene"'),
    "entity": planted('"mig&#114;ene"'),
    "markup": planted('"mig<b>rene</b>"'),
    "two layers": planted('"mig%26%23114%3Bene"'),
    "zero-width": planted('"mig\\u200brene"'),
    "other alphabet": planted('"mіgrеnе"'),
    "full width": planted('"ｍｉｇｒｅｎｅ"'),
    "in a list": JSON.replace(b'"cleared":[]', b'"cleared":["migrene"]'),
}


@pytest.mark.parametrize("place", JSON_PLANTS)
def test_a_word_planted_in_json_is_found(place: str) -> None:
    assert JSON_PLANTS[place] != JSON
    assert kinds(JSON_PLANTS[place], FileFormat.JSON) == {LeakKind.WITHHELD}


@pytest.mark.parametrize("data", [b"", b"\xff", b'{"a": ', JSON + b"x", b"[" * 100_000])
def test_json_that_cannot_be_read_is_a_leak(data: bytes) -> None:
    assert kinds(data, FileFormat.JSON) == {LeakKind.UNREADABLE}
