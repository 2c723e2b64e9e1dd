"""Training of the sequence tagger: data, commands and results; not part of the wheel."""
