"""The whole database against itself: what is stored twice must agree, and everything can be read."""
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..errors import Unavailable
from .booking.area import Area
from .booking.areas import Areas
from .booking.booking import Booking
from .booking.bookings import Bookings, finder_rows
from .booking.changes import apply
from .booking.elements import Segment
from .booking.seated import of_area, of_booking, places
from .delivery.posting import DUE as POST
from .due import HANDLERS
from .inventory.nesting import flown
from .inventory.seats import Seats
from .operating import AREAS_DUE, BOOKINGS_DUE
from .queues.queues import Queues
from .seating.assigned import Assigned
from .store.due import Due
from .store.open import Session
from .store.outbox import Outbox
from .ticketing import audit as ticketing
from .work import AREA_DUE, LIST_DUE
from .world import World

Owned = Counter[tuple[str, str]]
UNREADABLE = (Unavailable, ValueError, KeyError, TypeError)


def audit(session: Session, world: World) -> Iterator[str]:
    """One line for each thing that differs; a clean database has none."""
    bookings, areas = Bookings(session), Areas(session)
    faults: list[str] = []
    filed = list(readable("booking", bookings.rows(), bookings.opened, faults).values())
    held = readable("area", areas.rows(), areas.opened, faults)
    if faults:
        yield from faults  # what cannot be read cannot be compared either
        return
    yield from seats(filed, held.values(), Seats(session))
    yield from finders(filed, bookings)
    yield from histories(filed, bookings)
    yield from due_items(Due(session), held)
    yield from lists(filed, Seats(session), Due(session))
    yield from unflown(filed, held, Seats(session), Due(session))
    yield from sitting(filed, held, Assigned(session))
    yield from queued(filed, Queues(session))
    yield from letters(Outbox(session), Due(session))
    yield from ticketing.differences(session)


def readable(what: str, rows: Iterable[tuple[Any, str]], opened: Callable, faults: list[str]) -> dict:
    """Every document that can be read and decrypted, by its key; the others are faults."""
    found = {}
    for key, body in rows:
        try:
            found[key] = opened(key, body)
        except UNREADABLE as fault:
            faults.append(f"{what} {key}: cannot be read ({type(fault).__name__})")
    return found


def seats(filed: list[Booking], areas: Iterable[Area], inventory: Seats) -> Iterator[str]:
    """Seats sold are seats filed and seats held, on every leg and class; those on a list are those that wait."""
    of_bookings = [segment for booking in filed for segment in booking.segments]
    of_areas = [segment for area in areas for segment in area.working.held]
    sold: Owned = Counter()
    listed: Owned = Counter()
    for leg, cabins in inventory.all():
        for bucket in (bucket for cabin in cabins for bucket in cabin):
            sold[leg, bucket.booking_class] += bucket.sold
            listed[leg, bucket.booking_class] += bucket.waiting
    owned = counted([segment for segment in of_bookings if not segment.waiting] + of_areas)
    waiting = counted(segment for segment in of_bookings if segment.waiting)
    yield from compared(sold, owned, "sold", "in bookings and areas")
    yield from compared(listed, waiting, "on the list", "waiting")


def counted(segments: Iterable[Segment]) -> Owned:
    owned: Owned = Counter()
    for segment in segments:
        owned.update({(leg, segment.booking_class): segment.seats for leg in segment.legs})
    return owned


def compared(stored: Owned, told: Owned, first: str, second: str) -> Iterator[str]:
    for leg, name in sorted(stored.keys() | told.keys()):
        if stored[leg, name] != told[leg, name]:
            yield f"leg {leg} {name}: {stored[leg, name]} {first}, {told[leg, name]} {second}"


def finders(filed: list[Booking], bookings: Bookings) -> Iterator[str]:
    wanted = {(kind, value, booking.number) for booking in filed for kind, value in finder_rows(booking)}
    for row in sorted(wanted ^ bookings.all_finders()):
        yield f"finder {row}: {'missing' if row in wanted else 'points nowhere'}"


