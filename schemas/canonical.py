"""One byte string for one content: the form that is hashed, stored and compared."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel


def canonical_json(model: BaseModel) -> bytes:
    """Return the model as UTF-8 JSON with sorted keys, NFC text, no white space and no floats.

    Raises:
        TypeError: if a float is found; amounts and percentages are whole numbers or decimals.
        ValueError: if a text holds half a surrogate pair, which no encoding can write.
    """
    plain = _normalised(model.model_dump(mode="json", by_alias=True))
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise ValueError("a text holds half a surrogate pair") from None


def content_hash(model: BaseModel) -> str:
    """Return the SHA-256 of the canonical JSON in lower-case hexadecimal."""
    return hashlib.sha256(canonical_json(model)).hexdigest()


def _normalised(value: Any) -> Any:
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case float():
            raise TypeError("a float has no canonical form")
        case list():
            return [_normalised(item) for item in value]
        case dict():
            return {_normalised(key): _normalised(item) for key, item in value.items()}
        case _:
            return value
