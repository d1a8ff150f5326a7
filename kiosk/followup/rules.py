"""What an address and a phone number must look like before we keep them."""

from __future__ import annotations

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from kiosk.acts.rules import ActIsBroken
from kiosk.contacts.rules import CHANNELS, PURPOSES

MAX_EMAIL = 254
MAX_PHONE = 40
MAX_NAME = 200
MAX_WORDS = 4000
MOST_CONSENTS = len(PURPOSES) * len(CHANNELS)


def email(typed: str) -> str | None:
    """The address as we keep it; nothing typed is nothing given. Raises ActIsBroken."""
    if not typed:
        return None
    try:
        return validate_email(typed, check_deliverability=False).normalized
    except EmailNotValidError:
        raise ActIsBroken("email") from None


def phone(typed: str) -> str | None:
    """The number with its country, Dutch unless it says otherwise. Raises ActIsBroken."""
    if not typed:
        return None
    try:
        read = phonenumbers.parse(typed, "NL")
    except phonenumbers.NumberParseException:
        raise ActIsBroken("phone") from None
    if not phonenumbers.is_possible_number(read):
        raise ActIsBroken("phone")
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)
