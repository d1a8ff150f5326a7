"""Name badges as PDF: one a label, or eight to a sheet of A4."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.badges import rules
from kiosk.lib.fonts import BOLD, PLAIN, Extent, Fonts
from kiosk.lib.pdf import BLACK, WHITE, Box, Paper, Type

LABELS, SHEETS = "labels", "a4"

MARK = ((24, 3), (44, 18), (44, 39), (20, 39), (11, 46), (11, 39), (4, 39), (4, 18))
CAMERA = ((4, 14), (13, 14), (17, 8), (31, 8), (35, 14), (44, 14), (44, 40), (4, 40), (4, 14))


@dataclass(frozen=True)
class GroupMark:
    """What a group is called, its colour, and the corners of its shape on a grid of 48."""

    words: str
    colour: str
    shape: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Badge:
    """A first name or nothing, and a group; of staff what they do and speak. Nothing else of anyone (P17)."""

    name: str | None
    no_photo: bool = False
    does: str = ""
    speaks: str = ""
    group: GroupMark | None = None


@dataclass(frozen=True)
class Foot:
    """What the bar at the foot of every badge says."""

    title: str
    no_photo: str


def badge_pdf(badges: Sequence[Badge], foot: Foot, fonts: Fonts, paper: str = LABELS) -> bytes:
    """All badges, in the order given. `paper` is LABELS or SHEETS."""
    if paper == SHEETS:
        sheet = Paper(*rules.SHEET, fonts)
        places = rules.cells()
    else:
        sheet = Paper(*rules.LABEL, fonts)
        places = [Box(0, 0, *rules.LABEL)]
    sheet.describe(foot.title, "nl")
    for number, badge in enumerate(badges):
        if number % len(places) == 0:
            _new_page(sheet, paper)
        _draw(sheet, places[number % len(places)], badge, foot)
    if not badges:
        _new_page(sheet, paper)
    return sheet.bytes()


def _new_page(sheet: Paper, paper: str) -> None:
    sheet.page()
    if paper == SHEETS:
        for mark in rules.cut_marks():
            sheet.stroke(mark, 0.2)


def _draw(sheet: Paper, place: Box, badge: Badge, foot: Foot) -> None:
    room = Box(place.x + rules.SIDE, place.y + 5.5, place.width - 2 * rules.SIDE, place.height - rules.BAR - 11)
    if badge.does or badge.speaks:
        room = _draw_work(sheet, room, badge)
    if badge.group:
        room = _draw_group(sheet, place, room, badge.group)
    name = printable(badge.name, sheet.fonts)
    if name:
        _write(sheet, name, room, rules.LARGEST)
    else:
        y = room.y + room.height * 0.72
        sheet.stroke([(room.x, y), (room.end, y)], 0.5)
    _draw_bar(sheet, place, badge.no_photo, foot)


def printable(name: str | None, fonts: Fonts) -> str:
    """The name without signs that no font has. Nothing when a letter is missing: then somebody writes it."""
    unknown = fonts.unknown(name) if name else set()
    if not name or any(sign.isalpha() for sign in unknown):
        return ""
    return " ".join("".join(sign for sign in name if sign not in unknown).split())


def _write(sheet: Paper, text: str, room: Box, largest: float, type: Type = Type(1)) -> None:  # noqa: B008
    measure: Callable[[str], Extent] = partial(sheet.fonts.extent, weight=type.weight)
    for line in rules.fit(text, room, measure, largest):
        sheet.text((line.x, line.y), line.text, Type(line.size, type.weight, type.colour), rtl=line.rtl)


def _draw_work(sheet: Paper, room: Box, badge: Badge) -> Box:
    """What somebody of the team does and speaks, under a name that is still large. Gives the name's room."""
    top = room.foot - 14.5
    if badge.does:
        _write(sheet, badge.does, Box(room.x, top, room.width, 7.5), 6.2)
    if badge.speaks:
        _write(sheet, badge.speaks, Box(room.x, top + 8.6, room.width, 6.6), 4.6, Type(1, PLAIN))
    return Box(room.x, room.y, room.width, room.height - 19)


def _draw_group(sheet: Paper, place: Box, room: Box, group: GroupMark) -> Box:
    """Black words and a shape with an outline: a printer without colours says it too. Gives the name's room."""
    spot, words, stripe = rules.group_places(place, room)
    unit = spot.width / 48
    corners = [(spot.x + x * unit, spot.y + y * unit) for x, y in group.shape]
    sheet.polygon(corners, group.colour)
    sheet.stroke([*corners, corners[0]], 0.6)
    sheet.rect(stripe, group.colour)
    said = printable(group.words, sheet.fonts)
    if said:
        _write(sheet, said, words, 7.5)
    return Box(room.x, room.y, room.width, spot.y - room.y - 2.5)


def _draw_bar(sheet: Paper, place: Box, no_photo: bool, foot: Foot) -> None:
    bar = Box(place.x, place.foot - rules.BAR, place.width, rules.BAR)
    sheet.rect(bar, BLACK)
    _draw_mark(sheet, bar.x + rules.SIDE + 0.1, bar.y + 2.8)
    end = bar.end - rules.SIDE
    if no_photo:
        end = _draw_no_photo(sheet, end, bar, foot.no_photo) - 3
    start = bar.x + rules.SIDE + 10.2
    _write(sheet, foot.title, Box(start, bar.y + 1.8, end - start, bar.height - 3.6), 4.4, Type(1, BOLD, WHITE))


def _draw_mark(sheet: Paper, x: float, y: float) -> None:
    unit = 7.1 / 48
    sheet.polygon([(x + px * unit, y + py * unit) for px, py in MARK], WHITE)
    for left, top, width in ((15, 21, 18), (15, 29, 11)):
        sheet.rect(Box(x + left * unit, y + top * unit, width * unit, 4 * unit), BLACK)


def _draw_no_photo(sheet: Paper, end: float, bar: Box, words: str) -> float:
    """A struck-out camera with its words at the end of the bar. Gives where it starts."""
    size, unit = 4.4, 6.6 / 48
    width = sheet.fonts.extent(words).advance * size
    sheet.text((end - width, bar.y + bar.height / 2 + 1.5), words, Type(size, BOLD, WHITE))
    x, y = end - width - 8.6, bar.y + 2.9
    sheet.stroke([(x + px * unit, y + py * unit) for px, py in CAMERA], 4 * unit, WHITE)
    sheet.ring((x + 24 * unit, y + 26 * unit), 8 * unit, 4 * unit, WHITE)
    sheet.stroke([(x + 5 * unit, y + 45 * unit), (x + 43 * unit, y + 4 * unit)], 4 * unit, WHITE)
    return x
