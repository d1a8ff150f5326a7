"""Floor 4: people who asked to hear from us, apart from who came and what was said."""
