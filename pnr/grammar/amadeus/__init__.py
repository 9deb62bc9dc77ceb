"""Amadeus cryptic."""
import re
from datetime import timedelta

from ...engine.booking.elements import (
    Contact,
    FareText,
    FormOfPayment,
    Information,
    IssuedTicket,
    Name,
    Option,
    Remark,
    Seating,
    Segment,
    Service,
    Ticketing,
)
from ...engine.booking.order import Slot
from ...engine.booking.security import Security
from ...engine.manners import Manners
from ..dialect import Dialect, Page, folder
from ..reader import Reader
from .messages import MESSAGES

ROWS = 22  # of a page, before its mark
FARE_ROWS, FARE_WIDTH = 21, 60
HELP_WIDTH = 79
# What the first reply of a pricing entry shows is counted as its second page; a fare list begins with its first.
PAGES = {
    "ExchangeDisplay": 1, "PriceDisplay": 2, "QuotedPrice": 3, "ChosenPrice": 2, "PriceList": 2, "FareList": 1,
    "FareRouting": 1, "BookingCodes": 1, "FareStays": 1, "TaxDisplay": 1,
    "FareRules": 1, "RuledParts": 1, "OfferDisplay": 1,
}


SUMMED = re.compile(r"[\d.()*/P -]+")  # what may go on behind the semicolon of a sum


def split(text: str) -> list[str]:
    """`;` stands between entries, wherever it is but in a sum; a pasted line is one more."""
    return [entry for line in text.split("\n") for entry in summed(line.lstrip(">").split(";"))]


def summed(parts: list[str]) -> list[str]:
    """The entries, those of a calculation whole again."""
    entries: list[str] = []
    for part in map(str.strip, parts):
        if entries and entries[-1].startswith("DF") and SUMMED.fullmatch(part):
            entries[-1] += f";{part}"
        else:
            entries.append(part)
    return entries


def page(lines: list[str], first: int, rows: int) -> list[str]:
    """A page of a long reply; `)` says that more follows."""
    shown = lines[first:first + rows]
    return [*shown, ")"] if first + rows < len(lines) else shown


def fare_page(number: int) -> Page:
    """Fare screens count their pages, from this number on."""

    def draw(lines: list[str], first: int, rows: int) -> list[str]:
        place, last = first // rows + number, (len(lines) - 1) // rows + number
        return [*lines[first:first + rows], f"PAGE {place:>2}/{last:>2}".rjust(FARE_WIDTH)]

    return Page(FARE_ROWS, draw)


def help_page(lines: list[str], first: int, rows: int) -> list[str]:
    """A page of help; MD at the right edge says that more follows."""
    shown = lines[first:first + rows]
    return [*shown, "MD".rjust(HELP_WIDTH)] if first + rows < len(lines) else shown


def fare_code(*codes: str) -> Slot:
    return Slot(FareText, only=lambda element: element.code in codes)


def told() -> Slot:
    """What airlines are asked; the ticket numbers they are told stand in FA already."""
    return Slot(Service, only=lambda element: element.code != "TKNE")


def remarks(*types: str) -> Slot:
    return Slot(Remark, only=lambda element: element.type in types)


ORDER = (
    Slot(Name), Slot(Segment), Slot(Contact, only=lambda contact: not contact.postal), Slot(Ticketing), Slot(Option),
    Slot(Security),
    told(), Slot(Seating), Slot(Information),
    remarks("RM"), remarks("RC"), remarks("RX"), remarks("RIR", "RIF", "RII", "RIZ"),
    Slot(Contact, only=lambda contact: contact.postal),
    Slot(IssuedTicket, "FA"), fare_code("FHE", "FHA", "FHM", "FHP"), Slot(IssuedTicket, "FB"),
    fare_code("FE"), fare_code("FM"), Slot(FormOfPayment),
    fare_code("FO"), fare_code("FS"), fare_code("FT"), fare_code("FV"), fare_code("FZ"),
)

MANNERS = Manners(
    order=ORDER,
    needs=(("need-name", "need-contact", "need-ticketing", "need-itinerary"), ("number-in-party",),
           ("need-received-from",)),
    warns=("continuity", "minimum-connection", "duplicate-name", "fare-deleted"),
    keeps_chain=True,
    offers_alternatives=True,
    exchanges_asked=True,
    ends_move_queue=True,
    hold=timedelta(hours=3),
)

DIALECT = Dialect("amadeus", Reader(folder(__file__)), split, MANNERS, Page(ROWS, page), MESSAGES,
                  pages={reply: fare_page(number) for reply, number in PAGES.items()}
                  | {reply: Page(ROWS, help_page) for reply in ("HelpIndex", "HelpDisplay", "ErrorHelp")})
