"""LP: the bookings of an office by how they stand."""
from ....commands.office_list import BookingCounts, BookingList
from ....engine.booking.standing import Standing
from ....values.dates import long, short
from ...columns import columns, right, width
from . import screen

TITLES = {"HK": "HELD", "HL": "WAITLISTED", "ET": "TICKETED", "EP": "PARTLY TICKETED", "ER": "REFUNDED", "EV": "VOID",
          "XX": "CANCELLED"}
LONGEST_NAME = 20


@screen.register
def counts(reply: BookingCounts) -> str:
    days = ""
    if reply.first and reply.last:
        days = f"{'TRAVEL' if reply.departing else 'BOOKED'} {long(reply.first)}"
        days += f"-{long(reply.last)}" if reply.last != reply.first else ""
    rows = [columns((1, name), (4, TITLES[name]), right(many, 26, 7)) for name, many in reply.counts]
    total = columns((4, "TOTAL"), right(sum(many for _, many in reply.counts), 26, 7))
    return "\n".join(["LP", columns((1, reply.office.id), (12, "BOOKINGS"), (34, f"{long(reply.at)} {reply.at:%H%M}"),
                                    (49, days)), *rows, total])


@screen.register
def listed(reply: BookingList) -> str:
    if not reply.lines:
        return "NO ITEMS"
    many = f"{len(reply.lines)} OF {reply.many} - ADD DATES" if reply.many > len(reply.lines) else reply.many
    rows = [row(place, line) for place, line in enumerate(reply.lines, 1)]
    return "\n".join([f"LP/{reply.standing}", columns((1, reply.office.id), (12, TITLES[reply.standing]), (
        34, f"{long(reply.at)} {reply.at:%H%M}"), (49, many)), *rows])


def row(place: int, line: Standing) -> str:
    """As in a list of names, with the day on which it was made."""
    name = line.name if width(line.name) <= LONGEST_NAME else f"{line.name[:LONGEST_NAME - 1]}+"
    trip = [(27, "NO ITINERARY")] if line.departs is None else [
        (27, line.carrier), (31, line.number), (36, line.booking_class), (39, short(line.departs)),
        (46, line.origin + line.destination)]
    return columns((1, f"{place:>3}"), (5, name), *trip, (55, line.passengers), (57, line.locator),
                   (64, long(line.booked)))
