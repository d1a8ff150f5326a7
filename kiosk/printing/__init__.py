"""Floor 2: printers and what waits for them. Knows no feature."""
