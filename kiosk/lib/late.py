"""Large packages that most requests never need: they are loaded at their first use, and not at the start."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any


@cache
def late(name: str) -> Any:
    """The module of this name."""
    return import_module(name)
