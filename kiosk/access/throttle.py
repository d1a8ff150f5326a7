"""Counting tries in the database, so that all processes count together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from kiosk.access.models import Attempt
from kiosk.lib import keys
from kiosk.lib.db import start_writing
from kiosk.lib.errors import Refusal


class TooManyTries(Refusal):
    """Wait `seconds`, then try again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} seconds")
        self.seconds = seconds


@dataclass(frozen=True)
class Limit:
    name: str
    tries: int
    seconds: int


SIGN_IN = Limit("sign-in", 10, 300)
"""For one account from one origin."""
SIGN_IN_ORIGIN = Limit("sign-in-origin", 60, 300)
"""For all accounts from one origin: a whole office may share one address."""
SIGN_IN_ACCOUNT = Limit("sign-in-account", 20, 900)
"""For one account from everywhere. A browser that signed in before is not held up by others' tries."""
WRONG_CODE = Limit("wrong-code", 19, 60)
"""The twentieth wrong code in a minute waits."""
SAME_NAME = Limit("same-name", 39, 60)
"""Questions whether somebody on the list is who comes in: a hall has many of one name, a snoop asks more."""
WRONG_SLIP = Limit("wrong-slip", 19, 60)
SIGN_UP = Limit("sign-up", 1000, 1800)
"""A whole hall may share one address: 500 sign-ups in half an hour must pass."""
PAIRING = Limit("pairing", 30, 300)


def sign_in_limits(account: str, origin: str, is_known: bool) -> list[tuple[Limit, str]]:
    """What a missed sign-in counts for. A known browser shares no limit with strangers elsewhere."""
    limits = [(SIGN_IN, f"{origin}:{account}"), (SIGN_IN_ORIGIN, origin)]
    return limits if is_known else [*limits, (SIGN_IN_ACCOUNT, account)]


def check(session: Session, limit: Limit, origin: str, now: datetime) -> None:
    """Raises TooManyTries when the limit is used up. Counts nothing."""
    window = int(now.timestamp()) // limit.seconds
    attempt = session.get(Attempt, (_key(limit, origin), window))
    if attempt is not None and attempt.count >= limit.tries:
        raise TooManyTries(limit.seconds - int(now.timestamp()) % limit.seconds)


def count(session: Session, limit: Limit, origin: str, now: datetime) -> None:
    """Counts one try, and commits it at once: a refused request counts too."""
    window = int(now.timestamp()) // limit.seconds
    start_writing(session)
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    row = insert(Attempt).values(key=_key(limit, origin), window=window, count=1)
    row = row.on_conflict_do_update(index_elements=["key", "window"], set_={"count": Attempt.count + 1})
    session.execute(row)
    session.execute(delete(Attempt).where(Attempt.key == _key(limit, origin), Attempt.window < window))
    session.commit()


def _key(limit: Limit, origin: str) -> bytes:
    return keys.current().mac(f"attempt:{limit.name}:{origin}")
