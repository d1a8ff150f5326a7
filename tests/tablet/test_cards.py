"""A visitor leaves a card: a face is enough, words are welcome, and a slip tells how it goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from kiosk.cards import service
from kiosk.cards.models import Card, Slip, SlipBlock
from kiosk.cards.rules import SlipFace, slip_face
from kiosk.lib.db import db
from tests.tablet.conftest import Kiosk

pytestmark = pytest.mark.browser


def test_a_face_is_enough(kiosk: Kiosk) -> None:
    kiosk.choose()
    kiosk.press("[data-go=feelings]")
    kiosk.press("[data-feeling=sad]")
    kiosk.press("[data-give]")
    kiosk.see("thanks")

    card = kiosk.stored(Card)[0]
    assert (card.kind, card.text, card.language) == ("sad", "", "nl")


def test_a_tip_is_typed_on_the_screen(kiosk: Kiosk) -> None:
    kiosk.choose()
    kiosk.press("[data-go=tip]")
    kiosk.tap("M", "e", "e", "r", "{space}", "l", "x", "{bksp}", "i", "c", "h", "t", "{numbers}", "!", "{enter}")
    kiosk.tap("{letters}", "{shift}", "{shift}", "É")
    kiosk.press("[data-give]")

    assert kiosk.stored(Card)[0].text == "Meer licht!\nÉ"


def test_a_keyboard_of_its_own_works_too(kiosk: Kiosk) -> None:
    kiosk.choose()
    kiosk.press("[data-go=tip]")
    kiosk.page.keyboard.type("Fijn dat u er bent")
    kiosk.press("[data-give]")

    assert kiosk.stored(Card)[0].text == "Fijn dat u er bent"


def test_an_empty_tip_asks_for_one_and_stays(kiosk: Kiosk) -> None:
    kiosk.choose()
    kiosk.press("[data-go=tip]")
    kiosk.press("[data-give]")

    assert kiosk.on_screen("[data-error]").inner_text() == "Typ eerst uw tip."
    kiosk.tap("J")
    assert kiosk.on_screen("[data-error]").is_hidden()


def test_arabic_is_typed_with_arabic_keys_from_right_to_left(kiosk: Kiosk) -> None:
    kiosk.choose("ar")
    kiosk.press("[data-go=tip]")
    kiosk.tap("ض", "و", "ء")
    assert kiosk.page.evaluate("document.documentElement.dir") == "rtl"
    first, last = (kiosk.on_screen(f'[data-skbtn="{key}"]').bounding_box() for key in "ضد")
    assert first and last and first["x"] < last["x"]
    kiosk.press("[data-give]")

    card = kiosk.stored(Card)[0]
    assert (card.text, card.language) == ("ضوء", "ar")


@pytest.mark.parametrize("language", ["nl", "en", "ar", "pl", "tr", "uk"])
def test_no_key_lies_on_the_keyboard_twice(kiosk: Kiosk, language: str) -> None:
    kiosk.choose(language)
    kiosk.press("[data-go=tip]")
    for layer in ("{numbers}", "{letters}"):
        kiosk.tap(layer)
        keys = kiosk.on_screen("[data-keys] [data-skbtn]").evaluate_all("(all) => all.map((key) => key.dataset.skbtn)")
        assert sorted(keys) == sorted(set(keys))
        assert language != "ar" or not {",", "?", ";"} & set(keys)


@pytest.mark.parametrize(("kind", "word"), [("feelings", "Uw kaart is bij ons."), ("tip", "Uw tip is bij ons.")])
def test_a_card_and_a_tip_are_thanked_by_their_own_name(kiosk: Kiosk, kind: str, word: str) -> None:
    kiosk.choose()
    kiosk.press(f"[data-go={kind}]")
    if kind == "feelings":
        kiosk.press("[data-feeling=glad]")
    kiosk.page.keyboard.type("Fijn")
    kiosk.press("[data-give]")

    words = kiosk.see("thanks").inner_text()
    assert word in words and "Schrijf uw kaartbewijs over" in words
    assert ("uw tip" in words, "uw kaart." in words) == (kind == "tip", kind == "feelings")


def test_another_language_keeps_the_slip_of_the_thanks(kiosk: Kiosk) -> None:
    kiosk.stored(SlipBlock)
    kiosk.choose()
    kiosk.press("[data-go=feelings]")
    kiosk.press("[data-feeling=glad]")
    kiosk.press("[data-give]")
    digits = kiosk.see("thanks").locator("[data-digits]").inner_text()
    kiosk.page.locator("[data-languages]").click()
    kiosk.choose("en")

    assert kiosk.on_screen("[data-digits]").inner_text() == digits
    assert kiosk.on_screen("[data-qr] svg").is_visible()


def test_the_slip_on_the_screen_opens_the_card(kiosk: Kiosk, tmp_path: Any) -> None:
    kiosk.stored(SlipBlock)
    kiosk.choose()
    kiosk.press("[data-go=feelings]")
    kiosk.press("[data-feeling=glad]")
    kiosk.press("[data-give]")
    kiosk.see("thanks").locator("[data-qr] svg").screenshot(path=tmp_path / "qr.png")

    slip = kiosk.stored(Slip)[0]
    address = zxingcpp.read_barcodes(Image.open(tmp_path / "qr.png"))[0].text
    assert address.startswith(f"{kiosk.live.url}/KAART/".upper())
    answer = kiosk.live.app.test_client().get("/KAART/" + address.rsplit("/", 1)[1])
    assert answer.status_code == 200 and "Ontvangen" in answer.text
    face = slip_face(slip.number)
    assert kiosk.on_screen("[data-number]").inner_text() == str(face.number)
    digits = kiosk.on_screen("[data-digits]").inner_text()
    assert service.open_slip(db.session(), face, digits).id == slip.card_id


def test_without_a_number_left_the_card_is_kept_all_the_same(kiosk_on: Callable[..., Kiosk]) -> None:
    """No lease ever came: the card is kept without a slip, and delivered when the line is back."""
    kiosk = kiosk_on(offline=True)
    kiosk.choose()
    kiosk.press("[data-go=feelings]")
    kiosk.press("[data-feeling=mad]")
    kiosk.press("[data-give]")
    assert kiosk.see("thanks").locator("[data-slip]").is_hidden()

    kiosk.page.unroute("**/acts")
    kiosk.page.evaluate("() => { dispatchEvent(new Event('online')); }")
    assert kiosk.stored(Card)[0].kind == "mad"
    assert db.session.query(Slip).count() == 0


def test_what_cannot_be_kept_on_the_device_is_said_and_not_lost(kiosk: Kiosk) -> None:
    kiosk.choose()
    kiosk.press("[data-go=tip]")
    kiosk.page.keyboard.type("Meer banken")
    kiosk.page.evaluate("() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full') } }")
    kiosk.press("[data-give]")
    kiosk.see("trouble")
    kiosk.press("[data-again]")

    assert kiosk.on_screen("textarea").input_value() == "Meer banken"
    kiosk.is_watched = False


def test_two_quick_presses_are_one_card(kiosk: Kiosk) -> None:
    kiosk.choose()
    kiosk.press("[data-go=feelings]")
    kiosk.press("[data-feeling=glad]")
    kiosk.on_screen("[data-give]").evaluate("(button) => { button.click(); button.click(); }")
    kiosk.see("thanks")

    assert len(kiosk.stored(Card)) == 1


def test_the_device_and_the_server_draw_the_same_faces(kiosk: Kiosk) -> None:
    address = kiosk.page.locator("script[type=module]").get_attribute("src") or ""
    faces = kiosk.page.evaluate(
        """async (address) => {
          const { slipFace } = await import(address.replace("main.js", "slip-face.js"));
          return Array.from({ length: 2000 }, (_, at) => slipFace(at * 53));
        }""",
        address,
    )

    assert [SlipFace(**face) for face in faces] == [slip_face(at * 53) for at in range(2000)]
