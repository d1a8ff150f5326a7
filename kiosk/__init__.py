"""Buurtkiosk: sign-up, door and kiosk for neighbourhood events."""

__version__ = "0.1.0"
