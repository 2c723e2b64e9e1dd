"""Quality while writing: hints about measures, plan, length, agreement and tone. Pure.

A hint never blocks anything. The expert may silence one with a reason; it comes back when the
words that it is about change. Each rule is a function of its own, with its source.
"""

from __future__ import annotations

from report_tool.workflow.quality.hint import Hint
from report_tool.workflow.quality.hints import all_hints, in_print_order, lacking, open_hints
from report_tool.workflow.quality.silencing import is_silenced, restore, silence

__all__ = [
    "Hint",
    "all_hints",
    "in_print_order",
    "is_silenced",
    "lacking",
    "open_hints",
    "restore",
    "silence",
]
