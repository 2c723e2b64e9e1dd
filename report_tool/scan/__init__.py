"""Findings in documents from outside."""
