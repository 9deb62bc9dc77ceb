"""What travellers are given, as lines of text: an itinerary of their flights, and an order before it is ticketed."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ...values.columns import columns, wrapped
from ...values.dates import clock24, elapsed, long
from ...values.money import Money, total
from ..booking.booking import Booking
from ..booking.elements import FormOfPayment, Name, Remark, Seating, Segment, Service
from ..booking.times import MINUTE, arrival, departure
from ..offices import Office
from ..pricing.quote import PricedFare
from ..ticketing.orders import Order
from ..ticketing.tickets import masked_card
from ..world import World
from .conditions import conditions
from .words import CHINESE, FORMS, day, label, pieces, state

WIDTH, LABELLED = 72, 18
TOLD = frozenset({"RIR", "RII"})  # remarks for the itinerary
UNTOLD = frozenset({"TKNE", "FOID", "DOCS", "DOCA", "DOCO", "CTCM", "CTCE", "CHLD", "INFT", "RQST", "SEAT", "OTHS",
                    "ADTK", "FQTV"})  # of no use to a traveller, or with numbers that are nobody else's business


@dataclass(frozen=True)
class Paper:
    """`kind`: itinerary, receipt, confirmation or notice; its first line is its title."""

    kind: str
    language: str
    lines: tuple[str, ...]

    @property
    def title(self) -> str:
        return self.lines[0].split("  ")[0]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Setting:
    """Who makes a paper, when and in which language; `locators` are the airlines' own of the booking."""

    world: World
    office: Office
    day: date
    language: str
    locators: dict[str, str]

    def label(self, name: str) -> str:
        return label(name, self.language)

    def place(self, code: str) -> str:
        """An airport by its name, with its code."""
        name = self.airport(code)
        return f"{name if self.language == CHINESE else name.upper()} ({code})"

    def airport(self, code: str) -> str:
        known = self.world.places.look_up(code)
        found = next((place for place in known if place.kind == "A"), known[0])
        return found.name_zh if self.language == CHINESE and found.name_zh else found.name

    def city(self, code: str) -> str:
        found = self.world.places.place(code)
        return found.name_zh if self.language == CHINESE and found.name_zh else found.name.upper()


def row(label: str, text: object) -> list[str]:
    """A label, and what follows it on as many lines as it needs."""
    first, *others = wrapped(str(text), WIDTH - LABELLED, 0)
    return [columns((1, f"{label}:"), (LABELLED + 1, first)).rstrip(),
            *(columns((LABELLED + 1, line)) for line in others)]


def head(kind: str, locator: str, setting: Setting) -> list[str]:
    """Title, booking, and the office that gives the paper out."""
    return [columns((1, setting.label(kind)), (45, f"{setting.label('booking')}: {locator}")),
            columns((1, setting.office.name), (45, f"{setting.label('date')}: {long(setting.day)}")),
            f"{setting.label('telephone')}: {setting.office.phone}", ""]


def people(names: Iterable[Name], setting: Setting) -> Iterator[str]:
    for name in names:
        yield from row(setting.label("passenger"), name.text)
        if name.infant:
            yield from row(setting.label("infant"), name.infant_text)


# ---- itinerary

def itinerary(booking: Booking, names: tuple[Name, ...], setting: Setting, extended: bool = True) -> Paper:
    """The flights of these passengers, all or one; extended with equipment, times, seats, services and remarks."""
    lines = [*head("itinerary", booking.locator, setting), *people(names, setting)]
    for flown in booking.segments:
        lines += ["", *flight(flown, setting)]
        if extended:
            lines += [*more(flown, booking, setting), *wishes(flown, booking, names, setting)]
    lines += ["", *(line for remark in remarks(booking, names) for line in row(setting.label("remark"), remark.text)
                    if extended), setting.label("times")]
    return Paper("itinerary", setting.language, tuple(lines))


def flight(flown: Segment, setting: Setting) -> list[str]:
    """Which, when, from where, to where."""
    lands = flown.date + timedelta(flown.arrives_day)
    later = f" {day(lands, setting.language)}" if flown.arrives_day else ""
    return [columns((1, f"{flown.carrier} {flown.number}"), (10, flown.booking_class),
                    (13, day(flown.date, setting.language)), (41, state(flown.status, setting.language))),
            columns((3, f"{setting.label('departs')} {clock24(flown.departs)}"), (14, setting.place(flown.origin))),
            columns((3, f"{setting.label('arrives')} {clock24(flown.arrives)}"),
                    (14, setting.place(flown.destination) + later))]


