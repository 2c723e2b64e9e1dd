"""The phrase bank: neutral words for what is withheld, and wording in the language of function.

The wordings stand in ``neutral.toml`` and ``suggestions.toml``, bokmål and nynorsk side by side.
"""

from __future__ import annotations

from redaction.phrases.bank import suggestions

__all__ = ["suggestions"]
