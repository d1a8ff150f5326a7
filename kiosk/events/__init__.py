"""Floor 3: the event, its moments, its texts, the people you meet there and what the tablet offers."""
