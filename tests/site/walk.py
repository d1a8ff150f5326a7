"""A resident's sign-up as a browser without script sends it: every form with all its hidden fields."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse


def soup(response: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(response.text, "html.parser")


def filled(form: Tag) -> dict[str, str]:
    """What the form would send if its button were pressed now."""
    sent: dict[str, str] = {}
    for field in form.select("input[name]"):
        kind = field.get("type", "text")
        if kind not in ("radio", "checkbox") or field.has_attr("checked"):
            sent[str(field["name"])] = str(field.get("value", "y" if kind == "checkbox" else ""))
    for field in form.select("select[name]"):
        chosen = field.select_one("option[selected]") or field.select_one("option")
        sent[str(field["name"])] = str(chosen["value"]) if chosen else ""
    return sent


class Walk:
    """One person on their way through the screens. Counts the answers they waited for."""

    def __init__(self, client: FlaskClient, address: str) -> None:
        self.client, self.address, self.trips = client, address, 0
        self.page = self._keep(client.get(address))

    def _keep(self, response: TestResponse) -> BeautifulSoup:
        self.trips += 1
        self.response = response
        self.page = soup(response)
        return self.page

    @property
    def step(self) -> str:
        form = self.page.select_one("main form[id]")
        return str(form["id"]) if form else ""

    def press(self, go: str, **typed: Any) -> BeautifulSoup:
        form = self.page.select_one("main form[id]")
        assert form is not None, self.response.status
        return self._keep(self.client.post(self.address, data={**filled(form), **typed, "go": go}))

    def sign_up(self, moment: str, name: str = "Fatima", **contact: str) -> str:
        """The whole way; gives the address of /mijn."""
        self.press("next", moment=moment, name=name)
        self.press("next")
        self.press("next", **contact)
        self.press("send")
        assert self.response.status_code == 303
        return self.response.location

    def value(self, name: str) -> str:
        field = self.page.select_one(f"main [name={name}]")
        return str(field.get("value", "")) if field else ""

    def errors(self) -> list[str]:
        return [each.get_text(strip=True) for each in self.page.select("#error-summary a")]
