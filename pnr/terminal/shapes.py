"""The replies whose JSON is a contract, each by its name."""
from collections.abc import Callable
from importlib import import_module
from typing import Any

from ..values.numbers import masked

Shape = Callable[[Any, str], dict]
SHAPES: dict[str, Shape] = {}


def shape(function: Shape) -> Shape:
    """Registers the shape of the reply its function is named after."""
    SHAPES[function.__name__.title().replace("_", "")] = function
    return function


def clock(minute: int) -> str:
    """Minutes after midnight as HH:MM."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def money(value: Any) -> dict | None:
    return value and {"amount": str(value), "currency": value.currency}


def iso(day: Any) -> str | None:
    return day and day.isoformat()


@shape
def availability_display(reply: Any, dialect: str) -> dict:
    """A class value is what that dialect's screen shows; `second` is the way back."""
    letter = import_module(f"pnr.grammar.{dialect}.screens.availability").letter
    return {"date": iso(reply.search.date), "origin": reply.search.origin, "destination": reply.search.destination,
            "lines": [{"line": journey.line, "flights": [flight(shown, letter) for shown in journey.flights],
                       **lowest(journey)} for journey in reply.lines],
            **({"second": availability_display(reply.second, dialect)} if reply.second else {})}


def lowest(journey: Any) -> dict:
    """What an adult pays and the classes to book, where prices are shown."""
    fare = journey.flights[-1].fare
    return {"fare": money(fare), "booking_classes": [shown.lowest for shown in journey.flights]} if fare else {}


def flight(shown: Any, letter: Callable[[int], str]) -> dict:
    flown = shown.flight
    return {"carrier": flown.carrier, "number": flown.number, "operating": flown.operating, "date": iso(flown.date),
            "origin": flown.origin, "destination": flown.destination, "departs": clock(flown.departs),
            "arrives": clock(flown.arrives), "arrives_day_offset": flown.arrives_day, "equipment": flown.equipment,
            "stops": flown.stops, "classes": [[name, str(letter(seats))] for name, seats in shown.classes]}


@shape
def booking_display(reply: Any, dialect: str) -> dict:
    """Elements under the numbers of that dialect's screen; of one with several lines, its first."""
    numbers: dict[int, int] = {}
    for line in reply.lines:
        numbers.setdefault(line.element.tattoo, line.number)
    held = reply.booking
    shown = [element for element in held.elements if element.tattoo in numbers]
    of = {kind: [element for element in shown if type(element).__name__ == kind] for kind in ("Name", "IssuedTicket")}
    others = [element for element in shown if type(element).__name__ not in ("Name", "Segment")]
    return {"booking": {
        "locator": held.locator or None, "office": held.office or reply.office.id,
        "names": [numbered(element, numbers) | name(element) for element in of["Name"]],
        "segments": [numbered(element, numbers) | segment(element) for element in held.segments],
        "elements": [numbered(element, numbers) | other(element) for element in others],
        "tickets": [numbered(element, numbers) | issued(element) for element in of["IssuedTicket"]]}}


def numbered(element: Any, numbers: dict[int, int]) -> dict:
    return {"tattoo": element.tattoo, "number": numbers.get(element.tattoo)}


def name(element: Any) -> dict:
    infant = element.infant
    return {"surname": element.surname, "given": element.given, "title": element.title, "type": element.type,
            "infant": infant and {"surname": infant.surname or element.surname, "given": infant.given,
                                  "born": iso(infant.born)}}


def segment(element: Any) -> dict:
    return {"carrier": element.carrier, "flight": element.number, "booking_class": element.booking_class,
            "date": iso(element.date), "origin": element.origin, "destination": element.destination,
            "status": element.status, "seats": element.seats, "departs": clock(element.departs),
            "arrives": clock(element.arrives)}


def issued(element: Any) -> dict:
    return {"ticket": document(element.number), "carrier": element.carrier, "passenger": element.passenger,
            "infant": element.infant, "state": element.state, "total": money(element.total)}


def document(number: str) -> str:
    """999-2300000011."""
    return f"{number[:3]}-{number[3:]}"


def other(element: Any) -> dict:
    """Any element but names and segments: what it says in a line, in no dialect."""
    from ..values.documents import NAMES

    said = {part: list(getattr(element, part)) for part in ("passengers", "segments") if hasattr(element, part)}
    kind = NAMES[type(element)]
    return {"kind": kind, "text": " ".join(TEXTS[kind](element).split())} | said


