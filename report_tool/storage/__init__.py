"""The encrypted vault: format, cryptography, SQLite file, and autosave.

The format is specified in docs/storage-format.md. Import ``vault`` and ``autosave`` where they are
used: they load SQLAlchemy and cryptography.
"""