def more(flown: Segment, booking: Booking, setting: Setting) -> list[str]:
    """What else there is to know of a flight."""
    lasts = (arrival(flown, setting.world) - departure(flown, setting.world)) // MINUTE
    facts = [f"{setting.label('airline')} {flown.carrier}/{setting.locators[flown.carrier]}"
             if flown.carrier in setting.locators else "",
             f"{setting.label('aircraft')} {flown.equipment}", f"{setting.label('duration')} {elapsed(lasts)}",
             f"{setting.label('stops')} {len(flown.legs) - 1}" if len(flown.legs) > 1 else "",
             f"{setting.label('baggage')} {bags}" if (bags := baggage(flown, booking, setting)) else ""]
    operated = [columns((3, f"{setting.label('operated')} {flown.operating[:2]}"))] if flown.operating else []
    return [columns((3, "  ".join(filter(None, facts)))), *operated]


def baggage(flown: Segment, booking: Booking, setting: Setting) -> str:
    """What the first stored fare of a flight allows."""
    for stored in booking.fares:
        if flown.tattoo in stored.segments and not stored.infants:
            place = stored.segments.index(flown.tattoo)
            return pieces(next((part.baggage for part in stored.fare.components if place in part.segments), ""),
                          setting.language)
    return ""


def wishes(flown: Segment, booking: Booking, names: tuple[Name, ...], setting: Setting) -> Iterator[str]:
    """Seats and services of these passengers on a flight."""
    who = {name.tattoo: name.text for name in names}
    for seating in booking.each(Seating):
        for tattoo, seat in seating.seats if flown.tattoo in seating.segments else ():
            if tattoo in who:
                yield columns((3, f"{setting.label('seat')} {seat}  {who[tattoo]}"))
    for service in booking.each(Service):
        theirs = not service.passengers or who.keys() & set(service.passengers)
        if service.code not in UNTOLD and flown.tattoo in service.segments and theirs:
            yield columns((3, f"{setting.label('service')} {service.code} {state(service.status, setting.language)}"))


def remarks(booking: Booking, names: tuple[Name, ...]) -> list[Remark]:
    """Those made for the itinerary, of everybody or of these passengers."""
    who = {name.tattoo for name in names}
    return [remark for remark in booking.each(Remark)
            if remark.type in TOLD and (not remark.passengers or who & set(remark.passengers))]


# ---- confirmation

def confirmation(booking: Booking, orders: tuple[Order, ...], setting: Setting) -> Paper:
    """What is to be ticketed: flights, fares of each passenger with all taxes, how it is paid, and the conditions."""
    lines = head("confirmation", booking.locator, setting)
    for flown in dict.fromkeys(flown for order in orders for flown in order.segments):
        lines += [*flight(flown, setting), ""]
    for order in orders:
        lines += [*ordered(order, setting), ""]
    due = [paid for order in orders if (paid := to_pay(order)).minor]
    lines += row(setting.label("all"), said(total(due, due[0].currency))) if due else []
    forms = [form for order in orders if order.payment for form in order.payment.forms]
    for text in dict.fromkeys(paying(form, setting) for form in forms):
        lines += row(setting.label("payment"), text)
    lines += [setting.label("unticketed"), "", setting.label("conditions")]
    fares = [order.stored.fare for order in orders]
    return Paper("confirmation", setting.language, (*lines, *conditions(fares, setting.language, WIDTH)))


def to_pay(order: Order) -> Money:
    exchange = order.stored.exchange
    return exchange.computation.to_pay if exchange else order.stored.fare.total


def ordered(order: Order, setting: Setting) -> Iterator[str]:
    """One passenger with the fare."""
    fare = order.stored.fare
    yield from row(setting.label("passenger"), f"{order.passenger} {fare.type}")
    yield from money(fare, setting)
    if order.stored.exchange:
        yield from row(setting.label("collected"), said(to_pay(order)))
    if fare.last_ticketing:
        yield from row(setting.label("limit"), day(fare.last_ticketing, setting.language))
    if order.endorsements:
        yield from row(setting.label("endorsements"), order.endorsements)


def money(fare: PricedFare, setting: Setting) -> Iterator[str]:
    """Fare, taxes and total; nothing of a fare whose amounts are not printed but the word in their place."""
    yield from row(setting.label("fare"), said(fare.printed) if fare.printed else fare.box)
    if fare.printed and fare.equivalent:
        yield from row(setting.label("paid_in"), said(fare.equivalent))
    taxes = " ".join(f"{tax.amount.currency} {tax.amount}{tax.code}" for tax in fare.taxes)
    if taxes:
        yield from row(setting.label("tax"), taxes)
    yield from row(setting.label("total"), said(fare.total) if fare.printed else fare.box)


def said(amount: Money) -> str:
    return f"{amount.currency} {amount}"


def paying(form: FormOfPayment, setting: Setting) -> str:
    """How it is paid; of a card what may be shown of it."""
    if form.form == "CC":
        return f"{form_word('CC', setting)} {form.vendor} {masked_card(form.number)}"
    return f"{form_word(form.form, setting)} {form.text}".strip()


def form_word(form: str, setting: Setting) -> str:
    return FORMS.get(form, form) if setting.language == CHINESE else form


