"""What is kept leaves on time, by itself, and only then."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.contacts.models import Consent, Contact
from kiosk.events.models import Event
from kiosk.guests.models import Guest, Party
from kiosk.privacy import service
from kiosk.privacy.service import Forgotten
from tests.cast import sign_up
from tests.conftest import MARKET_DAY
from tests.organiser.scene import say_yes, withdraw


def forget(session: Session, days: int) -> Forgotten:
    """What is let go so many days after the market."""
    done = service.forget(session, MARKET_DAY + timedelta(days=days))
    session.commit()
    session.expire_all()
    return done


def test_a_sign_up_is_kept_for_four_weeks(session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima", email="fatima@example.org", help={"wheelchair": True})

    assert forget(session, 27).parties == 0

    assert (party.email, party.guests[0].name) == ("fatima@example.org", "Fatima")


def test_after_four_weeks_only_the_count_stays(session: Session, market: Event) -> None:
    sign_up(session, market, "Fatima", None, email="fatima@example.org", phone="0612345678", help={"wheelchair": True})

    assert forget(session, 29).parties == 1

    party = session.scalars(select(Party)).one()
    assert (party.email, party.phone, party.help, party.size) == (None, None, None, 2)
    assert session.scalars(select(Guest.name)).all() == [None, None]


def test_forgetting_twice_forgets_nothing_more(session: Session, market: Event) -> None:
    sign_up(session, market, "Fatima")
    say_yes(session, market, "Olena")
    forget(session, 400)

    assert forget(session, 400) == Forgotten(0, 0)


def test_a_contact_and_its_proof_leave_after_a_year(session: Session, market: Event) -> None:
    say_yes(session, market, "Olena")
    assert forget(session, 364).contacts == 0

    assert forget(session, 366).contacts == 1

    assert session.scalar(select(func.count()).select_from(Contact)) == 0
    assert session.scalar(select(func.count()).select_from(Consent)) == 0


def test_who_took_back_every_yes_is_a_proof_without_a_name(session: Session, market: Event) -> None:
    withdraw(session, say_yes(session, market, "Olena"))

    assert forget(session, 1).contacts == 1

    contact = session.scalars(select(Contact)).one()
    assert (contact.name, contact.email, len(contact.consents)) == (None, None, 1)
