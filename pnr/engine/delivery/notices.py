"""What travellers who left a number or an address for notices (APN) are told by themselves: tickets, lost flights."""
from datetime import datetime

from ...values.dates import clock24, short
from ..booking.booking import Booking
from ..booking.bookings import Bookings
from ..booking.elements import CANCELLED, Contact, Element, IssuedTicket, Segment
from ..scenarios import NOTICE
from ..store.due import Due, DueItem
from ..store.open import Session
from ..ticketing.tickets import conjunction
from ..world import World
from .letters import MAIL, SMS, Letter, mail_of, telephone_of
from .posting import post
from .words import CHINESE, ENGLISH, LANGUAGES, label

TEXTS = {
    "issued": ("TICKET {number} ISSUED FOR {who}, BOOKING {locator}: {flights}",
               "{who}，您的机票{number}已出票，订座编号{locator}：{flights}"),
    "lost": ("FLIGHT {flights} OF BOOKING {locator} IS CANCELLED. PLEASE CALL {phone}",
             "订座编号{locator}的航班{flights}已取消，请致电{phone}"),
}
WORLD = World()


def lost(due: Due, booking: Booking, segments: list[Segment], at: datetime) -> None:
    """Have those told whose flights are cancelled."""
    if any(contact.medium == "N" for contact in booking.each(Contact)):
        for segment in segments:
            due.add(at, NOTICE, f"{booking.locator}/{segment.tattoo}")


def notify(session: Session, item: DueItem) -> None:
    """A letter to each who wants to know of this element; nothing where it is not so any more."""
    locator, tattoo = item.key.split("/")
    booking = Bookings(session).find(locator)
    element = booking.element(int(tattoo))
    text = told(booking, element) if element else ""
    if not text:
        return
    for contact in booking.each(Contact):
        if contact.medium == "N" and concerns(contact, element):
            kind, to = (SMS, telephone_of(contact)) if telephone_of(contact) else (MAIL, mail_of(contact))
            if to:
                post(session, kind, Letter(to, subject(booking), text, booking.number, booking.office), item.at)


def concerns(contact: Contact, element: Element | None) -> bool:
    """A ticket is its passenger's, a flight everybody's."""
    owner = element.passenger if isinstance(element, IssuedTicket) else None
    return not contact.passengers or owner is None or owner in contact.passengers


def subject(booking: Booking) -> str:
    return f"{label('notice', spoken(booking))} {booking.locator}"


def spoken(booking: Booking) -> str:
    """The language of its office's country."""
    return CHINESE if WORLD.offices.office(booking.office).country == "CN" else ENGLISH


def told(booking: Booking, element: Element) -> str:
    language = spoken(booking)
    if isinstance(element, IssuedTicket) and element.state == "ET":
        flown = [segment for segment in booking.segments if segment.tattoo in element.segments]
        name = next((name for name in booking.names if name.tattoo == element.passenger), None)
        who = "" if name is None else name.infant_text if element.infant else name.text
        return worded("issued", language, number=conjunction(element.number, element.conjunction), who=who,
                      locator=booking.locator, flights=" ".join(map(flight, flown)))
    if isinstance(element, Segment) and element.status == CANCELLED:
        return worded("lost", language, locator=booking.locator, flights=flight(element),
                      phone=WORLD.offices.office(booking.office).phone)
    return ""


def worded(kind: str, language: str, **facts: str) -> str:
    return TEXTS[kind][LANGUAGES.index(language)].format(**facts)


def flight(flown: Segment) -> str:
    """CA1501 10DEC PEK0830-SHA1025"""
    return (f"{flown.flight} {short(flown.date)} {flown.origin}{clock24(flown.departs)}-"
            f"{flown.destination}{clock24(flown.arrives)}")
