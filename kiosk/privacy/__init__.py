"""Floor 6: what residents may count on: what is kept leaves on time, by itself."""
