"""What happens to a case: intake, authoring, decisions, review, delivery."""
