"""Languages, dates and times as people here write them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import flask_babel
from babel import Locale
from babel.dates import format_date
from flask import Flask, Response, current_app, g, has_app_context, has_request_context, request
from flask_babel import Babel, get_locale, get_translations, ngettext
from flask_babel.speaklater import LazyString

from kiosk.lib.clock import Span, local
from kiosk.lib.web import cookie_name, set_cookie

__all__ = ["LANGUAGES", "Language", "current", "force_locale", "gettext", "lazy_gettext", "ngettext"]


@dataclass(frozen=True)
class Language:
    code: str
    own_name: str
    dutch_name: str
    welcome: str
    direction: str = "ltr"
    is_read: bool = False
    """Whether somebody who speaks it has read the catalogue; its header says the same."""


LANGUAGES = {
    each.code: each
    for each in (
        Language("nl", "Nederlands", "Nederlands", "Welkom", is_read=True),
        Language("en", "English", "Engels", "Welcome", is_read=True),
        Language("ar", "العربية", "Arabisch", "أهلاً وسهلاً", "rtl"),
        Language("pl", "Polski", "Pools", "Witamy"),
        Language("tr", "Türkçe", "Turks", "Hoş geldiniz"),
        Language("uk", "Українська", "Oekraïens", "Вітаємо"),
    )
}
DEFAULT = "nl"
COOKIE = "taal"


def init_app(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, locale_selector=choose, default_locale=DEFAULT)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda words: _catalogue().ugettext(words),
        lambda one, many, number: _catalogue().ungettext(one, many, number),
        newstyle=True,
    )
    app.add_template_filter(day)
    app.add_template_filter(clock_time)
    app.add_template_filter(moment_range)
    app.add_template_filter(language_name)
    app.add_template_filter(together)
    app.add_template_global(current, "current_language")
    app.jinja_env.globals["LANGUAGES"] = LANGUAGES
    app.after_request(_remember)


def gettext(words: str, **values: Any) -> str:
    """The sentence in the language of the page, with these values put in."""
    said = str(_catalogue().ugettext(words)) if has_app_context() else words
    return said % values if values else said


def lazy_gettext(words: str, **values: Any) -> LazyString:
    """As gettext, when it is shown."""
    return LazyString(gettext, words, **values)


def _catalogue() -> Any:
    """The words of the page's language. Flask-Babel would look them up anew for each sentence: an eighth of a page."""
    kept: dict[str, Any] = current_app.extensions.setdefault("kiosk-words", {})
    code = current().code
    if code not in kept:
        kept[code] = get_translations()
    return kept[code]


def choose() -> str:
    """As asked in the address, else as chosen before, else the page's own, else the browser's, else Dutch."""
    if not has_request_context():
        return DEFAULT
    for wish in (request.args.get("taal"), request.cookies.get(cookie_name(COOKIE))):
        if wish in LANGUAGES:
            return str(wish)
    if g.get("own_language") in LANGUAGES:
        return str(g.own_language)
    return request.accept_languages.best_match(list(LANGUAGES)) or DEFAULT


def dutch_first() -> None:
    """On our own devices the browser has no say: Dutch, until somebody chooses."""
    prefer(DEFAULT)


def prefer(code: str) -> None:
    """What this page opens in when nobody chose: as with the sign-up that it is about."""
    g.own_language = code
    g.pop("language", None)
    flask_babel.refresh()


@contextmanager
def force_locale(code: str) -> Iterator[None]:
    """What is written in here is in this language, whatever the page is in."""
    before = g.pop("language", None)
    try:
        with flask_babel.force_locale(code):
            yield
    finally:
        g.pop("language", None)
        if before is not None:
            g.language = before


def current() -> Language:
    """The language of what is being written: of the page, or as forced. Dutch outside the app."""
    if not has_app_context():
        return LANGUAGES[DEFAULT]
    if "language" not in g:
        locale = get_locale()
        g.language = LANGUAGES.get(locale.language if locale else DEFAULT, LANGUAGES[DEFAULT])
    found: Language = g.language
    return found


def day(on: date | datetime, with_weekday: bool = True) -> str:
    """As in "dinsdag 14 april 2026", in the language of the page."""
    if isinstance(on, datetime):
        on = local(on).date()
    code = current().code
    if code == "ar":
        pattern = "EEEE d MMMM y" if with_weekday else "d MMMM y"
        return format_date(on, pattern, locale="ar")
    if code == "en":
        return format_date(on, "EEEE d MMMM y" if with_weekday else "d MMMM y", locale="en_GB")
    return format_date(on, "full" if with_weekday else "long", locale=code).removesuffix(" r.").removesuffix(" р.")


def clock_time(at: datetime) -> str:
    """As in "14.00 uur" in Dutch, "14:00" elsewhere: always the 24 hour clock."""
    return _digits(at) + _hour_word()


def moment_range(moment: Span) -> str:
    """As in "van 14.00 tot 17.00 uur"."""
    start, end = moment.starts_at, moment.ends_at
    return str(gettext("from %(start)s to %(end)s", start=_digits(start), end=_digits(end))) + _hour_word()


def language_name(code: str) -> str:
    """As in "Arabisch": what a language is called in the language of the page."""
    return Locale.parse(code).get_language_name(current().code) or code


def together(text: str) -> str:
    """An amount stays on one line with its euro sign."""
    return text.replace("€ ", "€\u00a0")


def _digits(at: datetime) -> str:
    return local(at).strftime("%H.%M" if current().code == "nl" else "%H:%M")


def _hour_word() -> str:
    return "\u00a0uur" if current().code == "nl" else ""


def _remember(response: Response) -> Response:
    wish = request.args.get("taal")
    if wish in LANGUAGES and wish != request.cookies.get(cookie_name(COOKIE)):
        set_cookie(response, COOKIE, wish, max_age=180 * 86400)
    return response
