"""My sign-up: the ticket, and a way to change every answer."""

from __future__ import annotations

import uuid

import pytest
import zxingcpp
from flask.testing import FlaskClient
from PIL import Image, ImageDraw
from sqlalchemy.orm import Session

from kiosk.contacts import service as contacts
from kiosk.contacts.models import Contact
from kiosk.contacts.service import NewContact, Yes
from kiosk.events.models import Event
from kiosk.guests.models import Party
from kiosk.lib import qr, tokens
from kiosk.site.forms import shown_phone
from tests.cast import sign_up
from tests.conftest import MARKET_DAY
from tests.site.walk import filled, soup

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def party(session: Session, market: Event) -> Party:
    return sign_up(session, market, "Fatima", "Jan", email="fatima@example.org")


def address(party: Party, more: str = "") -> str:
    return f"/mijn/{party.mine}{more}"


def send(client: FlaskClient, at: str, **typed: str) -> object:
    """Opens the page, fills in, and presses its button."""
    form = soup(client.get(at)).select_one("main form")
    assert form is not None
    return client.post(at, data={**filled(form), **typed})


def test_the_page_shows_the_ticket_and_a_code_that_can_be_read_out(client: FlaskClient, party: Party) -> None:
    page = soup(client.get(address(party)))

    assert "U bent aangemeld,Fatima" in page.h1.text  # type: ignore[union-attr]
    assert page.select_one(".code").text == tokens.grouped(tokens.short_code(party.ticket))  # type: ignore[union-attr]
    assert page.select_one("svg.qr")["aria-label"] == "Uw code voor de deur"  # type: ignore[index]


def test_a_camera_reads_the_ticket_back() -> None:
    text = f"HTTPS://KIOSK.EXAMPLE.NL/T/{tokens.ALPHABET[:26]}"
    rows = qr.matrix(text)
    image = Image.new("L", ((len(rows) + 8) * 6,) * 2, 255)
    draw = ImageDraw.Draw(image)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                draw.rectangle([(x + 4) * 6, (y + 4) * 6, (x + 5) * 6 - 1, (y + 5) * 6 - 1], fill=0)

    assert zxingcpp.read_barcodes(image)[0].text == text


def test_the_page_is_never_kept_by_a_browser(client: FlaskClient, party: Party) -> None:
    assert client.get(address(party)).headers["Cache-Control"] == "no-store"


def test_an_unknown_and_an_old_link_look_the_same(client: FlaskClient, party: Party, later: object) -> None:
    unknown = client.get("/mijn/" + tokens.new())
    later(days=60)  # type: ignore[operator]
    old = client.get(address(party))

    assert (unknown.status_code, old.status_code) == (404, 404)
    assert unknown.text == old.text


@pytest.mark.parametrize("typed", ["x", "🎈", "a" * 5000, "..%2f..%2fetc", "%00"])
def test_nonsense_is_an_unknown_link(client: FlaskClient, market: Event, typed: str) -> None:
    assert client.get(f"/mijn/{typed}").status_code == 404


def test_signing_off_asks_first(client: FlaskClient, session: Session, party: Party) -> None:
    assert client.get(address(party, "/afmelden")).status_code == 200
    session.refresh(party)
    assert party.state == "signed_up"
    send(client, address(party, "/afmelden"))

    session.refresh(party)
    assert party.state == "cancelled"
    assert "U bent afgemeld" in client.get(address(party)).text


def test_signing_off_twice_is_once(client: FlaskClient, party: Party) -> None:
    client.post(address(party, "/afmelden"))

    assert client.post(address(party, "/afmelden")).status_code == 303


def test_who_signed_off_can_come_after_all(client: FlaskClient, session: Session, party: Party) -> None:
    client.post(address(party, "/afmelden"))
    client.post(address(party, "/toch-komen"))

    session.refresh(party)
    assert party.state == "signed_up"


def test_the_screen_of_a_change_shows_what_was_said(client: FlaskClient, party: Party) -> None:
    form = soup(client.get(address(party, "/wijzig/who"))).select_one("main form")

    assert form is not None
    assert {"name": "Fatima", "others": "Jan", "size": "2", "moment": str(party.moment_id)}.items() <= filled(
        form
    ).items()


def test_who_comes_and_when_can_change(client: FlaskClient, session: Session, party: Party, market: Event) -> None:
    send(client, address(party, "/wijzig/who"), moment=str(market.moments[1].id), together="", others="", name="Olena")

    session.expire_all()
    assert (party.moment_id, party.size) == (market.moments[1].id, 1)
    assert [each.name for each in party.guests] == ["Olena"]


