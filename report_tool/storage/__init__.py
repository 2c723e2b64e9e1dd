"""The encrypted vault: format, cryptography, SQLite file.

The format is specified in docs/storage-format.md. Import ``vault`` where it is used: it loads
SQLAlchemy and cryptography.
"""
