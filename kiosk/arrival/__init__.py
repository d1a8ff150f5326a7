"""Floor 6: the arrival kiosk, where people let themselves in."""
