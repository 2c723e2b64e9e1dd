"""An organisation's own Word template: opened with suspicion, emptied, made ready."""
