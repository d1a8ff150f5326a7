"""The letter to somebody who just said yes: to what, and how to take it back."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.utils import make_msgid

from flask import render_template

from kiosk.contacts.service import NewContact
from kiosk.events.models import Event
from kiosk.lib import addresses, names
from kiosk.lib.i18n import LANGUAGES, force_locale, gettext


def opt_in(event: Event, new: NewContact, now: datetime) -> EmailMessage:
    """In the contact's own language, with the link to see and withdraw."""
    title = names.tidy(event.text(new.language).title, 120)
    given = {
        "event": event,
        "title": title,
        "name": new.name,
        "purposes": sorted({each.purpose for each in new.yeses}),
        "link": f"{addresses.base()}/mijn/{new.mine}",
        "language": LANGUAGES[new.language],
    }
    message = EmailMessage()
    message["From"] = addresses.settings().mail_from
    message["To"] = new.email
    message["Date"] = now
    message["Message-ID"] = make_msgid(domain="buurtkiosk")
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = new.language
    with force_locale(new.language):
        message["Subject"] = str(gettext("We keep you informed: %(title)s", title=title))
        message.set_content(render_template("mail/opt_in.txt", **given))
        message.add_alternative(render_template("mail/opt_in.html", **given), subtype="html")
    return message
