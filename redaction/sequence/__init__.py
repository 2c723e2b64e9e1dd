"""The trained sequence tagger: how a paragraph becomes features, tags and spans.

Shared by the recogniser in ``redaction.detectors.sequence`` and by ``redaction.training``, so that
the model reads at work exactly what it read in training.
"""
