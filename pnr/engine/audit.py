"""The whole database against itself: what is stored twice must agree."""
from collections import Counter
from collections.abc import Iterator

from .booking.areas import Areas
from .booking.booking import Booking
from .booking.bookings import Bookings, finder_rows
from .booking.changes import apply
from .inventory.seats import Seats
from .store.open import Session
from .ticketing import audit as ticketing
from .world import World

Owned = Counter[tuple[str, str]]


def audit(session: Session, world: World) -> Iterator[str]:
    """One line for each thing that differs; a clean database has none."""
    bookings = Bookings(session)
    filed = list(bookings.all())
    yield from seats(filed, Areas(session), Seats(session))
    yield from finders(filed, bookings)
    yield from histories(filed, bookings)
    yield from ticketing.differences(session)


def seats(filed: list[Booking], areas: Areas, inventory: Seats) -> Iterator[str]:
    """Seats sold are seats filed and seats held, on every leg and class."""
    owned = owners(filed, areas)
    sold: Owned = Counter()
    for leg, cabins in inventory.all():
        for cabin in cabins:
            sold.update({(leg, bucket.booking_class): bucket.sold for bucket in cabin if bucket.sold})
    for leg, name in sorted(owned.keys() | sold.keys()):
        if sold[leg, name] != owned[leg, name]:
            yield f"leg {leg} {name}: {sold[leg, name]} sold, {owned[leg, name]} in bookings and areas"


def owners(filed: list[Booking], areas: Areas) -> Owned:
    owned: Owned = Counter()
    held = [segment for _, area in areas.all() for segment in area.working.held]
    for segment in [*(segment for booking in filed for segment in booking.segments), *held]:
        owned.update({(leg, segment.booking_class): segment.seats for leg in segment.legs})
    return owned


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
