"""Receipts that were asked for with the tickets, posted in the transaction that issues them, whoever issues."""
from collections.abc import Iterator
from importlib.util import find_spec

from ..booking.booking import Booking
from ..booking.elements import Name, Remark
from ..ticketing.tickets import TicketSet
from ..ticketing.wishes import Wish
from .calendar import calendar
from .letters import MAIL, Letter, addresses, letter
from .papers import Setting
from .pdf import LIBRARY
from .receipts import receipt

PDF = "CONF*FORMAT:PDF"  # of a remark of category Z: papers are attached as a PDF as well


def send(work, wish: Wish, sets: tuple[TicketSet, ...]) -> tuple[int, ...]:
    """The numbers of the letters; whoever left no address gets none."""
    booking = work.bookings.find(sets[0][0].locator)
    locators = {tickets[0].carrier: tickets[0].airline_locator for tickets in sets}
    setting = Setting(work.world, work.office, work.today, wish.language, locators)
    return tuple(work.post(MAIL, each) for name in booking.names
                 for each in letters(name, booking, wish, sets, setting, work))


def letters(name: Name, booking: Booking, wish: Wish, sets: tuple[TicketSet, ...], setting: Setting, work
            ) -> Iterator[Letter]:
    """Of one passenger and his infant."""
    his = [each for each in sets if each[0].name == name.tattoo]
    if not his:
        return
    paper, flown = receipt(his, booking.locator, setting), calendar(booking, setting, work.now)
    pdf = wants_pdf(booking) and find_spec(LIBRARY) is not None
    for address in [wish.address] if wish.address else addresses(booking, (name.tattoo,), wish.everyone):
        yield letter(paper, address, booking, work.office.id, flown, pdf)


def wants_pdf(booking: Booking) -> bool:
    return any(remark.category == "Z" and remark.text == PDF for remark in booking.each(Remark))
