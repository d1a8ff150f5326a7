"""The letters about a sign-up: in the party's language, as text and as HTML, with QR and calendar file."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.utils import make_msgid

from flask import render_template, url_for
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Party
from kiosk.lib import addresses, i18n, names, qr, tokens
from kiosk.mail import service as mail
from kiosk.signup import calendar, queries
from kiosk.signup.service import Post

SUBJECTS = {
    "confirmation": i18n.lazy_gettext("You are signed up: %(title)s"),
    "waiting": i18n.lazy_gettext("You are on the waiting list: %(title)s"),
    "moved_up": i18n.lazy_gettext("There is a place for you: %(title)s"),
    "cancelled": i18n.lazy_gettext("You are signed off: %(title)s"),
    "event_off": i18n.lazy_gettext("Will not take place: %(title)s"),
    "event_changed": i18n.lazy_gettext("Something has changed: %(title)s"),
}
NO_CODE = ("cancelled", "event_off")
"""Kinds of letters to people who need no code for the door."""


def post(session: Session, now: datetime) -> Post:
    """What signup.service asks for: makes the letter and puts it in the outbox."""

    def queue(kind: str, event: Event, party: Party) -> None:
        session.flush()
        mail.queue(session, mail.Draft(f"signup_{kind}", f"party:{party.id}", letter(kind, event, party, now)), now)

    return queue


def letter(kind: str, event: Event, party: Party, now: datetime) -> EmailMessage:
    """One letter, whole. Everything in it that a person typed stands in the body, never in a header."""
    with i18n.force_locale(party.language):
        return _compose(kind, event, party, now)


def _compose(kind: str, event: Event, party: Party, now: datetime) -> EmailMessage:
    text, moment = event.text(party.language), queries.moment_of(party, event)
    picture = make_msgid(domain="buurtkiosk")
    title = str(SUBJECTS[kind]) % {"title": text.title}
    facts = {
        "kind": kind,
        "event": event,
        "text": text,
        "party": party,
        "moment": moment,
        "title": title,
        "short": tokens.grouped(tokens.short_code(party.ticket)),
        "mine": addresses.base() + url_for("site.mine", token=party.mine),
        "picture": picture[1:-1],
    }
    message = EmailMessage()
    message["Subject"] = names.tidy(title, 150)
    message["From"] = addresses.settings().mail_from
    message["To"] = party.email
    message["Date"] = now
    message["Message-ID"] = make_msgid(domain="buurtkiosk")
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = party.language
    message.set_content(render_template("mail/signup.txt", **facts))
    message.add_alternative(render_template("mail/signup.html", **facts), subtype="html")
    if kind not in NO_CODE:
        html = message.get_payload()[1]  # type: ignore[index]
        html.add_related(qr.png(addresses.ticket(party.ticket)), "image", "png", cid=picture)  # type: ignore[union-attr]
    page = addresses.base() + url_for("site.event", slug=event.slug)
    content = calendar.of_party(party, event, page, now, is_off=kind in NO_CODE)
    message.add_attachment(content, "text", "calendar", filename="buurtkiosk.ics")
    return message
