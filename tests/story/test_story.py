"""The whole story, told by four people in a real browser: from an empty page to the right numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from kiosk.access.models import Account
from kiosk.lib.db import db
from tests.browser import Live, follow
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
TABLET = {"width": 1180, "height": 820}
LAPTOP = {"width": 1440, "height": 900}


@pytest.fixture
def session(live: Live) -> Session:
    return db.session()


@contextmanager
def person(browser: Browser, screen: dict[str, int], locale: str = "nl-NL") -> Iterator[Page]:
    """Somebody's own browser, with nobody else's cookies."""
    context = browser.new_context(viewport=screen, locale=locale, timezone_id="Europe/Amsterdam")
    yield context.new_page()
    context.close()


def test_four_people_and_the_right_numbers(
    live: Live, browser: Browser, session: Session, ilse: Account, now: object
) -> None:
    with (
        person(browser, LAPTOP) as organiser,
        person(browser, PHONE) as fatima,
        person(browser, PHONE, "ar") as nour,
        person(browser, PHONE) as host,
        person(browser, TABLET) as tablet,
    ):
        sign_in(organiser, live.url)
        make_and_publish(organiser)
        code = sign_up_with_email(fatima, live.url)
        sign_up_in_arabic_with_a_first_name_only(nour, live.url)
        pair(organiser, host, "De deur", "Deur 1")
        pair(organiser, tablet, "De tablet in de zaal", "Tablet bij de soep")

        let_in_by_code(host, code, "Fatima")
        let_in_by_name(host, "Nou", "Nour")
        let_in_a_new_guest(host, "Marek")
        leave_a_glad_card(tablet)
        say_yes_to_news(tablet)

        organiser.goto(f"{live.url}/beheer/zorg-in-de-wijk/")
        expect(organiser.locator(".numbers > li > b")).to_have_text(["2", "3", "1", "1"], timeout=15000)
        expect(organiser.locator("#day")).to_contain_text("1 zonder aanmelding")


def sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/beheer/")
    page.get_by_label("E-mailadres").fill("ilse@example.org")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()


def make_and_publish(page: Page) -> None:
    page.goto(page.url.split("/beheer")[0] + "/beheer/nieuw")
    page.get_by_label("Informatiemarkt").check()
    page.get_by_label("Titel").fill("Zorg in de wijk")
    page.get_by_label("De vraag waar het over gaat").fill("Hoe is zorg in de wijk voor u?")
    page.get_by_role("button", name="Maak deze bijeenkomst").click()
    page.get_by_label("Dag").fill("2026-04-14")
    page.get_by_label("Van", exact=True).fill("15:00")
    page.get_by_label("Tot", exact=True).fill("17:00")
    save(page)
    section(page, "waar")
    page.get_by_label("Naam van het gebouw").fill("De Haven")
    page.get_by_label("Straat, nummer en plaats").fill("Kastanjeplein 12, Lindewaard")
    save(page)
    section(page, "mensen")
    page.get_by_label("Naam van de contactpersoon").fill("Ilse")
    page.get_by_label("Telefoonnummer van de contactpersoon").fill("088 000 00 00")
    save(page)
    choose_the_rest(page)
    follow(page, page.get_by_role("button", name="Publiceer"))
    expect(page.get_by_role("heading", name="Posters en naamkaartjes")).to_be_visible()


def choose_the_rest(page: Page) -> None:
    section(page, "invloed")
    page.get_by_label("Meningen vragen").check()
    save(page)
    section(page, "talen")
    page.get_by_label("العربية").check()
    save(page)
    section(page, "tablet")
    for activity in ("Blij, verdrietig of boos", "Een tip", "Hou mij op de hoogte"):
        page.get_by_role("checkbox", name=activity).check()
    for question in page.get_by_label("Vraag in het Nederlands").all():
        question.fill("Hoe is zorg in de wijk voor u?")
    save(page)
    section(page, "zorg")
    page.get_by_label("Naam").fill("Ilse")
    page.get_by_label("E-mailadres").fill("ilse@example.org")
    page.get_by_label("Vanaf welke dag kunnen mensen de antwoorden lezen?").fill("2026-05-01")
    save(page)
    page.goto(page.url.split("/gegevens")[0] + "/gegevens")


def section(page: Page, path: str) -> None:
    page.goto(page.url.split("/gegevens")[0] + f"/gegevens/{path}")


def save(page: Page) -> None:
    follow(page, page.get_by_role("button", name="Bewaar").last)
    expect(page.locator("#error-summary")).to_have_count(0)


def sign_up_with_email(page: Page, url: str) -> str:
    """Gives the short code, as it can be read out."""
    page.goto(f"{url}/")
    page.get_by_role("link", name="Zorg in de wijk").click()
    page.get_by_role("link", name="Aanmelden").click()
    page.get_by_label("Uw voornaam").fill("Fatima")
    follow(page, page.get_by_role("button", name="Verder", exact=True))
    follow(page, page.get_by_role("button", name="Verder", exact=True))
    page.get_by_label("E-mail").fill("fatima@example.org")
    follow(page, page.get_by_role("button", name="Verder", exact=True))
    page.get_by_role("button", name="Meld mij aan").click()
    expect(page.get_by_role("heading", name="U bent aangemeld, Fatima")).to_be_visible()
    return page.locator(".pass .code").inner_text()


def sign_up_in_arabic_with_a_first_name_only(page: Page, url: str) -> None:
    page.goto(f"{url}/bijeenkomst/zorg-in-de-wijk/aanmelden")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator("input[name=name]").fill("Nour")
    for _ in range(3):
        follow(page, "main button[value=next]")
    page.locator("button[value=send]").click()
    expect(page.locator(".pass .code")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "ar")


def pair(organiser: Page, device: Page, purpose: str, name: str) -> None:
    organiser.goto(organiser.url.split("/zorg-in-de-wijk")[0] + "/zorg-in-de-wijk/apparaten")
    organiser.get_by_label(purpose).check()
    organiser.get_by_label("Naam van het apparaat").fill(name)
    organiser.get_by_role("button", name="Maak een link").click()
    device.goto(organiser.locator(".offer-link").get_attribute("href") or "")
    device.get_by_role("button", name="Koppel").click()
    digits = device.locator(".pair-digits").inner_text()
    expect(organiser.locator(".pair-digits")).to_have_text(digits, timeout=15000)
    organiser.get_by_role("button", name="Ja, dezelfde cijfers").click()
    expect(device.locator(".pair-digits")).to_have_count(0, timeout=15000)


def let_in_by_code(page: Page, code: str, name: str) -> None:
    page.get_by_label("Of typ de code").fill(code)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Welkom {name}")).to_be_visible()
    page.get_by_role("button", name="Volgende").click()


def let_in_by_name(page: Page, letters: str, name: str) -> None:
    page.get_by_role("button", name="Zoek op naam").click()
    page.locator("#search-field").fill(letters)
    page.locator("#found-rows").get_by_role("button", name="Binnen").click()
    expect(page.get_by_role("heading", name=f"Welkom {name}")).to_be_visible()
    page.get_by_role("button", name="Volgende").click()


def let_in_a_new_guest(page: Page, name: str) -> None:
    page.get_by_role("button", name="Nieuwe gast").click()
    page.locator("#new-field").fill(name)
    page.get_by_role("button", name="Laat binnen").click()
    expect(page.get_by_role("heading", name=f"Welkom {name}")).to_be_visible()


def leave_a_glad_card(page: Page) -> None:
    page.locator("button[data-language=nl]").click()
    page.get_by_role("button", name="Blij, verdrietig of boos").click()
    page.get_by_role("button", name="Waar wordt u blij van?").click()
    page.get_by_role("button", name="Geef de kaart").click()
    expect(page.get_by_role("heading", name="Dank u wel")).to_be_visible()
    page.get_by_role("button", name="Nog iets doen").click()


def say_yes_to_news(page: Page) -> None:
    page.get_by_role("button", name="Contact houden").click()
    page.get_by_role("button", name="Ja, ik ben 16 of ouder").click()
    page.get_by_label("Ja, per e-mail").locator("visible=true").check()
    for _ in range(2):
        page.locator(
            "#visit [data-screen]:not([hidden]) [data-go=join_in], [data-screen]:not([hidden]) .press-go"
        ).last.click()
    page.locator("#email input").fill("olena@example.org")
    page.locator("#email .press-go").click()
    page.locator("#name .press-go").click()
    page.locator("#check .press-go").click()
    expect(page.locator("#heard")).to_be_visible()