TEXTS: dict[str, Callable[[Any], str]] = {
    "contact": lambda item: item.text,
    "faretext": lambda item: f"{item.code} {item.text}",
    "information": lambda item: f"{item.carrier} {item.text}",
    "issued": lambda item: document(item.number),
    "payment": lambda item: "+".join(
        " ".join(f"{form.form}{form.vendor} {masked(form.number, 6)} {form.expiry} {form.text}".split())
        for form in item.forms),
    "remark": lambda item: f"{item.category} {item.text}",
    "service": lambda item: f"{item.code} {item.carrier} {item.status}{item.seats} {item.text}",
    "storedfare": lambda item: f"{item.fare.type} {item.fare.total.currency}{item.fare.total}",
    "ticketing": lambda item: f"{item.type} {iso(item.date)} {item.office}",
}


@shape
def price_display(reply: Any, dialect: str) -> dict:
    """`passengers` are their numbers on that dialect's screen."""
    return {"fares": [priced(shown) for shown in reply.prices], "total": money(reply.total)}


@shape
def price_list(reply: Any, dialect: str) -> dict:
    """Each of the fares is one to choose."""
    return {"fares": [priced(shown) for shown in reply.prices]}


@shape
def chosen_price(reply: Any, dialect: str) -> dict:
    return {"lines": list(reply.lines)} | price_display(reply, dialect)


@shape
def quoted_price(reply: Any, dialect: str) -> dict:
    return {"line": reply.line} | price_display(reply, dialect)


def priced(shown: Any) -> dict:
    from ..engine.pricing.explained import explained

    fare = shown.fare
    return {"passengers": list(shown.numbers), "infants": shown.infants, "type": fare.type, "base": money(fare.base),
            "equivalent": money(fare.equivalent), "taxes": [taxed(tax) for tax in fare.taxes],
            "total": money(fare.total), "fare_calc": fare.fare_calc,
            "fare_bases": [part.fare_basis for part in fare.components], "validating": fare.validating,
            "last_ticketing": iso(fare.last_ticketing), "stored": shown.number or None,
            "explained": [figure._asdict() for figure in explained(fare)]}


def taxed(tax: Any) -> dict:
    return {"code": tax.code, "amount": money(tax.amount)}


@shape
def fare_list(reply: Any, dialect: str) -> dict:
    return {"origin": reply.origin, "destination": reply.destination, "date": iso(reply.day),
            "fares": [filed_fare(line) for line in reply.lines]}


def filed_fare(line: Any) -> dict:
    fare = line.fare
    return {"line": line.line, "carrier": fare.carrier, "fare_basis": fare.fare_class,
            "booking_class": fare.booking_class, "oneway": fare.oneway, "amount": money(fare.amount), "rule": fare.rule,
            "advance": line.conditions.advance, "refundable": line.conditions.refundable}


@shape
def filed(reply: Any, dialect: str) -> dict:
    return {"locator": reply.locator, "warnings": list(reply.warnings)}


@shape
def queue_count(reply: Any, dialect: str) -> dict:
    return {"office": reply.office.id, "queues": [placed(place) | {"title": place.title, "count": many}
                                                  for place, many in reply.counts]}


@shape
def booking_counts(reply: Any, dialect: str) -> dict:
    return {"office": reply.office.id, "from": iso(reply.first), "to": iso(reply.last), "departing": reply.departing,
            "bookings": dict(reply.counts)}


@shape
def booking_list(reply: Any, dialect: str) -> dict:
    return {"office": reply.office.id, "standing": reply.standing, "count": reply.many, "bookings": [
        {"line": place, "locator": line.locator, "booked": line.booked.isoformat(), "departs": iso(line.departs),
         "passengers": line.passengers, "flight": f"{line.carrier}{line.number}" if line.departs else None,
         "booking_class": line.booking_class or None, "origin": line.origin or None,
         "destination": line.destination or None, "name": line.name} for place, line in enumerate(reply.lines, 1)]}


@shape
def queue_item(reply: Any, dialect: str) -> dict:
    return {"queue": placed(reply.place), "left": reply.left} | booking_display(reply.display, dialect)


def placed(place: Any) -> dict:
    return {"office": place.office, "number": place.number, "category": place.category, "dates": place.dates}


@shape
def seat_map_display(reply: Any, dialect: str) -> dict:
    """Rows from the front; a seat is free, taken or own."""
    held = reply.flight
    return {"carrier": held.carrier, "number": held.number, "date": iso(held.date), "origin": held.origin,
            "destination": held.destination, "equipment": held.equipment, "booking_class": reply.booking_class,
            "cabin": reply.cabin.cabin, "columns": list(reply.cabin.blocks),
            "rows": [{"number": row.number, "exit": row.exit, "bulkhead": row.bulkhead,
                      "seats": {letter: seat_state(f"{row.number}{letter}", reply) for letter in row.seats}}
                     for row in reply.cabin.rows]}


def seat_state(seat: str, reply: Any) -> str:
    return "own" if seat in reply.own else "taken" if seat in reply.taken else "free"
