"""Floor 5: coming in, by scan, code, name or first visit; undoing and merging."""