def test_help_and_contact_can_change(client: FlaskClient, session: Session, party: Party) -> None:
    send(client, address(party, "/wijzig/help"), wheelchair="y", other="een lift")
    send(client, address(party, "/wijzig/contact"), email="", phone="06 12 34 56 78")

    session.expire_all()
    assert party.help == {"wheelchair": True, "other": "een lift"}
    assert (party.email, party.phone) == (None, "+31612345678")


def test_a_wrong_change_is_asked_again_and_changes_nothing(client: FlaskClient, session: Session, party: Party) -> None:
    answer = send(client, address(party, "/wijzig/contact"), email="geen adres")

    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "geen adres" in answer.text  # type: ignore[attr-defined]
    session.refresh(party)
    assert party.email == "fatima@example.org"


def test_a_full_time_keeps_the_place_until_they_choose_to_wait(
    client: FlaskClient, session: Session, party: Party, market: Event
) -> None:
    sign_up(session, market, *["Jan"] * 20, moment_id=market.moments[1].id)
    wish = {"moment": str(market.moments[1].id)}
    asked = send(client, address(party, "/wijzig/who"), **wish)
    session.refresh(party)
    assert (asked.status_code, party.state) == (422, "signed_up")  # type: ignore[attr-defined]
    send(client, address(party, "/wijzig/who"), go="wait", **wish)

    session.refresh(party)
    assert party.state == "waiting"


def test_a_cancelled_meeting_is_said_plainly(
    client: FlaskClient, session: Session, party: Party, market: Event
) -> None:
    market.state = "cancelled"
    session.commit()

    assert "Deze bijeenkomst gaat niet door" in client.get(address(party)).text
    assert client.get(address(party, "/wijzig/who")).status_code == 410


def test_after_the_meeting_nothing_is_left_to_change(client: FlaskClient, party: Party, later: object) -> None:
    later(days=1)  # type: ignore[operator]
    page = client.get(address(party)).text

    assert "Deze bijeenkomst is voorbij" in page
    assert "/wijzig/" not in page


def test_a_browser_remembers_its_last_five_sign_ups(client: FlaskClient, session: Session, market: Event) -> None:
    links = [sign_up(session, market, "Jan").mine for _ in range(6)]
    for link in links:
        client.get(f"/mijn/{link}")

    cookie = client.get_cookie("mijn")
    assert cookie is not None
    assert cookie.value.split(".") == links[:0:-1]


def yes(session: Session, market: Event) -> Contact:
    new = NewContact(
        id=uuid.uuid4(),
        event_id=market.id,
        name="Marek",
        email="marek@example.org",
        phone=None,
        language="nl",
        through="tablet",
        on=MARKET_DAY.date(),
        yeses=tuple(Yes(uuid.uuid4(), purpose, "email", "Ja.") for purpose in ("informed", "join_in")),
        mine=tokens.new(),
    )
    contact = contacts.add(session, new)
    session.commit()
    return contact


def test_a_yes_is_seen_and_taken_back_with_one_button(client: FlaskClient, session: Session, market: Event) -> None:
    contact = yes(session, market)
    page = soup(client.get(f"/mijn/{contact.mine}"))
    assert [each["value"] for each in page.select("button[name=purpose]")] == ["informed", "join_in"]
    client.post(f"/mijn/{contact.mine}/stop", data={"purpose": "informed"})

    after = soup(client.get(f"/mijn/{contact.mine}"))
    assert [each["value"] for each in after.select("button[name=purpose]")] == ["join_in"]


def test_nothing_but_a_yes_can_be_taken_back(client: FlaskClient, session: Session, market: Event) -> None:
    contact = yes(session, market)

    assert client.post(f"/mijn/{contact.mine}/stop", data={"purpose": "🎈"}).status_code == 404
    assert client.post(f"/mijn/{tokens.new()}/stop", data={"purpose": "informed"}).status_code == 404
    assert client.get(f"/mijn/{contact.mine}/stop").status_code == 405


def test_every_get_changes_nothing(client: FlaskClient, session: Session, party: Party) -> None:
    for path in ("", "/afmelden", "/wijzig/who", "/wijzig/help", "/wijzig/contact", "/agenda.ics"):
        assert client.get(address(party, path)).status_code == 200
    session.refresh(party)

    assert (party.state, party.created_at) == ("signed_up", MARKET_DAY)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+31612345678", "06 12 34 56 78"),
        ("+31201234567", "020 123 4567"),
        ("+4930123456", "+49 30 123456"),
        ("?", "?"),
    ],
)
def test_a_phone_number_is_shown_in_groups(number: str, shown: str) -> None:
    assert shown_phone(number) == shown
