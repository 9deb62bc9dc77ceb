"""What travellers are given: itineraries, receipts of their tickets, and their order before it is ticketed.

IED and IBD show an itinerary, whole or basic, and ITRD the receipt; IEP, IBP and ITR print them, and with EML send
them; TTP/TKT shows what TTP would issue, and nothing is issued. The contact elements say who gets mail.
"""
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from ..engine.booking.elements import IssuedTicket, Name
from ..engine.booking.order import passengers
from ..engine.delivery.calendar import calendar
from ..engine.delivery.letters import MAIL, PRINT, Letter, addresses, letter, valid
from ..engine.delivery.papers import Paper, Setting, confirmation, itinerary
from ..engine.delivery.pdf import demand
from ..engine.delivery.receipts import receipt
from ..engine.delivery.wished import wants_pdf
from ..engine.delivery.words import ENGLISH
from ..engine.store.weight import Weight
from ..engine.ticketing.orders import Choice, demand_in_time, orders
from ..engine.ticketing.wishes import Wish
from ..errors import InvalidAddress, NoMailAddress, NotEnded, NothingInHand, NotTicketed
from ..values.spans import Span, numbers
from .command import Command, Reply, execute
from .details import tattoos
from .display import locators
from .manual import demand_whole
from .reissues import with_reissues
from .ticketing import IssueTickets


class Language(str):
    """EN or ZH."""

    @classmethod
    def read(cls, text: str) -> "Language":
        return cls(text)


class Mailed(str):
    """`own`: to the traveller's address, `all`: to every address there is; typed as EML and EMLA."""

    @classmethod
    def read(cls, text: str) -> "Mailed":
        return cls("all" if text.endswith("A") else "own")


@dataclass(frozen=True)
class PaperWanted(Command):
    """Of everybody or of some passengers."""

    passengers: tuple[Span, ...] = ()
    language: Language = Language(ENGLISH)


@dataclass(frozen=True)
class DisplayItinerary(PaperWanted):
    brief: bool = False  # flights only
    weight: ClassVar[Weight] = Weight.LOOK


@dataclass(frozen=True)
class DisplayReceipt(PaperWanted):
    weight: ClassVar[Weight] = Weight.LOOK


@dataclass(frozen=True)
class PostItinerary(PaperWanted):
    """Printed, or mailed to those `mailed` says, or to an `address`; `joint`: one for all, else one for each."""

    basic: bool = False
    joint: bool = False
    mailed: Mailed | None = None
    address: str = ""
    weight: ClassVar[Weight] = Weight.FILE


@dataclass(frozen=True)
class PostReceipt(PaperWanted):
    joint: bool = False
    mailed: Mailed | None = None
    address: str = ""
    weight: ClassVar[Weight] = Weight.FILE


@dataclass(frozen=True)
class ConfirmOrder(PaperWanted):
    """What would be issued of these stored fares, with fare and conditions."""

    fares: tuple[Span, ...] = ()
    weight: ClassVar[Weight] = Weight.LOOK


@dataclass(frozen=True)
class MailConfirmation(ConfirmOrder):
    """The same, mailed as well."""

    mailed: Mailed | None = None
    address: str = ""
    weight: ClassVar[Weight] = Weight.FILE


@dataclass(frozen=True)
class IssueAndMail(IssueTickets):
    """Tickets, and with them to each passenger his receipt."""

    language: Language = Language(ENGLISH)
    mailed: Mailed | None = None
    address: str = ""
    weight = Weight.FILE

    @property
    def wish(self) -> Wish:
        return Wish(self.language, self.mailed == "all", self.address)


@dataclass(frozen=True)
class PaperDisplay(Reply):
    """Papers as the traveller would have them; `post` are the numbers of letters that were posted with them."""

    papers: tuple[Paper, ...]
    post: tuple[int, ...] = ()
    state: str = ""
    reason: str = ""


@dataclass(frozen=True)
class PapersPosted(Reply):
    """`post` by number; `state` is what became of them at once: sent, waits or refused."""

    kind: str
    printed: bool
    post: tuple[int, ...]
    state: str = ""
    reason: str = ""


# ---- show

@execute.register
def display_itinerary(command: DisplayItinerary, work) -> PaperDisplay:
    booking = filed(work)
    return PaperDisplay((itinerary(booking, chosen(command, work), setting(command, work), not command.brief),))


@execute.register
def display_receipt(command: DisplayReceipt, work) -> PaperDisplay:
    return PaperDisplay((receipt_of(chosen(command, work), command, work),))


@execute.register
def confirm_order(command: ConfirmOrder, work) -> PaperDisplay:
    """Raises whatever TTP would."""
    return PaperDisplay((confirmed(command, work)[0],))


