"""Copies of a report as files, and the gate that checks them."""
