"""What every failure has in common, and those that are of no trade in particular."""
import re


def code_of(name: str) -> str:
    """NoSeats -> no-seats"""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


class PnrError(Exception):
    """An answer, not a crash: the agent sees it and the transaction is rolled back."""

    code = "unable-to-process"

    def __init_subclass__(cls):
        cls.code = code_of(cls.__name__)

    def __init__(self, **facts):
        super().__init__(self.code)
        self.facts = facts

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.facts.items())])


# ---- what was typed cannot be read; facts: at (place in the entry), expected (what could have stood there)

class EntryError(PnrError):
    code = "check-format"

    def __init_subclass__(cls):
        cls.code = code_of(cls.__name__)


EntryError.code = "check-format"


class UnknownEntry(EntryError): ...
class InvalidDate(EntryError): ...
class InvalidCharacter(EntryError): ...
class EntryTooLong(EntryError): ...
class CannotSay(EntryError):
    """A command that a dialect has no entry for: fact `what`."""


class NotSet(EntryError):
    """A name in braces that this desk has no value for."""


# ---- what was asked may not be done

class Refusal(PnrError): ...


class NothingInHand(Refusal): ...
class FinishOrIgnore(Refusal): ...
class NotSignedIn(Refusal): ...
class AlreadySignedIn(Refusal): ...
class InvalidSign(Refusal): ...
class InvalidDuty(Refusal): ...  # fact duty or level
class InvalidPassword(Refusal): ...
class AreaNotSigned(Refusal): ...  # fact area
class QueuePending(Refusal): ...  # a queue is still worked where somebody signs out
class UnfiledWork(Refusal): ...
class NothingToPage(Refusal): ...
class CannotCalculate(Refusal): ...
class Incomplete(Refusal):
    """The booking may not be filed yet; `missing` lists the codes of what it lacks."""


class AreaGivenBack(Refusal):
    """Unfiled seats were kept too long: they went back and what was unfiled is gone."""


class ScheduleChanged(Refusal):
    """Seats in hand were on a flight that is cancelled: they are free, and the segments UN."""


class Conflict(PnrError): ...
class SimultaneousChanges(Conflict):
    """Somebody else filed this booking first."""


class Unavailable(PnrError): ...
class StoreUnavailable(Unavailable): ...
class OfficeCutOff(StoreUnavailable):
    """The servers of the database that answer are no majority: none knows for sure what is left, so nothing is sold."""


class TryAgain(Unavailable): ...
class NewerSchema(Unavailable): ...
class TerminalHeld(Unavailable): ...


class UnableToProcess(PnrError):
    """A fault of ours; the log has it."""
