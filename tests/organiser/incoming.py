"""A browser that reads in a list: what it sends, and what the preview says."""

from __future__ import annotations

import io
from typing import Any

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.guests.models import Party
from tests.organiser.scene import SLUG, soup

ADDRESS = f"{SLUG}/inlezen?taal=en"
ROWS = f"{SLUG}/inlezen/lijst?taal=en"


def upload(ours: FlaskClient, text: str | bytes) -> Any:
    content = text if isinstance(text, bytes) else text.encode()
    return ours.post(ADDRESS, data={"bestand": (io.BytesIO(content), "lijst.csv")})


def filled(page: BeautifulSoup) -> dict[str, str]:
    """The form of the preview as a browser would send it."""
    hidden = {each["name"]: each["value"] for each in page.select("form.importing input[type=hidden]")}
    ticked = {each["name"]: each["value"] for each in page.select("form.importing input[checked]")}
    chosen = {
        each["name"]: (each.select_one("option[selected]") or each.select("option")[0])["value"]
        for each in page.select("form.importing select")
    }
    return {str(name): str(value) for name, value in {**hidden, **ticked, **chosen}.items()}


def press(ours: FlaskClient, page: Any, **more: str) -> Any:
    return ours.post(ROWS, data={**filled(soup(page)), "doe": "erbij", **more})


def said(page: Any) -> dict[str, str]:
    """What happens to each row, by its number."""
    return {
        str(row["id"]).removeprefix("rij-"): row.select("td")[-1].get_text(strip=True)
        for row in soup(page).select(".import-list tbody tr")
    }


def parties(session: Session) -> list[Party]:
    session.expire_all()
    return list(session.scalars(select(Party).order_by(Party.id)))
