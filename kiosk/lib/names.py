"""Finding and showing first names."""

from __future__ import annotations

import unicodedata

MAX_NAME = 60


def tidy(name: str | None, longest: int = MAX_NAME) -> str | None:
    """One line without control signs and outer spaces; nothing left means no name."""
    if not name:
        return None
    kept = "".join(sign for sign in " ".join(name.split()) if unicodedata.category(sign)[0] != "C")
    return kept.strip()[:longest] or None


def folded(name: str) -> str:
    """For comparing: no accents, no case. "Çelik" and "celik" meet."""
    apart = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
