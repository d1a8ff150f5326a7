"""A host asks for badges by an act, and a printer asks for work: who may, and what each is told."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.events.models import Event
from kiosk.guests.models import Guest
from tests.cast import Acts, paired, sign_up
from tests.printing.helpers import add_printer, ask, states

AGENT = {"X-Kiosk": "1"}

pytestmark = [pytest.mark.usefixtures("now"), pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)]


@pytest.fixture
def host(app: Flask, session: Session, market: Event) -> Acts:
    return Acts(paired(app, session, market, "door"))


@pytest.fixture
def agent(app: Flask, session: Session, market: Event) -> FlaskClient:
    return paired(app, session, market, "printer")


def guests(session: Session, market: Event, *names: str) -> list[int]:
    return [each.id for each in sign_up(session, market, *names).guests]


def test_a_family_is_a_badge_each_and_the_host_hears_where(host: Acts, agent: FlaskClient, session: Session,
                                                           market: Event) -> None:  # fmt: skip
    family = guests(session, market, "Fatima", "Amina")

    receipt = host.do("print", {"guests": family})

    assert receipt["answer"] == "printing"
    assert receipt["detail"] == {"guests": family, "waiting": 2, "printer": "printer 1", "is_there": True}
    assert states(session) == {f"guest:{each}": "queued" for each in family}


def test_the_same_act_again_prints_nothing_more(host: Acts, agent: FlaskClient, session: Session,
                                                market: Event) -> None:  # fmt: skip
    act = host.act("print", {"guests": guests(session, market, "Fatima")})
    first, again = (host.post(act).json["receipts"][0] for _ in range(2))

    assert (first["status"], again["status"]) == ("stored", "repeated")
    assert first["detail"] == again["detail"]
    assert len(states(session)) == 1


def test_without_a_printer_nothing_is_kept(host: Acts, session: Session, market: Event) -> None:
    assert host.do("print", {"guests": guests(session, market, "Fatima")})["answer"] == "no_printer"
    assert states(session) == {}


def test_the_host_hears_that_the_printer_is_away(host: Acts, session: Session, market: Event) -> None:
    add_printer(session, market, "Printer bij de deur")

    told = host.do("print", {"guests": guests(session, market, "Fatima")})["detail"]

    assert (told["waiting"], told["printer"], told["is_there"]) == (1, "Printer bij de deur", False)


@pytest.mark.parametrize("wrong", [{}, {"guests": []}, {"guests": ["1"]}, {"guests": [True]}, {"guests": [99_999]},
                                   {"guests": [2**40]}, {"guests": [1] * 51}, {"guests": {"1": 1}}])  # fmt: skip
def test_a_broken_wish_is_refused(host: Acts, agent: FlaskClient, session: Session, wrong: dict[str, Any]) -> None:
    assert host.do("print", wrong)["reason"] == "guests"
    assert states(session) == {}


def test_the_name_on_the_badge_is_the_name_of_now(agent: FlaskClient, session: Session, market: Event) -> None:
    (guest,) = guests(session, market, "Fatma")
    ask(session, market, f"guest:{guest}")
    session.execute(update(Guest).values(name="Fatima"))
    session.commit()

    answer = agent.post("/printer/werk", headers=AGENT)

    assert answer.mimetype == "application/pdf" and answer.headers["X-Kiosk-Copies"] == "1"
    report = {"job": answer.headers["X-Kiosk-Job"], "outcome": "printed"}
    assert agent.post("/printer/klaar", headers=AGENT, data=report).json == {"state": "printed"}
    assert agent.post("/printer/werk", headers=AGENT).status_code == 204


def test_a_badge_of_nobody_does_not_hold_up_the_next(agent: FlaskClient, session: Session, market: Event) -> None:
    ask(session, market, "guest:99999")

    assert agent.post("/printer/werk", headers=AGENT).status_code == 204
    assert states(session) == {"guest:99999": "failed"}


def test_only_a_printer_in_use_gets_work(app: Flask, agent: FlaskClient, host: Acts, session: Session,
                                         market: Event) -> None:  # fmt: skip
    ask(session, market)
    assert host.client.post("/printer/werk", headers=AGENT).status_code == 403
    assert app.test_client().post("/printer/werk", headers=AGENT).status_code == 403
    assert agent.post("/printer/werk").status_code == 403
    session.execute(update(Device).values(state="withdrawn"))
    session.commit()

    assert agent.post("/printer/werk", headers=AGENT).status_code == 403
    assert states(session) == {"guest:1": "queued"}


@pytest.mark.parametrize("data", [{}, {"job": "x", "outcome": "printed"}, {"job": "0" * 32, "outcome": "burnt"}])
def test_a_broken_report_is_refused(agent: FlaskClient, data: dict[str, str]) -> None:
    assert agent.post("/printer/klaar", headers=AGENT, data=data).status_code == 400


def test_a_poll_without_work_writes_once_in_a_while(agent: FlaskClient, session: Session, later: Any) -> None:
    def heard() -> Any:
        agent.post("/printer/werk", headers=AGENT)
        session.rollback()
        return session.scalar(Device.__table__.select().with_only_columns(Device.heard_at))

    first = heard()
    later(seconds=5)
    assert heard() == first
    later(seconds=30)
    assert heard() > first
