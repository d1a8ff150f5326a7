"""Which device is going to be paired."""

from __future__ import annotations

from datetime import datetime

from wtforms import RadioField, StringField
from wtforms.validators import DataRequired

from kiosk.access.models import Device
from kiosk.events.models import Event
from kiosk.lib.i18n import gettext
from kiosk.lib.i18n import lazy_gettext as _l
from kiosk.organiser.forms import DeskForm, at_most, one_line, options
from kiosk.organiser.forms_event import known

PURPOSES = {
    "door": _l("The door"),
    "arrival": _l("The arrival kiosk"),
    "tablet": _l("The tablet in the hall"),
    "printer": _l("The printer"),
}


class DeviceForm(DeskForm):
    purpose = RadioField(_l("What will it do?"), choices=options(PURPOSES), validate_choice=False)
    name = StringField(
        _l("Name of the device"), [DataRequired(_l("Give the device a name.")), at_most(60)], filters=[one_line]
    )

    def validate_purpose(self, field: RadioField) -> None:
        known(field, PURPOSES, gettext("Choose what the device will do."))

    def device(self, event: Event, now: datetime) -> Device:
        return Device(
            organisation_id=event.organisation_id,
            event_id=event.id,
            purpose=self.purpose.data,
            name=self.name.data or "",
            created_at=now,
        )
