"""Pairing a door, a tablet or a printer, and taking it out of use; from the organiser's side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from kiosk.access import queries, service
from kiosk.access.models import Device
from kiosk.events.models import Event
from kiosk.lib import addresses, clock, i18n, qr, tokens
from kiosk.lib.db import db, start_writing
from kiosk.organiser import labels
from kiosk.organiser import queries as own_queries
from kiosk.organiser.forms import problems
from kiosk.organiser.forms_devices import DeviceForm
from kiosk.organiser.printers import printing
from kiosk.organiser.routes.room import blueprint, own_event, record

ONE = "/<slug>/apparaten/<int(max=2147483647):number>"


@dataclass(frozen=True)
class Offer:
    """A pairing link, shown this one time: we keep only its hash."""

    device: Device
    address: str
    picture: Markup
    code: str
    """For a device without a camera: typed on its own page, it leads to the link."""


@blueprint.get("/<slug>/apparaten")
def devices(slug: str) -> ResponseReturnValue:
    return page(own_event(slug))


@blueprint.get("/<slug>/apparaten/lijst")
def device_lines(slug: str) -> ResponseReturnValue:
    event = own_event(slug)
    return render_template("organiser/_devices.html", event=event, **_known(event))


@blueprint.post("/<slug>/apparaten")
def add_device(slug: str) -> ResponseReturnValue:
    """A device that nobody opened yet, of the same name and purpose, gets a new link instead of a twin."""
    event, form, now = own_event(slug), DeviceForm(), clock.now()
    if event.state not in ("draft", "published") or addresses.reach() == "nowhere":
        return redirect(url_for("organiser.devices", slug=slug))
    if not form.validate():
        return page(event, form), 422
    start_writing(db.session())
    return _offered(event, _same_offered(event, form) or form.device(event, now))


@blueprint.post(f"{ONE}/nieuwe-link")
def renew_link(slug: str, number: int) -> ResponseReturnValue:
    event = own_event(slug)
    start_writing(db.session())
    device = service.device_of_event(db.session(), event.id, number)
    if device.state != "offered" or addresses.reach() == "nowhere":
        return redirect(url_for("organiser.devices", slug=slug))
    return _offered(event, device)


@blueprint.post(f"{ONE}/ja")
def confirm_device(slug: str, number: int) -> ResponseReturnValue:
    event = own_event(slug)
    start_writing(db.session())
    device = service.device_of_event(db.session(), event.id, number)
    try:
        service.confirm_pairing(db.session(), device, clock.now())
    except (service.DeviceCannotMove, service.PairingIsOver):
        return redirect(url_for("organiser.devices", slug=slug))
    record("device.pair", f"device {device.id}")
    return redirect(url_for("organiser.devices", slug=slug))


@blueprint.post(f"{ONE}/nee")
def refuse_device(slug: str, number: int) -> ResponseReturnValue:
    event = own_event(slug)
    start_writing(db.session())
    device = service.device_of_event(db.session(), event.id, number)
    if device.state == "asked":
        service.refuse_pairing(db.session(), device)
        record("device.refuse", f"device {device.id}")
    return redirect(url_for("organiser.devices", slug=slug))


@blueprint.get(f"{ONE}/intrekken")
def ask_withdraw(slug: str, number: int) -> ResponseReturnValue:
    event = own_event(slug)
    device = service.device_of_event(db.session(), event.id, number)
    return render_template("organiser/withdraw.html", event=event, device=device)


@blueprint.post(f"{ONE}/intrekken")
def withdraw_device(slug: str, number: int) -> ResponseReturnValue:
    event = own_event(slug)
    start_writing(db.session())
    device = service.device_of_event(db.session(), event.id, number)
    if device.state != "withdrawn":
        service.withdraw(db.session(), device)
        record("device.withdraw", f"device {device.id}")
    return redirect(url_for("organiser.devices", slug=slug))


def page(event: Event, form: DeviceForm | None = None, **more: Any) -> str:
    """`more`: the `offer` of a link, the `problems` of a file, or what was `brought` in by one."""
    form = form or DeviceForm(formdata=None)
    view = {"offer": None, "brought": None, "problems": problems(form), **more}
    return render_template(
        "organiser/devices.html",
        event=event,
        form=form,
        reach=addresses.reach(),
        printing=printing(db.session(), event.id, clock.now()),
        labels=labels,
        **view,
        **_known(event),
    )


def _known(event: Event) -> dict[str, Any]:
    """The devices in use, what each says of itself, and the moment that they are looked at."""
    now = clock.now()
    lines = {line.id: line for line in own_queries.device_lines(db.session(), event.id, now)}
    devices = queries.devices_of(db.session(), event.id)
    return {"devices": devices, "lines": lines, "lock_digits": queries.lock_digits, "now": now}


def _same_offered(event: Event, form: DeviceForm) -> Device | None:
    for device in queries.devices_of(db.session(), event.id):
        if device.state == "offered" and (device.name, device.purpose) == (form.name.data, form.purpose.data):
            return device
    return None


def _offered(event: Event, device: Device) -> str:
    """The page with a new link for this device."""
    code = tokens.new()[: tokens.SHORT_LENGTH]
    address = f"{addresses.base()}/koppelen/{service.offer_pairing(db.session(), device, clock.now(), code=code)}"
    record("device.offer", f"device {device.id}")
    picture = qr.svg(address, i18n.gettext("Code that opens the pairing link"))
    return page(event, offer=Offer(device, address, picture, tokens.grouped(code)))
