"""The event's own texts in a language other than the first."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kiosk.events import service
from kiosk.events.models import Event
from kiosk.lib import i18n
from kiosk.lib.errors import NotFound
from kiosk.organiser.forms import problems
from kiosk.organiser.forms_people import WordsForm
from kiosk.organiser.meanwhile import Difference
from kiosk.organiser.routes import stamps
from kiosk.organiser.routes.room import blueprint, own_event, record


@blueprint.get("/<slug>/gegevens/talen/<language>")
def texts(slug: str, language: str) -> ResponseReturnValue:
    event = own_event(slug)
    return _page(event, language, WordsForm.of_language(event, _other_language(event, language)))


@blueprint.post("/<slug>/gegevens/talen/<language>")
def save_texts(slug: str, language: str) -> ResponseReturnValue:
    event = own_event(slug)
    form = WordsForm.of_language(event, _other_language(event, language))
    if not form.validate():
        return _page(event, language, form), 422
    stamps.hold(event)
    others = stamps.crossed(WordsForm.of_language(event, language, formdata=None), form)
    if others:
        return _page(event, language, form, others), 409
    try:
        service.set_words(event, language, form.words())
    except service.EventIsOver:
        return redirect(url_for("organiser.details", slug=slug))
    record("event.change", f"event {event.id} words {language}")
    return redirect(url_for("organiser.section", slug=slug, path="talen"))


def _page(event: Event, language: str, form: WordsForm, others: list[Difference] | None = None) -> str:
    return render_template(
        "organiser/event_words.html",
        event=event,
        language=i18n.LANGUAGES[language],
        form=form,
        problems=problems(form),
        others=others or [],
        stamp=stamps.stamp_of(WordsForm.of_language(event, language, formdata=None), others or []),
    )


def _other_language(event: Event, language: str) -> str:
    if language not in event.languages[1:]:
        raise NotFound
    return language
