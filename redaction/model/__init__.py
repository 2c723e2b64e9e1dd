"""Files of the trained tagger; see MODEL_CARD.md."""
