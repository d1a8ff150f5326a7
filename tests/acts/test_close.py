"""When the event closes, the ledger becomes counts; what comes late still does what it says, once."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.acts import service
from kiosk.acts.models import Act, ActCount
from kiosk.events.models import Event
from kiosk.guests.models import Arrival, Guest
from kiosk.lib.db import start_writing
from tests.cast import Acts, sign_up


def close(session: Session, event: Event) -> None:
    event_id = event.id
    start_writing(session)
    service.close(session, event_id)
    session.commit()


def counts(session: Session) -> tuple[int, int]:
    row = session.scalars(select(ActCount).execution_options(populate_existing=True)).one()
    session.rollback()
    return row.made, row.arrived


def test_the_ledger_becomes_counts(door: Acts, session: Session, market: Event) -> None:
    for _ in range(3):
        door.do("walk_in", {"name": None, "language": "nl"})
    door.post(made=4, waiting=0)

    close(session, market)

    assert session.scalar(select(func.count()).select_from(Act)) == 0
    assert counts(session) == (4, 3)


def test_closing_again_counts_nothing_twice(door: Acts, session: Session, market: Event) -> None:
    door.do("walk_in", {"name": None, "language": "nl"})

    close(session, market)
    close(session, market)

    assert counts(session) == (1, 1)


def test_a_late_repeat_does_no_harm(door: Acts, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")
    acts = [door.act("walk_in", {"name": "Amir", "language": "nl"}), door.act("arrive", {"ticket": party.ticket})]
    door.post(*acts)
    close(session, market)

    receipts = door.post(*acts, *acts).json["receipts"]

    assert [each["status"] for each in receipts] == ["stored"] * 4
    assert session.scalar(select(func.count()).select_from(Guest)) == 2
    assert session.scalar(select(func.count()).select_from(Arrival)) == 2
    assert session.scalar(select(func.count()).select_from(Act)) == 0
    assert counts(session) == (2, 2)


def test_a_late_act_is_done_and_counted(door: Acts, session: Session, market: Event) -> None:
    door.do("walk_in", {"name": None, "language": "nl"})
    party = sign_up(session, market, "Fatima")
    close(session, market)

    assert door.do("arrive", {"ticket": party.ticket})["answer"] == "welcome"

    assert session.scalar(select(func.count()).select_from(Act)) == 0
    assert counts(session) == (2, 2)


def test_another_events_ledger_stays(door: Acts, session: Session, market: Event) -> None:
    door.do("walk_in", {"name": None, "language": "nl"})

    start_writing(session)
    service.close(session, market.id + 1)
    session.commit()

    assert session.scalar(select(func.count()).select_from(Act)) == 1
