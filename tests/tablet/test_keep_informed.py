"""Saying yes on the tablet: per purpose and channel, nothing ticked beforehand, and apart from any card."""

from __future__ import annotations

import pytest

from kiosk.acts.models import Act
from kiosk.contacts.models import Consent, Contact
from kiosk.lib.db import db
from kiosk.mail.models import Letter
from tests.tablet.conftest import Kiosk

pytestmark = pytest.mark.browser


def ask(kiosk: Kiosk, *ticks: str) -> None:
    """From the start to after both purposes, with these boxes ticked."""
    kiosk.choose()
    kiosk.press("[data-go=age]")
    kiosk.press("[data-go=informed]")
    for name in ticks:
        if name.startswith("join_in"):
            continue
        kiosk.on_screen(f"[name={name}]").check()
    kiosk.press("[data-go=join_in]")
    for name in ticks:
        if name.startswith("join_in"):
            kiosk.on_screen(f"[name={name}]").check()
    kiosk.press("[data-contact]")


def test_nothing_is_ticked_beforehand(kiosk: Kiosk) -> None:
    kiosk.choose()

    assert kiosk.page.locator("#visit input[type=checkbox]").count() == 4
    assert kiosk.page.locator("#visit input[type=checkbox]:checked").count() == 0


def test_a_yes_is_kept_with_the_very_words_on_the_screen(kiosk: Kiosk) -> None:
    ask(kiosk, "informed-email", "join_in-phone")
    kiosk.tap("a", "@", "b", "o", "n", "t", ".nl")
    kiosk.press("[data-contact]")
    kiosk.tap(*"0612345678")
    kiosk.press("[data-contact]")
    kiosk.page.keyboard.type("Olena")
    kiosk.press("[data-contact]")
    kiosk.see("check")
    kiosk.press("[data-opt-in]")
    kiosk.see("heard")

    contact = kiosk.stored(Contact)[0]
    assert (contact.name, contact.email, contact.phone) == ("Olena", "a@bont.nl", "+31612345678")
    yeses = {(each.purpose, each.channel): each.words for each in contact.consents}
    assert set(yeses) == {("informed", "email"), ("join_in", "phone")}
    words = yeses["informed", "email"]
    for part in ("wat wij met de kaarten doen?", "gemeente Lindewaard", "12 maanden", "stoppen", "Ja, per e-mail"):
        assert part in words
    assert db.session.query(Letter).one().kind == "opt_in"


def test_a_yes_has_a_queue_and_a_number_of_its_own(kiosk: Kiosk) -> None:
    ask(kiosk, "informed-phone")
    kiosk.page.keyboard.type("06-12345678")
    kiosk.press("[data-contact]")
    kiosk.press("[data-contact]")
    kiosk.press("[data-opt-in]")
    kiosk.stored(Contact)

    acts = {act.kind: act.seq for act in db.session.query(Act)}
    assert acts["opt_in"] == 1 and acts["lease"] == 1


def test_who_is_younger_leaves_nothing_and_sees_the_way_for_a_parent(kiosk: Kiosk) -> None:
    kiosk.choose()
    kiosk.press("[data-go=age]")
    kiosk.press("[data-go=parent]")

    assert "088\u00a0000\u00a000\u00a000" in kiosk.see("parent").inner_text()
    assert kiosk.on_screen("input").count() == 0
    kiosk.press("[data-end]")
    assert db.session.query(Contact).count() == 0


def test_ticking_nothing_keeps_nothing_and_is_fine(kiosk: Kiosk) -> None:
    ask(kiosk)

    kiosk.see("nothing")
    assert db.session.query(Consent).count() == 0


@pytest.mark.parametrize(
    ("tick", "typed"), [("informed-email", "bontnl"), ("informed-email", "a@b"), ("informed-phone", "12345")]
)
def test_a_wrong_address_says_how_to_mend_it_and_keeps_it(kiosk: Kiosk, tick: str, typed: str) -> None:
    ask(kiosk, tick)
    kiosk.page.keyboard.type(typed)
    kiosk.page.keyboard.press("Enter")

    assert kiosk.on_screen("[data-error]").inner_text().startswith("Typ uw hele")
    assert kiosk.on_screen("input").input_value() == typed
    assert kiosk.on_screen("input").get_attribute("aria-invalid") == "true"


def test_another_language_in_mid_visit_keeps_what_was_typed(kiosk: Kiosk) -> None:
    ask(kiosk, "informed-email")
    kiosk.page.keyboard.type("olena@example.org")
    kiosk.page.locator("[data-languages]").click()
    kiosk.choose("en")

    assert kiosk.on_screen("input").input_value() == "olena@example.org"
    assert kiosk.page.evaluate("document.documentElement.lang") == "en"
    assert kiosk.page.locator("[name=informed-email]").is_checked()


def test_what_was_typed_is_shown_to_be_checked(kiosk: Kiosk) -> None:
    """The number in groups; a name that was not given takes no row and leaves no line."""
    ask(kiosk, "informed-phone")
    kiosk.page.keyboard.type("0612345678")
    kiosk.press("[data-contact]")
    kiosk.press("[data-contact]")
    rows = kiosk.see("check").locator(".check > div:visible")

    assert [row.get_attribute("data-check") for row in rows.all()] == ["phone", "informed"]
    assert rows.first.locator("bdi").inner_text() == "06 12 34 56 78"
    lines = rows.evaluate_all("(all) => all.map((row) => getComputedStyle(row).borderTopStyle)")
    assert lines == ["none", "solid"]


def test_a_phone_number_is_written_in_groups(kiosk: Kiosk) -> None:
    address = kiosk.page.locator("script[type=module]").get_attribute("src") or ""
    numbers = {
        "06-12345678": "06 12 34 56 78",
        "+31612345678": "+31 6 12 34 56 78",
        "0101234567": "010 123 45 67",
        "0182123456": "0182 12 34 56",
        "0048512345678": "+48 512 345 678",
    }
    written = kiosk.page.evaluate(
        """async ([address, numbers]) => {
          const { spaced } = await import(address.replace("main.js", "phone-number.js"));
          return numbers.map(spaced);
        }""",
        [address, list(numbers)],
    )

    assert written == list(numbers.values())
