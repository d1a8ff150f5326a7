"""The words of the invented event, from words.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def in_all_languages(name: str, key: str | None = None) -> dict[str, str]:
    """One text of words.toml: its translation in each language of the event."""
    found: dict[str, str] = WORDS[name][key] if key else WORDS[name]
    return found
