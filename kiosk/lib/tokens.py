"""Tokens, tickets and short codes: random, easy to read out, stored as hashes."""

from __future__ import annotations

import hashlib
import secrets

from kiosk.lib import keys

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs without look-alikes. Capitals and digits only, so that a QR code stays small."""

TOKEN_LENGTH = 26
SHORT_LENGTH = 8


def new() -> str:
    """130 random bits in 26 signs (ASVS 11.5.1 asks for 128)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(TOKEN_LENGTH))


def lookup(token: str) -> bytes:
    """What the database keeps of a token: a keyed hash, useless without the key."""
    return keys.current().mac(token)


def short_code(ticket: str) -> str:
    """The code that can be read out, made from the ticket: 40 bits, shown as two groups of four."""
    digest = hashlib.sha256(b"short" + ticket.encode()).digest()
    return "".join(ALPHABET[byte % 32] for byte in digest[:SHORT_LENGTH])


def derived(*parts: object) -> str:
    """A token that can be made again from the same parts, by this installation only."""
    digest = keys.current().mac("derived:" + ":".join(str(part) for part in parts))
    return "".join(ALPHABET[byte % 32] for byte in digest[:TOKEN_LENGTH])


def derived_digits(*parts: object) -> str:
    """Four digits that can be made again from the same parts, by this installation only."""
    return f"{int.from_bytes(keys.current().mac('digits:' + ':'.join(str(part) for part in parts))) % 10_000:04}"


def grouped(code: str) -> str:
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def tidy(typed: str) -> str:
    """What a person typed, or a scanner read, as a bare code: an address in front and gaps fall away."""
    last = typed.strip().rstrip("/").rsplit("/", 1)[-1]
    return last.upper().translate(_SLIPS)


_SLIPS = str.maketrans({"1": "L", "I": "L", "0": "Q", "O": "Q", " ": None, "-": None, "\u00a0": None})
