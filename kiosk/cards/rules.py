"""The states of a card, and the face of a slip."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.lib import tokens

CARD_MOVES: dict[str, set[str]] = {
    "waiting": {"approved", "held"},
    "approved": {"held", "waiting"},
    "held": {"approved", "waiting"},
}

KINDS = ("glad", "sad", "mad", "tip")
FEELINGS = ("glad", "sad", "mad")
MAX_TEXT = 1000
MAX_MISSES = 5
BLOCK = 200
SECRET = re.compile(f"[{tokens.ALPHABET}]{{{tokens.TOKEN_LENGTH}}}\\Z")
DIGITS = re.compile(r"[0-9]{4}\Z")

COLOURS = ("orange", "purple", "pink", "brown", "grey", "black", "turquoise", "gold")
"""None of them is near the red, green and blue of the feelings."""

ANIMALS = ("fox", "turtle", "cat", "butterfly", "hare", "bear", "duck", "fish", "snail", "mouse", "horse", "whale")
"""None of them is unclean or bad luck where residents come from: no dog, no owl."""

_PAIRS = len(COLOURS) * len(ANIMALS)
_FIRST, _LAST = 100, 999
PER_ROUND = _PAIRS * (_LAST - _FIRST + 1)
_STEP = 61_507
"""Shares no factor with PER_ROUND (86,400), so that neighbours in a block look nothing alike."""


@dataclass(frozen=True)
class SlipFace:
    colour: str
    animal: str
    number: int


def slip_face(place: int) -> SlipFace:
    """The 86,400 first slips have three digits, the next ones four, and so on; no two are the same."""
    turn, within = divmod(place, PER_ROUND)
    mixed = within * _STEP % PER_ROUND
    number, pair = divmod(mixed, _PAIRS)
    colour, animal = divmod(pair, len(ANIMALS))
    return SlipFace(COLOURS[colour], ANIMALS[animal], _FIRST + number + turn * (_LAST - _FIRST + 1))


def slip_place(face: SlipFace) -> int | None:
    """The place of a face in the row; None when no slip can look like it."""
    if face.colour not in COLOURS or face.animal not in ANIMALS or face.number < _FIRST:
        return None
    turn, number = divmod(face.number - _FIRST, _LAST - _FIRST + 1)
    pair = COLOURS.index(face.colour) * len(ANIMALS) + ANIMALS.index(face.animal)
    mixed = number * _PAIRS + pair
    return turn * PER_ROUND + mixed * pow(_STEP, -1, PER_ROUND) % PER_ROUND
