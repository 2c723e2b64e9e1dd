"""Findings in documents from outside: read, detect, and write the result in four formats."""
