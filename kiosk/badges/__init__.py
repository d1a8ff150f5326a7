"""Floor 5: name badges and posters on paper."""
