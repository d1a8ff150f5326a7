"""Saying yes through /acts: to what, by which channel, in which words; and taking it back."""

from __future__ import annotations

import email
import email.policy
import hashlib
import uuid
from email.message import EmailMessage
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.contacts import queries
from kiosk.contacts.models import Consent, Contact
from kiosk.events.models import Event
from kiosk.followup import service, still
from kiosk.mail.models import Letter
from tests.cast import MARKET_DAY, Acts, paired


def consent(**more: Any) -> dict[str, Any]:
    given = {"id": str(uuid.uuid4()), "purpose": "informed", "channel": "email", "words": "Mogen wij u mailen?"}
    return {**given, **more}


def opt_in(**more: Any) -> dict[str, Any]:
    given = {
        "contact": str(uuid.uuid4()),
        "name": "Fatima",
        "email": "fatima@example.org",
        "phone": "",
        "language": "nl",
        "consents": [consent()],
    }
    return {**given, **more}


@pytest.fixture
def tablet(app: Flask, session: Session, market: Event, now: object) -> Acts:
    return Acts(paired(app, session, market, "tablet"))


def letter(session: Session) -> EmailMessage:
    message = session.scalars(select(Letter)).one().message
    assert message
    return email.message_from_string(message, policy=email.policy.default)


def test_the_proof_of_a_yes_holds_the_very_words(tablet: Acts, session: Session) -> None:
    tablet.do("opt_in", opt_in())

    proof = session.scalars(select(Consent)).one()
    assert (proof.purpose, proof.channel, proof.through, proof.language) == ("informed", "email", "tablet", "nl")
    assert proof.words == "Mogen wij u mailen?"
    assert proof.words_hash == hashlib.sha256(proof.words.encode()).hexdigest()
    assert proof.given_on == MARKET_DAY.date()


def test_a_phone_number_is_enough_and_gets_its_country(tablet: Acts, session: Session) -> None:
    tablet.do("opt_in", opt_in(name=None, email="", phone="06 12 34 56 78", consents=[consent(channel="phone")]))

    contact = session.scalars(select(Contact)).one()
    assert (contact.name, contact.email, contact.phone) == (None, None, "+31612345678")
    assert session.scalar(select(func.count()).select_from(Letter)) == 0


def test_who_leaves_an_address_gets_one_letter_with_the_way_back(tablet: Acts, session: Session) -> None:
    act = tablet.act("opt_in", opt_in())
    for _ in range(2):
        tablet.post(act)

    contact = session.scalars(select(Contact)).one()
    message = letter(session)
    assert message["To"] == "fatima@example.org"
    assert f"/mijn/{contact.mine}" in message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert f"/mijn/{contact.mine}" in message.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert queries.by_mine(session, contact.mine) is contact


def test_the_letter_speaks_the_language_of_the_contact(tablet: Acts, session: Session) -> None:
    tablet.do("opt_in", opt_in(language="ar"))

    html = letter(session).get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert '<html lang="ar" dir="rtl">' in html
    assert "المساعدة في حيّك" in html


def test_each_purpose_is_taken_back_apart_and_at_once(tablet: Acts, session: Session, market: Event) -> None:
    tablet.do("opt_in", opt_in(consents=[consent(), consent(purpose="join_in")]))
    contact = session.scalars(select(Contact)).one()

    for _ in range(2):
        service.withdraw(session, contact, "informed", MARKET_DAY)
    session.commit()

    assert queries.count_by_purpose(session, market.id) == {"join_in": 1}
    assert queries.opt_ins(session, market.id, "informed") == []
    assert [each.purpose for each in queries.standing(contact)] == ["join_in"]
    with pytest.raises(service.PurposeIsUnknown):
        service.withdraw(session, contact, "newsletter", MARKET_DAY)


def test_one_key_is_for_one_contact(tablet: Acts) -> None:
    first = opt_in()
    tablet.do("opt_in", first)

    assert tablet.do("opt_in", {**first, "name": "Vera"})["reason"] == "contact_taken"
    assert tablet.do("opt_in", opt_in(consents=first["consents"]))["reason"] == "contact_taken"


def test_the_list_holds_only_the_event_that_was_asked(tablet: Acts, session: Session, market: Event) -> None:
    tablet.do("opt_in", opt_in())

    assert len(queries.opt_ins(session, market.id)) == 1
    assert queries.opt_ins(session, market.id + 1) == []


def test_a_letter_is_not_sent_to_who_took_everything_back(tablet: Acts, session: Session) -> None:
    tablet.do("opt_in", opt_in())
    contact = session.scalars(select(Contact)).one()
    about = session.scalars(select(Letter)).one().about.removeprefix("contact:")
    assert still.is_wanted(session, "opt_in", about)

    service.withdraw(session, contact, "informed", MARKET_DAY)

    assert not still.is_wanted(session, "opt_in", about)
    assert not still.is_wanted(session, "opt_in", str(uuid.uuid4()))
    assert not still.is_wanted(session, "opt_in", "nobody")


SAME = str(uuid.uuid4())
HOSTILE: list[tuple[dict[str, Any], str]] = [
    ({"consents": []}, "consents"),
    ({"consents": None}, "consents"),
    ({"consents": [7]}, "consents"),
    ({"consents": [consent() for _ in range(99)]}, "consents"),
    ({"consents": [consent(), consent()]}, "consents_twice"),
    ({"consents": [consent(id=SAME), consent(id=SAME, purpose="join_in")]}, "consents_twice"),
    ({"consents": [consent(purpose="newsletter")]}, "purpose"),
    ({"consents": [consent(channel="fax")]}, "channel"),
    ({"consents": [consent(channel="phone")]}, "phone"),
    ({"consents": [consent(words="")]}, "words"),
    ({"consents": [consent(words="a" * 900_000)]}, "words_too_long"),
    ({"consents": [consent(words={"a": 1})]}, "words"),
    ({"email": ""}, "email"),
    ({"email": "fatima"}, "email"),
    ({"email": "fatima@example.org\nBcc: x@example.org"}, "email"),
    ({"email": ["fatima@example.org"]}, "email"),
    ({"email": "a" * 300 + "@example.org"}, "email_too_long"),
    ({"phone": "bel mij"}, "phone"),
    ({"phone": 612345678}, "phone"),
    ({"name": {"first": "Fatima"}}, "name"),
    ({"name": "a" * 1_000_000}, "name_too_long"),
    ({"language": "klingon"}, "language"),
    ({"contact": "1"}, "contact"),
    ({"contact": None}, "contact"),
]


@pytest.mark.parametrize(("wrong", "reason"), HOSTILE)
def test_what_breaks_a_rule_is_refused_by_name(
    tablet: Acts, session: Session, wrong: dict[str, Any], reason: str
) -> None:
    receipt = tablet.do("opt_in", opt_in(**wrong))

    assert (receipt["status"], receipt["reason"]) == ("refused", reason)
    assert session.scalar(select(func.count()).select_from(Contact)) == 0


def test_a_name_loses_signs_that_nobody_can_see(tablet: Acts, session: Session) -> None:
    tablet.do("opt_in", opt_in(name="Fa\x00ti\u202ema\ud800"))

    assert session.scalars(select(Contact)).one().name == "Fatima"


def test_contact_details_are_not_readable_in_the_database(tablet: Acts, session: Session) -> None:
    tablet.do("opt_in", opt_in())

    raw = session.connection().exec_driver_sql("SELECT name, email, mine FROM contact").one()
    assert all(b"atima" not in bytes(column) for column in raw)
