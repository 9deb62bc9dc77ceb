"""What an entry comes to: as the desk shows it, as the store keeps it, and until it is known whether it stands."""
import logging
from dataclasses import dataclass

from ..commands import Command, Reply
from ..commands.display import BookingDisplay
from ..commands.ending import Filed, WarningDisplay
from ..commands.issuing import PaymentPending
from ..engine.booking.areas import Held
from ..errors import PnrError, UnableToProcess

LOG = logging.getLogger("pnr")


@dataclass(frozen=True)
class Answer:
    """What an entry came to: the page shown, and the reply or the error behind it."""

    screen: str
    reply: Reply | None
    error: PnrError | None

    @property
    def ok(self) -> bool:
        return self.error is None

    @property
    def filed(self) -> bool:
        """Whether it was carried out; a warning that a repeat overrides, or a payment to ask for again, was not."""
        return self.ok and not isinstance(self.reply, WarningDisplay | PaymentPending)


@dataclass(frozen=True)
class Tried:
    """Commands carried out but for their COMMIT, and what is true if that went through."""

    commands: tuple[Command, ...]
    reply: Reply
    held: Held

    def stands(self, stored: Held) -> bool:
        ours = self.held
        return (stored.version, stored.serial, stored.session) == (ours.version, ours.serial, ours.session)


@dataclass(frozen=True)
class Turned(Reply):
    """A page of what was shown before."""

    text: str


def summary(reply: Reply) -> dict:
    """What is kept of a reply beside the area, to answer with after a crash."""
    said: dict = {"kind": type(reply).__name__}
    if isinstance(reply, Filed):
        said["locator"] = reply.locator
    if documents := getattr(reply, "documents", ()):
        said["documents"] = list(documents)
    if isinstance(reply, BookingDisplay) and reply.booking.locator:
        said["locator"] = reply.booking.locator
    return said


def fault(bug: Exception, text: str) -> PnrError:
    """Ours, not the agent's: rolled back, logged without what was typed in it, and answered like any other."""
    LOG.exception("unable to process an entry that begins %r", text[:2])
    return UnableToProcess(reason=type(bug).__name__)
