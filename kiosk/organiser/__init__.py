"""Floor 6: the organiser."""
