"""Floor 6: the kiosk tablet."""
