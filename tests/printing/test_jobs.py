"""A print job goes to one printer at a time, comes once for each press, and moves only as the table says."""

from __future__ import annotations

import uuid
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy.orm import Session

from kiosk.access.models import Account, Device
from kiosk.events.models import Event
from kiosk.lib.db import start_writing
from kiosk.lib.errors import NotFound
from kiosk.printing import queries, rules, service
from kiosk.printing.models import PrintJob
from tests.conftest import MARKET_DAY
from tests.printing.helpers import add_printer, ask, states

LATER = MARKET_DAY + rules.LEASE


@pytest.fixture
def printer(session: Session, market: Event) -> Device:
    return add_printer(session, market)


def take(session: Session, printer: Device, run: str = "a", at: object = MARKET_DAY) -> PrintJob | None:
    job = service.lease(session, printer, run, at)  # type: ignore[arg-type]
    session.commit()
    return job


def tell(session: Session, printer: Device, job: PrintJob, outcome: str, trouble: str = "") -> str:
    state = service.report(session, printer, service.Report(job.id, outcome, trouble), MARKET_DAY).state
    session.commit()
    return state


@pytest.mark.parametrize(("state", "to"), list(product(rules.JOB_MOVES, repeat=2)))
def test_a_job_moves_as_the_table_says(state: str, to: str) -> None:
    job = PrintJob(state=state)
    if to in rules.JOB_MOVES[state]:
        service.move(job, to, MARKET_DAY)
        assert (job.state, job.done_at is None) == (to, to in rules.WAITING)
    else:
        with pytest.raises(service.JobCannotMove):
            service.move(job, to, MARKET_DAY)


def test_the_oldest_job_goes_to_one_printer_alone(session: Session, market: Event, printer: Device) -> None:
    other = add_printer(session, market, "Printer 2")
    ask(session, market, "guest:2", MARKET_DAY - timedelta(minutes=1))
    ask(session, market, "guest:1", MARKET_DAY - timedelta(minutes=2))

    taken = [take(session, each) for each in (printer, other, printer)]

    assert [each.about if each else None for each in taken] == ["guest:1", "guest:2", "guest:1"]
    assert take(session, other, "b") is None


def test_a_press_that_comes_twice_is_one_job(session: Session, market: Event, printer: Device) -> None:
    press, wish = uuid.uuid4(), service.Wish(market.id, "badge", "guest:1")
    start_writing(session)
    jobs = {service.ask(session, wish, press, MARKET_DAY).id for _ in range(2)}

    assert len(jobs) == 1


def test_an_answer_that_got_lost_is_given_again_at_once(session: Session, market: Event, printer: Device) -> None:
    job = ask(session, market)
    take(session, printer, "a")

    assert take(session, printer, "another start") is None
    again = take(session, printer, "a")
    assert again is not None and (again.id, again.attempts) == (job.id, 2)


def test_a_lease_that_ran_out_comes_back_to_the_same_printer_only(
    session: Session, market: Event, printer: Device
) -> None:
    other = add_printer(session, market, "Printer 2")
    ask(session, market)
    take(session, printer)

    assert take(session, other, "b", LATER) is None
    assert take(session, printer, "b", LATER) is not None


def test_what_a_printer_gives_back_any_printer_takes(session: Session, market: Event, printer: Device) -> None:
    other = add_printer(session, market, "Printer 2")
    job = ask(session, market)
    take(session, printer)

    assert tell(session, printer, job, "later", "no_paper") == "queued"
    waiting = {each.name: (each.waiting, each.trouble) for each in queries.waiting_at(session, market.id, MARKET_DAY)}
    assert waiting == {"Printer 1": (1, "no_paper"), "Printer 2": (0, "")}
    taken = take(session, other, "b")
    assert taken is not None and taken.trouble == ""


def test_a_job_for_one_printer_waits_for_it(session: Session, market: Event, printer: Device) -> None:
    other = add_printer(session, market, "Printer 2")
    ask(session, market, printer=other.id)

    assert take(session, printer) is None
    assert [each.waiting for each in queries.waiting_at(session, market.id, MARKET_DAY)] == [0, 1]
    assert take(session, other) is not None


def test_a_report_told_twice_changes_nothing_more(session: Session, market: Event, printer: Device) -> None:
    job = ask(session, market)
    take(session, printer)

    assert tell(session, printer, job, "printed") == "printed"
    assert tell(session, printer, job, "failed") == "printed"


def test_the_printer_of_another_event_gets_and_says_nothing(
    session: Session, market: Event, printer: Device, vera: Account
) -> None:
    other = Event(organisation_id=vera.organisation_id, slug="elders", kind="meeting", created_at=MARKET_DAY)
    session.add(other)
    session.commit()
    stranger = add_printer(session, other)
    job = ask(session, market)
    assert take(session, stranger) is None
    take(session, printer)

    with pytest.raises(NotFound):
        tell(session, stranger, job, "printed")
    with pytest.raises(NotFound):
        ask(session, market, printer=stranger.id)
    session.rollback()
    assert states(session) == {"guest:1": "leased"}


def test_a_job_of_yesterday_is_not_printed(session: Session, market: Event, printer: Device) -> None:
    ask(session, market, at=MARKET_DAY - rules.FRESH)

    assert take(session, printer) is None
    assert [each.waiting for each in queries.waiting_at(session, market.id, MARKET_DAY)] == [0]


def test_a_printer_that_is_silent_is_no_printer(session: Session, market: Event) -> None:
    add_printer(session, market, heard_at=MARKET_DAY)

    assert queries.is_there_a_printer(session, market.id, MARKET_DAY + timedelta(minutes=1))
    assert not queries.is_there_a_printer(session, market.id, MARKET_DAY + timedelta(minutes=3))


def test_who_got_a_badge_is_forgotten_after_a_week(session: Session, market: Event) -> None:
    ask(session, market)
    for days, left in ((6, 1), (8, 0)):
        service.forget(session, MARKET_DAY + timedelta(days=days))
        session.commit()
        assert len(states(session)) == left
