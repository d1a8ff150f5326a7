"""What badges and posters of an event say, in the language that is in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy.orm import Session

from kiosk.badges.posters import DoorSign, Fact, Invitation, Words
from kiosk.badges.service import Badge, Foot, GroupMark
from kiosk.events import words as event_words
from kiosk.events.models import Event, Moment
from kiosk.events.queries import groups_of
from kiosk.guests.models import Guest
from kiosk.lib import i18n
from kiosk.lib.clock import local_day
from kiosk.lib.i18n import gettext
from kiosk.lib.i18n import lazy_gettext as _l

MOST_DAYS = 3

PROMISES = {
    "inform": (_l("We tell you what will happen."), _l("You can ask everything. The plan itself does not change.")),
    "consult": (_l("You give tips. We decide."), _l("We tell you what we did with your tips.")),
    "advise": (_l("You give advice. We decide."), _l("Do we decide otherwise? Then we tell you why.")),
    "co_produce": (_l("You make the plan together with us."), _l("At the end, we decide about the plan.")),
    "decide": (_l("You decide together with us."), _l("What we agree on is what happens.")),
}
"""What a resident's words can change, as the event's page says it (standards D1)."""

PAPERS = {
    "a4": (_l("Plain paper, A4"), _l("8 on a sheet. You cut them out.")),
    "80x50": (_l("Name stickers of 80 x 50 mm"), _l("10 on a sheet of A4, such as Avery L4785.")),
    "99x68": (_l("Labels of 99 x 68 mm"), _l("8 on a sheet of A4, such as Avery L7165.")),
    "labels": (_l("Roll of 62 mm"), _l("One by one, from a label printer.")),
    "a6": (_l("Cards, A6"), _l("One badge on each card.")),
}
"""What each paper of stock.STOCKS is called."""


@dataclass(frozen=True)
class Span:
    """Moments that follow on each other, as one stretch of time."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Link:
    """The address in the code, and whether residents can reach it."""

    address: str
    is_public: bool


def foot(event: Event) -> Foot:
    with i18n.force_locale(event.languages[0]):
        return Foot(event.text(event.languages[0]).title, gettext("no photo"))


def of_guests(session: Session, event: Event, guests: Iterable[Guest]) -> list[Badge]:
    """The badges of these guests, each with the group it has."""
    with i18n.force_locale(event.languages[0]):
        marks = {
            each.id: GroupMark(each.said, each.look.ground, each.look.shape) for each in groups_of(session, event.id)
        }
    return [Badge(each.name, each.no_photo, group=marks.get(each.group_id or 0)) for each in guests]


def team(event: Event) -> list[Badge]:
    """The badges of the people you meet there, with what they do and speak."""
    with i18n.force_locale(event.languages[0]):
        return [Badge(person.name, does=person.does, speaks=_speaks(person.languages)) for person in event.people]


def invitation(event: Event, organisation: str, link: Link) -> Invitation:
    text = event.text(i18n.current().code)
    kind = str(event_words.KINDS[event.kind])
    return Invitation(
        words=_words(event, link),
        kind=gettext("%(kind)s of %(organisation)s", kind=kind, organisation=organisation),
        title=text.title or kind,
        question=i18n.together(text.question),
        promise=" ".join(str(sentence) for sentence in PROMISES.get(event.ladder, ())),
        facts=tuple(_facts(event)),
        call=gettext("Sign up here"),
        how=tuple(_how(event)),
        address=link.address,
    )


def door_sign(event: Event, day: date, link: Link) -> DoorSign:
    return DoorSign(
        words=_words(event, link),
        title=event.text(i18n.current().code).title,
        day=i18n.day(day),
        call=gettext("Are you here?"),
        how=gettext("Scan the code and press the button."),
        others=tuple(_in_other_languages(event)),
        help=(gettext("Does it not work?"), gettext("Ask somebody with a yellow cord.")),
        address=link.address,
    )


def spans(moments: list[Moment]) -> list[Span]:
    """Moments that touch or overlap become one; the others stay apart."""
    joined: list[Span] = []
    for moment in sorted(moments, key=lambda each: each.starts_at):
        if joined and moment.starts_at <= joined[-1].ends_at:
            joined[-1] = Span(joined[-1].starts_at, max(joined[-1].ends_at, moment.ends_at))
        else:
            joined.append(Span(moment.starts_at, moment.ends_at))
    return joined


def _words(event: Event, link: Link) -> Words:
    language = i18n.current()
    practice = ""
    if not link.is_public:
        practice = gettext("Practice. The code only works on this computer.")
    elif event.is_practice:
        practice = gettext("Practice. This is not a real meeting.")
    elif event.state == "draft":
        practice = gettext("Draft. The code works once the meeting is public.")
    return Words(language.code, language.direction == "rtl", practice)


def _facts(event: Event) -> Iterator[Fact]:
    yield from _when(event)
    if event.venue or event.address:
        yield Fact("pin", event.venue or event.address, tuple(_where(event)))
    yield from _offers(event)
    yield from _access(event)


def _access(event: Event) -> Iterator[Fact]:
    toilet = (gettext("There is a wide toilet for a wheelchair"),) if event.has_toilet else ()
    if event.is_step_free:
        yield Fact("access", gettext("No steps"), toilet)
    elif toilet:
        yield Fact("access", toilet[0])


def _when(event: Event) -> Iterator[Fact]:
    days = [(day, list(each)) for day, each in groupby(spans(event.moments), lambda span: local_day(span.starts_at))]
    for day, stretches in days[:MOST_DAYS]:
        yield Fact("cal", _capital(i18n.day(day)), tuple(i18n.moment_range(span) for span in stretches))
    if len(days) > MOST_DAYS:
        yield Fact("cal", gettext("And on more days"), (gettext("Scan the code for all days."),))


def _where(event: Event) -> Iterator[str]:
    if event.room:
        yield event.room
    if event.venue and event.address:
        yield event.address
    if event.stop:
        yield gettext("Stop: %(stop)s", stop=event.stop)


def _offers(event: Event) -> Iterator[Fact]:
    icons = {"coffee": "cup", "food": "cup", "compensation": "gift", "interpreter": "speak", "child_care": "people"}
    for key, icon in icons.items():
        given = event.offers.get(key)
        name = str(event_words.OFFERS[key])
        given = i18n.together(given) if isinstance(given, str) else given
        if key == "compensation" and isinstance(given, str) and given:
            yield Fact(icon, given, (gettext("As thanks for your time."),))
        elif given:
            yield Fact(icon, name, (given,) if isinstance(given, str) else ())


def _how(event: Event) -> Iterator[str]:
    yield gettext("Scan the code with your phone.")
    yield gettext("Coming without signing up is fine too.")
    if event.contact_phone:
        yield gettext("Rather call? %(name)s, %(phone)s", name=event.contact_name, phone=event.contact_phone)


def _in_other_languages(event: Event) -> Iterator[str]:
    """The call at the door, once for each other language that has its own words for it."""
    said = {gettext("Are you here? Scan and press the button.")}
    for code in event.languages:
        with i18n.force_locale(code):
            words = gettext("Are you here? Scan and press the button.")
        if words not in said:
            said.add(words)
            yield words


def _speaks(codes: list[str]) -> str:
    names = [i18n.LANGUAGES[code].own_name if code in i18n.LANGUAGES else code for code in codes]
    return gettext("I speak %(languages)s", languages=", ".join(names)) if names else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
