"""The pages of organisers, a file for each part of their work."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("organiser", __name__, url_prefix="/beheer")
