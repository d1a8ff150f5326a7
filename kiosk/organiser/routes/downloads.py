"""A list as a file. Each time is noted: who, which list, how many rows."""

from __future__ import annotations

import io

from flask import abort, request, send_file
from flask.typing import ResponseReturnValue

from kiosk.lib import sheets
from kiosk.lib.db import db, start_writing
from kiosk.organiser import columns
from kiosk.organiser.routes.room import blueprint, own_event, record


@blueprint.post("/<slug>/bestand/<any(guests, cards, contacts):what>")
def download(slug: str, what: str) -> ResponseReturnValue:
    event, kind = own_event(slug), request.form.get("kind")
    if kind not in ("csv", "xlsx"):
        abort(400)
    rows = list(columns.TABLE[what](db.session(), event))
    content = sheets.csv_nl(rows) if kind == "csv" else sheets.xlsx(rows, columns.title(what))
    name, event_id = columns.file_name(what, event), event.id
    start_writing(db.session())
    record(f"download {what}", f"event {event_id}: {len(rows) - 1} rows as {kind}")
    response = send_file(
        io.BytesIO(content),
        mimetype=sheets.CSV_TYPE if kind == "csv" else sheets.XLSX_TYPE,
        as_attachment=True,
        download_name=f"{name}.{kind}",
    )
    response.headers["Cache-Control"] = "no-store"
    return response
