"""Finding oneself by name: only where the organiser wants it, and never a whole name on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from tests.arrival.conftest import Entrance
from tests.cast import sign_up

pytestmark = pytest.mark.browser


@pytest.fixture
def finding(kiosk_on: Callable[..., Entrance], live_session: Session, live_market: Event) -> Entrance:
    """At the screen where names are typed; the market expects five people, four of them alike."""
    for name in ("Fatima Bouzid", "Fatma", "Fatih", "Fatoumata", "Bram"):
        sign_up(live_session, live_market, name)
    sign_up(live_session, live_market, "Fatou", moment_id=None, way="online").state = "cancelled"
    live_market.finds_names = True
    live_session.commit()
    kiosk = kiosk_on()
    kiosk.choose()
    kiosk.press("[data-go=find]")
    return kiosk


def hits(kiosk: Entrance) -> list[str]:
    return kiosk.on_screen("[data-hits] bdi").all_inner_texts()


def test_it_is_off_until_the_organiser_wants_it(kiosk: Entrance) -> None:
    kiosk.choose()

    expect(kiosk.on_screen(".tile")).to_have_count(2)
    assert kiosk.page.locator("[data-go=find]").count() == 0


def test_two_letters_are_too_few_and_four_hits_too_many(finding: Entrance) -> None:
    says = finding.on_screen("[data-found-words]")
    finding.page.keyboard.type("fa")
    expect(says).to_have_text("Typ minstens drie letters.")
    finding.page.keyboard.type("t")
    expect(says).to_have_text("Er zijn meer namen. Typ nog een letter.")

    assert hits(finding) == []


def test_a_hit_is_masked_and_lets_in(finding: Entrance, live_session: Session) -> None:
    finding.page.keyboard.type("FATÌM")
    expect(finding.on_screen("[data-hits] bdi")).to_have_text(["Fa… B."])

    finding.press("[data-guest]")

    finding.greets("welcome", "Welkom\nFa… B.")
    assert [each.name for each in finding.let_in(live_session, 1)] == ["Fatima Bouzid"]
    assert "Bouzid" not in finding.page.content()


def test_only_the_exact_beginning_fits(finding: Entrance) -> None:
    finding.page.keyboard.type("ouzid")

    expect(finding.on_screen("[data-found-words]")).to_contain_text("Wij vinden deze naam niet.")
    assert hits(finding) == []
