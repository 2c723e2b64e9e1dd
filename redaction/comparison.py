"""Two evaluations side by side: what a change gave and what it cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_TABLES = ("perLabel", "perLanguage", "perVoice")


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``after`` minus ``before`` for every measure that both evaluations have.

    Both are evaluations as plain values (``Evaluation.to_dict``).

    Raises:
        ValueError: if ``before`` is no evaluation.
    """
    if not isinstance(before.get("overall"), Mapping):
        raise ValueError("not an evaluation")
    return {
        "overall": _minus(before["overall"], after["overall"]),
        **{name: _rows(before.get(name), after[name]) for name in _TABLES},
        "secondNet": _minus(before.get("secondNet"), after.get("secondNet")),
    }


def _rows(before: Any, after: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    if not isinstance(before, Mapping):
        return {}
    return {name: _minus(before[name], row) for name, row in after.items() if name in before}


def _minus(before: Any, after: Any) -> dict[str, float]:
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return {}
    return {
        name: value - before[name]
        for name, value in after.items()
        if _is_number(value) and _is_number(before.get(name))
    }


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