@execute.register
def mail_confirmation(command: MailConfirmation, work) -> PaperDisplay:
    paper, names = confirmed(command, work)
    return PaperDisplay((paper,), posted(command, [(paper, names)], work))


def confirmed(command: ConfirmOrder, work) -> tuple[Paper, tuple[Name, ...]]:
    """The paper, and those it is about."""
    booking = filed(work)
    chosen = tattoos(work, command.passengers)
    wanted = orders(with_reissues(booking, chosen, work), Choice(chosen, (), tuple(numbers(command.fares)),
                                                                 office=work.office.id), work.today, work.manners)
    demand_in_time(wanted, booking, work.now)
    for each in wanted:
        demand_whole(each.stored, work)
    names = tuple(dict.fromkeys(order.name for order in wanted))
    return confirmation(booking, wanted, setting(command, work)), names


# ---- send

@execute.register
def post_itinerary(command: PostItinerary, work) -> PapersPosted:
    booking = filed(work)
    made = [(itinerary(booking, names, setting(command, work), not command.basic), names)
            for names in parties(command, work)]
    return PapersPosted("itinerary", not mailing(command), posted(command, made, work))


@execute.register
def post_receipt(command: PostReceipt, work) -> PapersPosted:
    made = [(receipt_of(names, command, work), names) for names in parties(command, work)
            if command.joint or tickets_of(names, work)]
    if not made:
        raise NotTicketed()
    return PapersPosted("receipt", not mailing(command), posted(command, made, work))


@execute.register
def issue_and_mail(command: IssueAndMail, work) -> Reply:
    """The receipts go out with the tickets, as soon as they are paid for."""
    for name in chosen(command, work):
        receivers(command, (name,), work)  # before anything is issued, or charged
    if wants_pdf(work.area.working):
        demand()
    return execute.dispatch(IssueTickets)(command, work)


Posting = PostItinerary | PostReceipt | MailConfirmation | IssueAndMail
Papers = PaperWanted | IssueAndMail


def mailing(command: Posting) -> bool:
    return command.mailed is not None or bool(command.address)


def posted(command: Posting, made: Sequence[tuple[Paper, tuple[Name, ...]]],
           work) -> tuple[int, ...]:
    """Each paper to each of its addresses; raises NoMailAddress or InvalidAddress before anything is written."""
    kind = MAIL if mailing(command) else PRINT
    letters = [each for paper, names in made for each in addressed(command, paper, names, work)]
    return tuple(work.post(kind, each) for each in letters)


def addressed(command: Posting, paper: Paper, names: tuple[Name, ...],
              work) -> Iterator[Letter]:
    booking = work.area.working
    if not mailing(command):
        yield letter(paper, work.office.id, booking, work.office.id)
        return
    pdf = wants_pdf(booking)
    if pdf:
        demand()
    flown = "" if paper.kind == "confirmation" else calendar(booking, setting(command, work), work.now)
    for address in receivers(command, names, work):
        yield letter(paper, address, booking, work.office.id, flown, pdf)


def receivers(command: Posting, names: tuple[Name, ...], work) -> list[str]:
    if command.address:
        if not valid(command.address):
            raise InvalidAddress(address=command.address)
        return [command.address]
    found = addresses(work.area.working, (name.tattoo for name in names), command.mailed == "all")
    if not found:
        raise NoMailAddress()
    return found


# ---- of whom

def filed(work):
    """The booking in hand as it is filed; raises NothingInHand or NotEnded."""
    if work.area.empty:
        raise NothingInHand()
    if not work.area.working.version or work.area.changed:
        raise NotEnded()
    return work.area.working


def chosen(command: Papers, work) -> tuple[Name, ...]:
    """As they are numbered; raises NoSuchPassenger."""
    booking = filed(work)
    named = tattoos(work, command.passengers)
    return tuple(name for name in passengers(booking, work.manners.order) if not named or name.tattoo in named)


def parties(command: PostItinerary | PostReceipt, work) -> list[tuple[Name, ...]]:
    """Together in one paper, or each in his own."""
    names = chosen(command, work)
    return [names] if command.joint else [(name,) for name in names]


def setting(command: Papers, work) -> Setting:
    known = dict(locators(work, work.area.working))
    return Setting(work.world, work.office, work.today, command.language, known)


def tickets_of(names: tuple[Name, ...], work) -> list[IssuedTicket]:
    """The documents in force of these passengers and their infants."""
    who = {name.tattoo for name in names}
    return [each for each in filed(work).each(IssuedTicket) if each.state == "ET" and each.passenger in who]


def receipt_of(names: tuple[Name, ...], command: PaperWanted, work) -> Paper:
    """Raises NotTicketed."""
    found = tickets_of(names, work)
    if not found:
        raise NotTicketed()
    return receipt([work.tickets.whole(each.number) for each in found], work.area.working.locator,
                   setting(command, work))

