"""The phrase bank: neutral words for what is withheld, and wording in the language of function.

The wordings stand in ``neutral.toml`` and ``suggestions.toml``, bokmål and nynorsk side by side;
``fit.toml`` holds the words by which a wording is put into a sentence.
"""

from __future__ import annotations

from redaction.phrases.bank import suggestions
from redaction.phrases.fitting import fitted
from redaction.phrases.slots import Slot

__all__ = ["Slot", "fitted", "suggestions"]
