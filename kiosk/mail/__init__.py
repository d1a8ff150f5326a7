"""Floor 2: letters, from the outbox to the mail server."""
