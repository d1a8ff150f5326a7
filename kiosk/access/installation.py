"""Were the contents of this database sealed with the keys that this process holds?"""

from __future__ import annotations

from sqlalchemy.orm import Session

from kiosk.access.models import Installation
from kiosk.lib.db import start_writing
from kiosk.lib.keys import Keyring
from kiosk.lib.settings import SettingIsWrong

FINGERPRINT = "data key"
LOOKUP = "secret key"


def note(session: Session, keyring: Keyring) -> None:
    """Writes down the fingerprints of the keys, once, in a fresh database. Commits."""
    start_writing(session)
    for name, fingerprint in _fingerprints(keyring).items():
        if session.get(Installation, name) is None:
            session.add(Installation(name=name, value=fingerprint))
    session.commit()


def check(session: Session, keyring: Keyring) -> None:
    """Raises SettingIsWrong when the database was filled under another key: nothing could be read or found."""
    for name, fingerprint in _fingerprints(keyring).items():
        noted = session.get(Installation, name)
        if noted is not None and noted.value != fingerprint:
            setting, file = _WHERE[name]
            raise SettingIsWrong(
                f"This database belongs to another {name} (fingerprint {noted.value}). "
                f"Set {setting} to the right one, or put back its file {file} in the instance folder."
            )


def _fingerprints(keyring: Keyring) -> dict[str, str]:
    return {FINGERPRINT: keyring.fingerprint, LOOKUP: keyring.mac("fingerprint").hex()[:16]}


_WHERE = {
    FINGERPRINT: ("KIOSK_DATA_KEY", "keys/data.key"),
    LOOKUP: ("KIOSK_SECRET_KEY", "keys/secret.key"),
}
