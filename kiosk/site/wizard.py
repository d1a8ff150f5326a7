"""The three screens of a sign-up and its check page, as one submission that travels in hidden fields."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from werkzeug.datastructures import MultiDict
from wtforms import Form

from kiosk.guests.service import NewParty
from kiosk.lib import tokens
from kiosk.signup.queries import Place
from kiosk.site.forms import ContactForm, HelpForm, WhoForm

STEPS = ("who", "help", "contact")
CHECK = "check"
DONE = "done"


class Wizard:
    """What was filled in so far, which screen was sent, and with which button."""

    def __init__(self, submitted: MultiDict[str, str], places: list[Place], is_any_time: bool) -> None:
        self.submitted = submitted
        self.who = WhoForm(submitted, places, is_any_time)
        self.help = HelpForm(submitted)
        self.contact = ContactForm(submitted)
        self.forms: dict[str, Form] = {"who": self.who, "help": self.help, "contact": self.contact}
        self.sent = submitted.get("step", "who")
        self.is_checking = bool(submitted.get("checking"))
        self.key = _key(submitted.get("key", ""))

    def go(self) -> str:
        """The screen to show next, or "done". A screen that comes back with errors has them in its form."""
        button, _, target = self.submitted.get("go", "next").partition(":")
        if button == "edit" and target in STEPS:
            self.is_checking = True
            return target
        if button == "stay":
            return self.sent if self.sent in (*STEPS, CHECK) else "who"
        if button == "back":
            return self._before()
        if self.sent == CHECK:
            return self._finish()
        return self._forward(button)

    def _before(self) -> str:
        if self.is_checking or self.sent not in STEPS:
            return CHECK if self._first_wrong() is None else "who"
        return STEPS[max(0, STEPS.index(self.sent) - 1)]

    def _forward(self, button: str) -> str:
        step = self.sent if self.sent in STEPS else "who"
        if button == "nameless":
            self.who.nameless.data, self.who.name.data = "yes", ""
        elif step == "who" and self.who.name.data:
            self.who.nameless.data = ""
        if button == "nothing":
            self.contact.email.data = self.contact.phone.data = ""
        if not self.forms[step].validate():
            return step
        if self.is_checking or step == STEPS[-1]:
            return self._first_wrong() or CHECK
        return STEPS[STEPS.index(step) + 1]

    def _finish(self) -> str:
        wrong = self._first_wrong()
        self.is_checking = self.is_checking or wrong is not None
        return wrong or DONE

    def _first_wrong(self) -> str | None:
        return next((step for step in STEPS if not self.forms[step].validate()), None)

    def carried(self, shown: str) -> Iterator[tuple[str, str]]:
        """The answers that this screen does not show, as names and values of hidden fields."""
        for step, form in self.forms.items():
            if step == shown:
                continue
            for field in form:
                value = field.data
                if value not in (None, "", False):
                    yield field.name, "yes" if value is True else str(value)

    def chosen(self) -> Place | None:
        """The moment they chose; None for "I do not know yet"."""
        return next((each for each in self.who.places if str(each.moment.id) == self.who.moment.data), None)

    def will_wait(self) -> bool:
        """Whether the chosen moment has no room for everybody, as it looks now."""
        chosen = self.chosen()
        return chosen is not None and not chosen.fits(len(self.who.everyone()))

    def new_party(self, event_id: int, language: str) -> NewParty:
        return NewParty(
            key=self.key,
            event_id=event_id,
            moment_id=self.who.moment_id(),
            way="online",
            language=language,
            names=self.who.everyone(),
            email=self.contact.address(),
            phone=self.contact.number(),
            help=self.help.wishes(),
            ticket=tokens.new(),
        )


def _key(given: str) -> str:
    """The key of the blank form; a fresh one where there is none."""
    try:
        return str(uuid.UUID(given))
    except ValueError:
        return str(uuid.uuid4())
