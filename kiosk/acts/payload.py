"""Reading one field of an act's payload strictly: the right type, the right size, or a refusal by name."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Collection
from typing import Any

from kiosk.acts.rules import ActIsBroken


def text(payload: dict[str, Any], name: str, most: int) -> str:
    """The words, without signs that no one can see or store. A missing field is an empty text."""
    value = payload.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ActIsBroken(name)
    if len(value) > most:
        raise ActIsBroken(f"{name}_too_long")
    return readable(value)


def readable(value: str) -> str:
    """Line ends stay; other control signs and halves of characters go."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in lines if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs"))
    return "".join(kept).strip()


def one_of(payload: dict[str, Any], name: str, known: Collection[str]) -> str:
    value = payload.get(name)
    if not isinstance(value, str) or value not in known:
        raise ActIsBroken(name)
    return value


def key(payload: dict[str, Any], name: str, unlike: uuid.UUID) -> uuid.UUID:
    """A key that the device made for what it keeps. The act's own id would lead back to the device."""
    value = payload.get(name)
    try:
        found = uuid.UUID(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or found == unlike:
        raise ActIsBroken(name)
    return found


def place(payload: dict[str, Any], name: str) -> int | None:
    """A whole number from nought, or nothing."""
    value = payload.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise ActIsBroken(name)
    return value
