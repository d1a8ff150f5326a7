"""Floor 1: what every room may use, and what knows no room."""
