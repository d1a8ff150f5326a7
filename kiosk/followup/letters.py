"""The letter to somebody who just said yes: to what, and how to take it back."""

from __future__ import annotations

from email.message import EmailMessage

from flask import render_template

from kiosk.contacts.service import NewContact
from kiosk.events.models import Event
from kiosk.lib import addresses
from kiosk.lib.i18n import LANGUAGES, force_locale, gettext


def opt_in(event: Event, new: NewContact) -> EmailMessage:
    """In the contact's own language, with the link to see and withdraw."""
    title = " ".join(event.text(new.language).title.split())
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
    with force_locale(new.language):
        message["Subject"] = gettext("We keep you informed: %(title)s", title=title)
        message.set_content(render_template("mail/opt_in.txt", **given))
        message.add_alternative(render_template("mail/opt_in.html", **given), subtype="html")
    return message
