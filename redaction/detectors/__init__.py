"""Recognisers, one kind per file."""
