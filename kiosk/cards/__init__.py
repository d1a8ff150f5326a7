"""Floor 4: what residents leave on the tablet, and the slips that follow it."""
