"""A refusal is a named sentence: a service raises it, a route turns it into words and a status."""

from __future__ import annotations


class Refusal(Exception):
    """Something the caller may not do, or cannot do now. The class name says what."""


class NotFound(Refusal):
    """There is no such thing, or it is not for this person to know."""
