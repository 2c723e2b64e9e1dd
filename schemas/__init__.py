"""The product's vocabulary: what a case, a report, a finding and a decision are.

Frozen pydantic models without behaviour beyond validation. Every other package speaks in these
terms; none defines its own.
"""
