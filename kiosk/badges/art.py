"""The shapes and icons of the posters, as drawings of a few flat planes."""

from __future__ import annotations

INK, PLUM, LILAC, MAUVE, YELLOW = "#2B1A33", "#3B2148", "#D9C9E2", "#7A5A8A", "#FFC91F"

ICONS = {
    "cal": '<path d="M5 10h38v33H5zM5 20h38M15 4v10M33 4v10"/>',
    "pin": '<path d="M24 45C13 32 8 25 8 19a16 16 0 0 1 32 0c0 6-5 13-16 26z"/><circle cx="24" cy="19" r="5.5"/>',
    "cup": '<path d="M6 18h28v13a10 10 0 0 1-10 10h-8A10 10 0 0 1 6 31zM34 21h3a6 6 0 0 1 0 12h-3M15 5v6M25 5v6"/>',
    "gift": '<path d="M5 15h38v10H5zM8 25h32v18H8zM24 15v28M24 15c-4-13-17-11-13-2 2 3 8 2 13 2z"/>'
    '<path d="M24 15c4-13 17-11 13-2-2 3-8 2-13 2z"/>',
    "access": '<circle cx="20" cy="7" r="4"/><path d="M20 15v13h13l5 12h5M20 20h11"/>'
    '<path d="M15 24a11 11 0 1 0 16 14"/>',
    "speak": '<path d="M6 18h8L25 9v30L14 30H6z"/><path d="M32 17a10 10 0 0 1 0 14M37 11a19 19 0 0 1 0 26"/>',
    "people": '<circle cx="18" cy="16" r="8"/><path d="M3 42c0-10 6-15 15-15s15 5 15 15"/>'
    '<path d="M31 9a8 8 0 0 1 1 15M37 29c5 2 8 6 8 13"/>',
    "globe": '<circle cx="24" cy="24" r="19"/><path d="M5 24h38"/><ellipse cx="24" cy="24" rx="8.5" ry="19"/>',
}

_SQUARE = '<path d="M0 0h200v200H0z" fill="{ground}"/>'
_SHAPES = {
    "arch": (LILAC, f'<path d="M40 200V100a60 60 0 0 1 120 0v100z" fill="{PLUM}"/>'),
    "circle": (YELLOW, f'<circle cx="100" cy="100" r="70" fill="{PLUM}"/>'),
    "drop": (
        MAUVE,
        '<path d="M100 28c9 20 66 54 66 91 0 33-28 55-66 55s-66-22-66-55c0-37 57-71 66-91z" fill="#FFFFFF"/>',
    ),
    "square": (PLUM, f'<path d="M30 30h140v140H30z" fill="{YELLOW}"/>'),
}
SHAPES = tuple(_SHAPES)
"""Poster shapes have no faces and none of the colours of the feelings."""

HELPER = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><path d="M0 0h96v96H0z" fill="#D9C9E2"/>'
    '<circle cx="48" cy="23" r="17" fill="#C08A66"/>'
    '<path d="M31 22a17 17 0 0 1 34 0c-9 1-14-3-17-8-3 5-9 8-17 8z" fill="#2B1A33"/>'
    '<path d="M10 96c0-32 14-48 38-48s38 16 38 48z" fill="#7A5A8A"/>'
    '<path d="M33 51 48 80 63 51" fill="none" stroke="#FFC91F" stroke-width="6"/>'
    '<path d="M40 76h16v18H40z" fill="#FFFFFF"/></svg>'
)

MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">'
    f'<path d="M24 3 44 18v21H20l-9 7v-7H4V18z" fill="{YELLOW}"/>'
    f'<path d="M15 23h18M15 31h11" fill="none" stroke="{INK}" stroke-width="4"/></svg>'
)


def icon(name: str, colour: str = INK) -> str:
    """A line icon on a grid of 48."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><g fill="none" stroke="{colour}" '
        f'stroke-width="4" stroke-linecap="round" stroke-linejoin="round">{ICONS[name]}</g></svg>'
    )


def shape(name: str) -> str:
    ground, path = _SHAPES[name]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">{_SQUARE.format(ground=ground)}{path}</svg>'
