"""The queue that a device saved to a file, brought in by an organiser when the device cannot deliver it itself."""

from __future__ import annotations

from typing import Any

from flask import current_app, request
from flask.typing import ResponseReturnValue

from kiosk.access import service as access
from kiosk.access.models import Device
from kiosk.acts import saved
from kiosk.events.models import Event
from kiosk.lib import clock
from kiosk.lib.db import db
from kiosk.lib.errors import NotFound, Refusal
from kiosk.lib.i18n import gettext
from kiosk.lib.i18n import lazy_gettext as _l
from kiosk.organiser.forms import Problem
from kiosk.organiser.routes.devices import page
from kiosk.organiser.routes.room import blueprint, own_event, record

MOST_BYTES = 2 * 1024 * 1024
"""Some six thousand visitors: the request stays short. For more there is `kiosk import-queue`."""

REFUSALS: dict[type[Refusal], Any] = {
    saved.NotAQueue: _l("This is not a saved queue, or the file is damaged."),
    saved.QueueIsOfAnotherVersion: _l("Another version of Buurtkiosk saved this file."),
    saved.DeviceIsUnknown: _l("The device that saved this file is not of this meeting."),
    NotFound: _l("The device that saved this file is not of this meeting."),
}


@blueprint.post("/<slug>/apparaten/wachtrij")
def bring_queue(slug: str) -> ResponseReturnValue:
    """The same file twice is harmless, so the answer is the page itself."""
    event, file = own_event(slug), request.files.get("wachtrij")
    content = file.read(MOST_BYTES + 1) if file else b""
    if not content:
        return _refused(event, gettext("Choose a file."))
    if len(content) > MOST_BYTES:
        return _refused(event, gettext("This file is larger than 2 MB. Ask who runs Buurtkiosk to bring it in."))
    try:
        device, told = _take_in(event, content)
    except tuple(REFUSALS) as refusal:
        return _refused(event, str(REFUSALS[type(refusal)]))
    record("queue.import", f"device {device.id}: {told.summary}")
    return page(event, brought=(device, told))


def _take_in(event: Event, content: bytes) -> tuple[Device, saved.Told]:
    session, now = db.session(), clock.now()
    queue = saved.read(content, now)
    device = saved.device_of(session, queue)
    access.device_of_event(session, event.id, device.id)
    return device, saved.take_in(session, device, queue, current_app.extensions["kiosk-acts"], now)


def _refused(event: Event, words: str) -> ResponseReturnValue:
    return page(event, problems=[Problem("wachtrij", words)]), 422