def histories(filed: list[Booking], bookings: Bookings) -> Iterator[str]:
    """Versions without a gap, and played again they give the record."""
    for booking in filed:
        envelopes = bookings.history(booking)
        if [envelope.version for envelope in envelopes] != list(range(1, booking.version + 1)):
            yield f"history {booking.locator}: {len(envelopes)} envelopes, version {booking.version}"
        replayed = Booking()
        for envelope in envelopes:
            replayed = apply(replayed, envelope.changes)
        if replayed.elements != booking.elements:
            yield f"history {booking.locator}: played again it is another record"


def letters(outbox: Outbox, due: Due) -> Iterator[str]:
    """Every letter is due to be sent, and nothing else is."""
    listed = {int(item.key) for item in due.all() if item.kind == POST}
    for number in sorted(listed ^ outbox.numbers()):
        yield f"letter {number}: {'is not here' if number in listed else 'is never sent'}"


def due_items(due: Due, areas: dict[str, Area]) -> Iterator[str]:
    """Whatever is to happen has somebody who does it, and every area that holds seats is to be looked at."""
    items = list(due.all())
    for item in items:
        if item.kind not in HANDLERS:
            yield f"due {item.kind} {item.key}: nobody does it"
        if item.kind == AREA_DUE and item.key not in areas:
            yield f"due {item.kind} {item.key}: there is no such area"
    looked_at = {item.key for item in items if item.kind == AREA_DUE}
    for terminal, area in areas.items():
        if area.working.held and terminal not in looked_at:
            yield f"area {terminal}: holds seats without a time limit"


def sitting(filed: list[Booking], areas: dict[str, Area], assigned: Assigned) -> Iterator[str]:
    """Every seat a booking or an area tells of is its own, and every seat that is taken is told of."""
    told = {(*place, of_booking(booking.number)) for booking in filed for place in places(booking)}
    told |= {(*place, of_area(terminal)) for terminal, area in areas.items()
             for place in places(area.working) - places(area.base)}
    for leg, seat, owner in sorted(told ^ set(assigned.all())):
        yield f"seat {leg} {seat}: {owner} and who tells of it differ"


def queued(filed: list[Booking], queues: Queues) -> Iterator[str]:
    """Whatever is on a queue is a booking."""
    known = {booking.number for booking in filed}
    for place, number in queues.all():
        if number not in known:
            yield f"queue {place.office} {place.number}: no booking {number}"


def lists(filed: list[Booking], inventory: Seats, due: Due) -> Iterator[str]:
    """Whoever waits and would fit is about to be served."""
    looked_at = {item.key for item in due.all() if item.kind == LIST_DUE}
    touched = {leg for leg, _ in inventory.all()}  # a row that is gone was told of already
    for booking in filed:
        for segment in booking.segments:
            forgotten = segment.waiting and looked_at.isdisjoint(segment.legs) and touched.issuperset(segment.legs)
            if forgotten and inventory.fits(segment):
                yield f"list {booking.locator} {segment.flight}{segment.booking_class}: waits, though there is room"


def unflown(filed: list[Booking], areas: dict[str, Area], inventory: Seats, due: Due) -> Iterator[str]:
    """Whoever holds seats that do not fly is about to be told."""
    told = {item.key.partition("/")[0] for item in due.all() if item.kind in (AREAS_DUE, BOOKINGS_DUE)}
    flying = {leg: flown(cabins) for leg, cabins in inventory.all() if leg not in told}
    holders = [(booking.locator, segment) for booking in filed for segment in booking.segments]
    holders += [(terminal, segment) for terminal, area in areas.items() for segment in area.working.held]
    for holder, segment in holders:
        for leg in flying.keys() & segment.legs:
            if segment.booking_class not in flying[leg]:
                yield f"leg {leg} {segment.booking_class}: does not fly, and {holder} is not told"
