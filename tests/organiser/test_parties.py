"""What the team does for people who ask: sign up, let in, cancel, and make two records one person."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, AuditEntry, Organisation
from kiosk.events.models import Event
from kiosk.guests.models import Arrival, Guest, Party
from kiosk.mail.models import Letter
from tests.cast import sign_up
from tests.organiser.scene import SLUG, arrive, desk, moderator, soup, walk_in

GUESTS = f"{SLUG}/gasten"
NEW = f"{GUESTS}/nieuw"


def form(market: Event, **more: str) -> dict[str, str]:
    """A filled-in sign-up of one person at the second moment."""
    return {"key": str(uuid.uuid4()), "people": "Fatima", "moment": str(market.moments[1].id), "language": "ar", **more}


def test_the_team_signs_somebody_up(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    sent = form(
        market, people="Fatima\r\n-\r\n\r\nNour", wheelchair="y", interpreter_language="Arabisch", phone="06 12345678"
    )

    answer = desk(app, session, ilse).post(NEW, data=sent)

    party = session.scalars(select(Party)).one()
    assert (answer.status_code, answer.location) == (303, f"{GUESTS}/{party.id}")
    assert (party.way, party.state, party.language, party.phone) == ("staff", "signed_up", "ar", "+31612345678")
    assert party.help == {"wheelchair": True, "interpreter": "Arabisch"}
    assert [guest.name for guest in party.guests] == ["Fatima", None, "Nour"]
    assert session.scalars(select(AuditEntry.action)).all()[-1] == "sign up guest"


def test_the_same_form_twice_is_one_sign_up(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    ours, sent = desk(app, session, ilse), form(market)

    assert ours.post(NEW, data=sent).location == ours.post(NEW, data=sent).location
    assert session.query(Party).count() == 1


def test_a_full_moment_puts_them_on_the_waiting_list(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    market.moments[1].capacity = 1
    sign_up(session, market, "Henk", moment_id=market.moments[1].id)
    ours = desk(app, session, ilse)

    assert "full, they join the waiting list" in soup(ours.get(NEW + "?taal=en")).get_text()
    ours.post(NEW, data=form(market))
    assert session.scalars(select(Party.state).where(Party.way == "staff")).one() == "waiting"


def test_with_an_address_they_get_a_letter(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    desk(app, session, ilse).post(NEW, data=form(market, email="fatima@example.org"))

    assert [letter.kind for letter in session.scalars(select(Letter))] == ["signup_confirmation"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": ""},
        {"people": "x" * 61},
        {"people": "\n".join("abcdefghijk")},
        {"people": "\u0000\u202e"},
        {"moment": ""},
        {"moment": "999999"},
        {"moment": "1' OR 1=1"},
        {"language": "xx"},
        {"phone": "12"},
        {"email": "not an address"},
        {"email": "a@b\r\nBcc: c@d.nl"},
        {"other": "x" * 9000},
        {"people": "x" * 200_000},
    ],
)
def test_a_wrong_answer_is_said_and_the_rest_is_kept(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, wrong: dict[str, str]
) -> None:
    sent = form(market, interpreter_language="Tigrinya") | wrong

    answer = desk(app, session, ilse).post(NEW, data=sent)

    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "error-summary" in page
    assert "Tigrinya" in page
    assert sent["key"] in page
    assert session.query(Party).count() == 0


def test_a_closed_event_takes_nobody(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    market.state = "closed"
    session.commit()

    assert desk(app, session, ilse).post(NEW, data=form(market)).status_code == 409
    assert session.query(Party).count() == 0


def test_a_party_shows_who_and_what_would_help(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    party = sign_up(session, market, "Fatima", None, help={"interpreter": "Arabisch", "other": "<b>Rust</b>"})

    page = soup(desk(app, session, ilse).get(f"{GUESTS}/{party.id}?taal=en"))

    assert [each.get_text(strip=True) for each in page.select(".party-help li")] == [
        "Interpreter:Arabic",
        "Something else:<b>Rust</b>",
    ]
    assert len(page.select(".party-people li")) == 2


def test_letting_in_one_or_all_and_taking_it_back(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    party = sign_up(session, market, "Fatima", "Nour")
    ours, here = desk(app, session, ilse), f"{GUESTS}/{party.id}"
    open_arrivals = select(Arrival.guest_id).where(Arrival.is_open)
    first, act = party.guests[0].id, str(uuid.uuid4())

    ours.post(f"{here}/binnen", data={"act": act, "guest": first})
    assert session.scalars(open_arrivals).all() == [first]
    ours.post(f"{here}/binnen", data={"act": str(uuid.uuid4())})
    ours.post(f"{here}/binnen", data={"act": str(uuid.uuid4())})
    assert len(session.scalars(open_arrivals).all()) == 2
    ours.post(f"{here}/toch-niet", data={"act": act})
    assert first not in session.scalars(open_arrivals).all()


def test_an_act_of_others_is_not_taken_back_here(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    act, party = arrive(session, sign_up(session, market, "Henk")), sign_up(session, market, "Fatima")

    desk(app, session, ilse).post(f"{GUESTS}/{party.id}/toch-niet", data={"act": str(act)})

    assert len(session.scalars(select(Arrival).where(Arrival.is_open)).all()) == 1


def test_cancelling_for_somebody_gives_the_place_away(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    market.moments[0].capacity = 1
    party, waiting = sign_up(session, market, "Fatima"), sign_up(session, market, "Henk", state="waiting")
    ours = desk(app, session, ilse)

    codes = [ours.post(f"{GUESTS}/{party.id}/afzeggen").status_code for _ in range(2)]

    session.expire_all()
    assert codes == [303, 303]
    assert (party.state, waiting.state) == ("cancelled", "signed_up")


def test_two_records_become_one_person_and_the_sign_up_stays(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    party = sign_up(session, market, "Fatima")
    extra = session.get_one(Guest, walk_in(session, market, "fátima"))
    ours, ask = desk(app, session, ilse), f"{GUESTS}/{extra.party_id}/samen/{extra.id}"

    assert [each["value"] for each in soup(ours.get(ask)).select("[name=other]")] == [str(party.guests[0].id)]
    answer = ours.post(ask, data={"other": party.guests[0].id})

    session.expire_all()
    assert answer.location == f"{GUESTS}/{party.id}"
    assert session.get_one(Guest, extra.id).merged_into_id == party.guests[0].id
    assert ours.post(ask, data={"other": party.guests[0].id}).status_code == 404


@pytest.mark.parametrize("other", ["", "x", "0", "99999", "9" * 30, "-1", "²"])
def test_merging_with_nobody_changes_nothing(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, other: str
) -> None:
    guest = sign_up(session, market, "Fatima").guests[0]

    answer = desk(app, session, ilse).post(f"{GUESTS}/{guest.party_id}/samen/{guest.id}", data={"other": other})

    assert answer.status_code in (303, 404)
    assert session.query(Guest).filter(Guest.merged_into_id.is_not(None)).count() == 0


def test_a_guest_is_not_merged_with_themselves(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    guest = sign_up(session, market, "Fatima").guests[0]
    here = f"{GUESTS}/{guest.party_id}/samen/{guest.id}"

    assert desk(app, session, ilse).post(here, data={"other": guest.id}).status_code == 303


def test_other_people_cannot_touch_a_party(
    app: Flask, session: Session, market: Event, lindewaard: Organisation, vera: Account, now: Any
) -> None:
    party = sign_up(session, market, "Fatima")
    here, sent = f"{GUESTS}/{party.id}", {"act": str(uuid.uuid4())}
    stranger, mo = desk(app, session, vera), desk(app, session, moderator(session, lindewaard))

    for path in ("", f"/samen/{party.guests[0].id}"):
        assert (stranger.get(here + path).status_code, mo.get(here + path).status_code) == (404, 403)
    for path in ("/binnen", "/toch-niet", "/afzeggen", f"/samen/{party.guests[0].id}"):
        assert (stranger.post(here + path, data=sent).status_code, mo.post(here + path, data=sent).status_code) == (
            404,
            403,
        )
    session.expire_all()
    assert party.state == "signed_up"


@pytest.mark.parametrize("party_id", ["0", "99999", "9" * 25])
def test_an_unknown_party_is_not_there(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, party_id: str
) -> None:
    ours = desk(app, session, ilse)

    assert ours.get(f"{GUESTS}/{party_id}").status_code == 404
    assert ours.post(f"{GUESTS}/{party_id}/binnen", data={"act": str(uuid.uuid4())}).status_code == 404
    assert ours.get(f"{GUESTS}/{party_id}/samen/{party_id}").status_code == 404
