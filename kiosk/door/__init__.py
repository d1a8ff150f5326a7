"""Floor 6: the host at the door."""
