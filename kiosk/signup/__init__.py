"""Floor 5: signing up for an event, changing it and cancelling it."""
