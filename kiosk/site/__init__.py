"""Floor 6: residents, on their own phone or laptop."""
