"""The encrypted vault."""
