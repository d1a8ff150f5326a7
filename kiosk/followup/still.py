"""Is a letter to a contact still true when it leaves?"""

from __future__ import annotations

import uuid

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from kiosk.contacts.models import Consent


def is_wanted(session: Session, kind: str, contact_id: str) -> bool:
    """Not when the contact is gone, nor when they took back all they said yes to."""
    try:
        found = uuid.UUID(contact_id)
    except ValueError:
        return False
    stands = exists().where(Consent.contact_id == found, Consent.withdrawn_at.is_(None))
    return bool(session.scalar(select(stands)))
