"""Letters in the outbox: put there, sealed, with the entry that causes them, and due at once."""
from datetime import datetime

from ...values.documents import read, write
from ..store.due import Due
from ..store.open import Session
from ..store.outbox import Letter as Kept
from ..store.outbox import Outbox
from .letters import Letter

DUE = "post"  # kind of the due item that has a letter sent; its key is the letter's number


def post(session: Session, kind: str, letter: Letter, now: datetime) -> int:
    """Put a letter into the outbox of this transaction; gives its number."""
    keys = session.store.keys
    number = Outbox(session, now).put(kind, lambda number: write(letter, keys.seal(f"letter:{number}")))
    Due(session).add(now, DUE, str(number))
    return number


def opened(session: Session, kept: Kept) -> Letter:
    return read(kept.body, session.store.keys.opened(f"letter:{kept.number}"))
